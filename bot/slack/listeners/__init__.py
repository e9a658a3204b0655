"""Listeners: what the bot reacts to in Slack. Each reads, calls a service and renders."""
