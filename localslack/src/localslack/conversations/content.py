"""The content of a new message: text, blocks, metadata."""

import json
from dataclasses import dataclass
from typing import Any

from localslack.blocks import check_message, stored_blocks
from localslack.conversations.state import Blocks
from localslack.errors import SlackError, invalid_blocks

TRUNCATED_AFTER = 40_000
METADATA_BYTES = 16_000


@dataclass(frozen=True, slots=True)
class Content:
    """The checked content of a message, its blocks as they are kept."""

    text: str
    blocks: Blocks | None
    metadata: dict[str, Any] | None


def read_content(body: dict[str, Any]) -> Content:
    """Check what a bot wants to post; raises SlackError: no_text, invalid_blocks and others."""
    text = body.get("text") or ""
    if not isinstance(text, str):
        raise SlackError("invalid_arguments")
    blocks = read_blocks(body.get("blocks"))
    if not text and not blocks:
        raise SlackError("no_text")
    return Content(text[:TRUNCATED_AFTER], blocks, read_metadata(body.get("metadata")))


def read_blocks(blocks: Any) -> Blocks | None:
    """Check blocks and return them as Slack stores them; raises invalid_blocks, or invalid_blocks_format."""
    if not blocks:
        return None
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    problems = check_message(blocks)
    if problems:
        raise invalid_blocks(*problems)
    if sum(block["type"] == "table" for block in blocks) > 1:
        # Slack shows a table as an attachment below the message, and only one.
        raise SlackError("invalid_attachments", errors=["only_one_table_allowed"])
    return stored_blocks(blocks)


def read_metadata(metadata: Any) -> dict[str, Any] | None:
    """Check metadata; raises invalid_metadata_format or metadata_too_large."""
    if not metadata:
        return None
    is_metadata = (
        isinstance(metadata, dict)
        and metadata.keys() == {"event_type", "event_payload"}
        and isinstance(metadata["event_type"], str)
        and isinstance(metadata["event_payload"], dict)
    )
    if not is_metadata:
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(metadata).encode()) > METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return dict(metadata)
