"""What a setting may be: types that check and convert what the environment says."""

import re
from collections.abc import Callable
from datetime import time
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import NoDecode

from bot.hours import Holidays, QuietHours, Week

_OFF = "off"


def _ids(pattern: str, meaning: str) -> Callable[[object], object]:
    """Return a check for ids of Slack, one or several with commas between: U0MAYA, U0JONAS."""

    def split(value: object) -> object:
        if not isinstance(value, str):
            return value
        ids = tuple(dict.fromkeys(filter(None, (entry.strip() for entry in value.split(",")))))
        wrong = [entry for entry in ids if not re.fullmatch(pattern, entry)]
        if wrong:
            raise ValueError(f"{', '.join(wrong)} is no id of a {meaning}; separate ids with commas")
        return ids

    return split


def _matches(pattern: str, correction: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(correction.format(value))
        return value

    return check


def _token(prefix: str) -> Callable[[SecretStr], SecretStr]:
    def check(token: SecretStr) -> SecretStr:
        if not re.fullmatch(rf"{re.escape(prefix)}[A-Za-z0-9-]+", token.get_secret_value()):
            raise ValueError(f"it must start with {prefix} and go on in letters, digits and hyphens; copy it again")
        return token

    return check


def _signing_secret(secret: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[0-9A-Za-z]{16,}", secret.get_secret_value()):
        raise ValueError("it must be 16 or more letters and digits; copy it again")
    return secret


def _parses(parse: Callable[[str], object]) -> Callable[[str], str]:
    """Return a check that keeps the text and only parses it."""

    def check(text: str) -> str:
        parse(text)
        return text

    return check


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # a folder, a path out of them, an unknown name
        raise ValueError("there is no such time zone; write one such as Europe/Berlin") from None


def _quiet_hours(text: str) -> QuietHours:
    return QuietHours.parse(text, ZoneInfo("UTC"))


def read_time_of_day(text: str) -> time | None:
    """Return the time that `text` names, or None for "off"; raises ValueError for anything else."""
    if text.strip().lower() == _OFF:
        return None
    try:
        hour, minute = text.strip().split(":")
        return time(int(hour), int(minute))
    except ValueError:
        raise ValueError(f"write a time such as 09:00, or {_OFF}") from None


def _with_slash(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"


def _capitals(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _small_letters(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


UserIds = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_ids(r"[UW][A-Z0-9]{2,}", "person (U…)"))]
ChannelIds = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_ids(r"[CGD][A-Z0-9]{2,}", "channel (C…)"))]
UserGroupId = Annotated[str, AfterValidator(_matches(r"S[A-Z0-9]{2,}", "{} is no id of a user group (S…)"))]
Channel = Annotated[
    str,
    AfterValidator(
        _matches(r"#\S+|[CG][A-Z0-9]{2,}", "write # before the channel's name, or its id in capitals"),
    ),
]
BotToken = Annotated[SecretStr, AfterValidator(_token("xoxb-"))]
AppToken = Annotated[SecretStr, AfterValidator(_token("xapp-"))]
ConfigToken = Annotated[SecretStr, AfterValidator(_token("xoxe.xoxp-"))]
SigningSecret = Annotated[SecretStr, AfterValidator(_signing_secret)]
ApiUrl = Annotated[str, AfterValidator(_with_slash)]
DatabaseUrl = Annotated[
    str,
    AfterValidator(
        _matches(
            r"(?s)(sqlite:///.|postgres(ql)?(\+psycopg)?://.).*", "it must start with sqlite:/// or postgresql://"
        ),
    ),
]
WeekText = Annotated[str, AfterValidator(_parses(Week.parse))]
HolidaysText = Annotated[str, AfterValidator(_parses(Holidays.parse))]
QuietHoursText = Annotated[str, AfterValidator(_parses(_quiet_hours))]
TimeOfDay = Annotated[str, AfterValidator(_parses(read_time_of_day))]
ZoneName = Annotated[str, AfterValidator(_parses(_zone))]
Capitals = BeforeValidator(_capitals)
SmallLetters = BeforeValidator(_small_letters)
