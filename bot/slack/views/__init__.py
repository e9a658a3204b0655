"""Views: messages and forms as values. Nothing here talks to Slack."""
