"""Names by which Slack and the bot know each other's commands, buttons, forms and fields."""

BOT_NAME = "Lead Scorer"

SCORE_COMMAND = "/scorelead"
SCORE_SHORTCUT = "score_lead"
SCORE_MESSAGE = "score_message"

FORM = "lead_form"
ALL_REASONS = "all_reasons"

OPEN_FORM = "open_form"
SHARE = "share_card"
SHOW_REASONS = "show_reasons"
SHOW_LEAD = "show_lead"
ASK_TO_FORGET = "ask_to_forget_lead"
FORGET = "forget_lead"
KEEP = "keep_lead"

TALK_ABOUT = "talk_about_lead"
COMPARE = "compare_with"

ANSWER = "answer_question"
TYPE_ANSWER = "type_answer"
DONT_KNOW = "dont_know"
ANSWER_FORM = "answer_form"

RIGHT = "score_right"
TOO_HIGH = "score_too_high"
TOO_LOW = "score_too_low"
SAY_WHY = "say_why"
WHY_FORM = "why_form"

SHOW_IN_WINDOW = "show_lead_in_window"
LEAD_WINDOW = "lead_window"

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
