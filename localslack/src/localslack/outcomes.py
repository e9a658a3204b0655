"""How something a person did came out, as the page is told."""

from typing import Any

Outcome = dict[str, Any]
DONE: Outcome = {"ok": True}


def failed(error: str, **more: Any) -> Outcome:
    """Return the outcome of something that was understood but did not work."""
    return {"ok": False, "error": error, **more}
