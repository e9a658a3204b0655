"""The bot in Slack: listeners, views, the client and middleware."""
