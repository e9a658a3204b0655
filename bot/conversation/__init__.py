"""The conversation: what the bot says when somebody talks with it in a thread."""
