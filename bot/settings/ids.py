"""Ids of Slack in a setting, one or several with commas between: U0MAYA, U0JONAS."""

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_settings import NoDecode


def _ids(pattern: str, meaning: str) -> Callable[[object], object]:
    def split(value: object) -> object:
        if not isinstance(value, str):
            return value
        ids = tuple(dict.fromkeys(filter(None, (entry.strip() for entry in value.split(",")))))
        wrong = [entry for entry in ids if not re.fullmatch(pattern, entry)]
        if wrong:
            raise ValueError(f"{', '.join(wrong)} is no id of a {meaning}; separate ids with commas")
        return ids

    return split


def _is_a_group(entry: str) -> str:
    if not re.fullmatch(r"S[A-Z0-9]{2,}", entry):
        raise ValueError(f"{entry} is no id of a user group (S…)")
    return entry


UserIds = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_ids(r"[UW][A-Z0-9]{2,}", "person (U…)"))]
ChannelIds = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_ids(r"[CGD][A-Z0-9]{2,}", "channel (C…)"))]
UserGroupId = Annotated[str, AfterValidator(_is_a_group)]
