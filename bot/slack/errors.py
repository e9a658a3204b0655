"""Errors whose messages are for the person who asked."""


class NotUnderstood(Exception):
    """A command was not understood; the message says how to write it."""


class NotShared(Exception):
    """Slack did not take it. Press *Share here* again, or score the lead once more."""

    def __init__(self) -> None:
        super().__init__("Slack did not take it. Press *Share here* again, or score the lead once more.")
