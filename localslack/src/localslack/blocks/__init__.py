"""Block Kit as Slack accepts it: kinds, limits, surfaces, and how Slack stores them."""

from localslack.blocks.layouts import MAX_BLOCKS_IN_MESSAGE, MAX_BLOCKS_IN_VIEW
from localslack.blocks.surfaces import (
    MAX_VIEW_BYTES,
    check_home,
    check_message,
    check_view,
    stored_blocks,
    stored_view,
    text_length,
)

__all__ = [
    "MAX_BLOCKS_IN_MESSAGE",
    "MAX_BLOCKS_IN_VIEW",
    "MAX_VIEW_BYTES",
    "check_home",
    "check_message",
    "check_view",
    "stored_blocks",
    "stored_view",
    "text_length",
]
