"""Block Kit as Slack accepts it: kinds, limits, surfaces, and how they are kept."""

from localslack.blocks.surfaces import (
    MOST_VIEW_BYTES,
    check_home,
    check_message,
    check_view,
    stored_blocks,
    stored_view,
    text_length,
)

__all__ = [
    "MOST_VIEW_BYTES",
    "check_home",
    "check_message",
    "check_view",
    "stored_blocks",
    "stored_view",
    "text_length",
]
