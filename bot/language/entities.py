"""Words: what a person typed, as they typed it."""

_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def unescaped(text: str) -> str:
    """Return `text` as it was typed, before Slack escaped three characters of it."""
    for escaped, char in _ESCAPED:
        text = text.replace(escaped, char)
    return text
