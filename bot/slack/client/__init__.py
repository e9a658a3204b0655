"""The client: everything that calls Slack."""
