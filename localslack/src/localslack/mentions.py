"""Who and what is named in the text a person types."""

import re

from localslack.state import State


def with_mentions(state: State, text: str, *, labelled: bool) -> str:
    """Turn @Name and #channel in escaped text into <@U1> and <#C1|channel>; commands carry the name as a label too."""
    for person in sorted(state.people.values(), key=lambda person: -len(person.name)):
        label = f"|{person.handle}" if labelled else ""
        text = re.sub(rf"@{re.escape(person.name)}\b", f"<@{person.id}{label}>", text)
    for channel in state.conversations.values():
        if channel.kind == "channel":
            text = re.sub(rf"(?<!\w)#{re.escape(channel.name)}\b", f"<#{channel.id}|{channel.name}>", text)
    return text


def mentioned_person(state: State, text: str) -> str | None:
    """Return the id of the person whom "@Name" or "Name" names."""
    wanted = text.strip().removeprefix("@").casefold()
    names = {person.name.casefold(): person.id for person in state.people.values()}
    return names.get(wanted)
