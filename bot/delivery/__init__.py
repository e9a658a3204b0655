"""Delivery: what was taken and is to be worked off, and what is to be sent to Slack."""
