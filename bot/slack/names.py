"""Names by which Slack and the bot know each other's commands, buttons, forms and fields."""

BOT_NAME = "Lead Scorer"

SCORE_COMMAND = "/scorelead"
SCORE_SHORTCUT = "score_lead"

FORM = "lead_form"
ALL_REASONS = "all_reasons"

OPEN_FORM = "open_form"
SHARE = "share_card"
SHOW_REASONS = "show_reasons"
POST_HOT_LEAD = "post_hot_lead"
