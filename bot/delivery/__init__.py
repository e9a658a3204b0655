"""Delivery: the inbox of stored requests, and the outbox of messages to Slack."""
