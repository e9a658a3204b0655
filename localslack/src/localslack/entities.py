"""The three special characters of Slack's text, and how they are escaped."""

import re

BARE_AMPERSAND = re.compile(r"&(?!amp;|lt;|gt;)")


def escape(text: str) -> str:
    """Return text as Slack writes down what a person typed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_bare(text: str) -> str:
    """Return text as Slack stores a plain_text object: escaped, but never twice."""
    return BARE_AMPERSAND.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Return text as people see it; Slack has no other entities."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
