"""The training report: one page that a manager can read and an engineer can trust."""
