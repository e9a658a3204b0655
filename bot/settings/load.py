"""Loading settings from the environment and `.env`. An error lists everything that is wrong."""

import os
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TypeVar

from pydantic import ValidationError
from pydantic_settings import BaseSettings

from bot.settings.schema import ModelSettings, Settings, StoreSettings

_OAUTH = {"SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"}
_Kind = TypeVar("_Kind", bound=BaseSettings)


class BadSettings(Exception):
    """The bot cannot start with these settings; each line says what to set."""


def load_settings() -> Settings:
    """Return the settings from the environment and `.env`.

    Raises:
        BadSettings: naming each setting that is wrong, and what it must be.
    """
    oauth = f"{' and '.join(sorted(_OAUTH))} make Bolt ignore the bot token: unset them for this bot."
    return _load(Settings, [oauth] * (set(os.environ) >= _OAUTH))


def load_model_settings() -> ModelSettings:
    """Return only the model's settings from the environment and `.env`.

    Raises:
        BadSettings: naming each setting that is wrong, and what it must be.
    """
    return _load(ModelSettings)


def load_store_settings() -> StoreSettings:
    """Return only the store's settings from the environment and `.env`.

    Raises:
        BadSettings: naming each setting that is wrong, and what it must be.
    """
    return _load(StoreSettings)


def forget_proxies() -> None:
    """Forget the proxies of this process: Slack's SDK would send requests to this machine through them, too."""
    for name in [name for name in os.environ if name.lower() in {"http_proxy", "https_proxy", "all_proxy"}]:
        del os.environ[name]


def _load(kind: type[_Kind], problems: Sequence[str] = ()) -> _Kind:
    misspelled = [
        f"{name} in the environment is not a setting: did you mean {meant}? Correct or unset it."
        for name in os.environ
        if (meant := _meant(name, kind))
    ]
    wrong: list[str] = []
    try:
        settings = kind()
    except ValidationError as error:
        wrong = [_in_words(detail["loc"], detail["msg"]) for detail in error.errors()]
    if said := [*misspelled, *problems, *wrong]:
        raise BadSettings("\n".join(said))
    return settings


def _meant(name: str, kind: type[BaseSettings]) -> str:
    """Return the setting that a variable nearly names, if it names none: SLACK_BOT_TOKN."""
    known = [setting.upper() for setting in kind.model_fields]
    if name.upper() in known or any(name.startswith(setting) for setting in known):
        return ""
    return next(iter(get_close_matches(name, known, n=1, cutoff=0.9)), "")


def _in_words(place: tuple[int | str, ...], message: str) -> str:
    if not place:
        return message.removeprefix("Value error, ")
    name = str(place[0]).upper()
    field = Settings.model_fields.get(name.lower())
    if field is None:
        return f"{name} in .env is not a setting: remove it or correct its spelling."
    ours = message.removeprefix("Value error, ")
    reason = ours if ours != message else f"{message[:1].lower()}{message[1:]}"
    return f"{name}: {reason}. {field.description}"
