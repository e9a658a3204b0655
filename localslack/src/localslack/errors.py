"""How the workspace says no: to a bot by Slack's error code, to a person by an outcome."""

from collections.abc import Mapping
from typing import Any


class SlackError(Exception):
    """A refusal with Slack's error code, and what Slack adds to it."""

    def __init__(
        self,
        code: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.headers = dict(headers or {})
        self.more = more

    @property
    def body(self) -> dict[str, Any]:
        """The answer's JSON."""
        return {"ok": False, "error": self.code, **self.more}


def invalid_blocks(*problems: str) -> SlackError:
    """Return the error for Block Kit in a message that breaks Slack's rules."""
    return SlackError("invalid_blocks", errors=list(problems), **_metadata(problems))


def invalid_arguments(*problems: str) -> SlackError:
    """Return the error for arguments that are missing or wrong, a modal's Block Kit among them."""
    return SlackError("invalid_arguments", **_metadata(problems))


def _metadata(problems: tuple[str, ...]) -> dict[str, Any]:
    return {"response_metadata": {"messages": [f"[ERROR] {problem}" for problem in problems]}}


class PersonError(Exception):
    """A person's request that names what is not there, or cannot be done."""

    def __init__(self, code: str, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


Outcome = dict[str, Any]
DONE: Outcome = {"ok": True}


def failed(error: str, **more: Any) -> Outcome:
    """Return the outcome of something that did not work."""
    return {"ok": False, "error": error, **more}
