"""What the bot's answers mean: the one place where tests read it from their words and blocks."""

import re

from localslack.testing.surfaces import Post

_TIER = re.compile(r"^(High|Medium|Low) lead( so far)?(, borderline)?(?:: (.+))?$", re.MULTILINE)
_QUESTION = "question_"


def asked(post: Post) -> str | None:
    """Return the name of the feature that a message asks for with buttons, None if it asks nothing."""
    names = (str(block.get("block_id", "")) for block in post.blocks() if block["type"] == "actions")
    return next((name.removeprefix(_QUESTION) for name in names if name.startswith(_QUESTION)), None)


def tier(post: Post) -> str | None:
    """Return the tier in the heading of a card, None if a message is no card."""
    found = _TIER.search(post.words)
    return found[1] if found else None


def may_change(post: Post) -> bool:
    """Return whether a card says that its tier may still change."""
    found = _TIER.search(post.words)
    assert found, f"this is no card: {post}"
    return bool(found[2])


def named(post: Post) -> str | None:
    """Return the name of the lead in the heading of a card."""
    found = _TIER.search(post.words)
    return found[4] if found else None
