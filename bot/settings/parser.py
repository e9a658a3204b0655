"""What reads the sentences of salespeople."""

from pydantic import Field

from bot.settings.part import SettingsPart


class ParserSettings(SettingsPart):
    """What the reading of messages is told from outside."""

    lead_parser_model: str | None = Field(
        default=None,
        pattern=r"^[\w.-]+:\S+$",
        description="Language model asked about what the parser did not understand in messages (provider:model); "
        "unset, none is.",
    )
