"""Names by which Slack and the bot know each other's commands, buttons, forms and fields."""

BOT_NAME = "Lead Scorer"

SCORE_COMMAND = "/scorelead"
SCORE_SHORTCUT = "score_lead"

FORM = "lead_form"
ALL_REASONS = "all_reasons"

OPEN_FORM = "open_form"
SHARE = "share_card"
SHOW_REASONS = "show_reasons"
SHOW_LEAD = "show_lead"
ASK_TO_FORGET = "ask_to_forget_lead"
FORGET = "forget_lead"
KEEP = "keep_lead"

CLAIM = "claim_lead"
CONTACTED = "lead_contacted"
SNOOZE = "snooze_lead"
WON = "lead_won"
LOST = "lead_lost"
NOT_QUALIFIED = "lead_not_qualified"
RELEASE = "release_lead"
REASSIGN = "reassign_lead"
RETRY = "retry_alerts"

SNOOZE_FORM = "snooze_form"
NOT_QUALIFIED_FORM = "not_qualified_form"
REASSIGN_FORM = "reassign_form"
