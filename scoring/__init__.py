"""What a lead is and what it is worth. Knows no Slack, no web, no database."""
