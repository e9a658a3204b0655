"""Modals and Home tabs: views.*, triggers, and what forms hold."""
