"""Conversations and their messages: chat.*, conversations.*, response URLs."""
