"""Middleware: what happens around every request from Slack."""
