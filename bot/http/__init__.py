"""Intake: what reaches the bot over HTTP: leads that arrive by themselves, and who asks for scores."""
