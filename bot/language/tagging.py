"""Tagging: what each token of a text is, by the names of fields, the vocabulary and its neighbors."""

from collections.abc import Sequence
from dataclasses import replace

from bot.language import vocabulary
from bot.language.field_words import FieldWords, key_of, normal_words
from bot.language.tokens import Token, TokenKind
from scoring.fields.field import YesNo

_KINDS = (
    (TokenKind.DONT_KNOW, vocabulary.DONT_KNOW),
    (TokenKind.YES, vocabulary.YES),
    (TokenKind.NO, vocabulary.NO),
    (TokenKind.IF, vocabulary.IF),
    (TokenKind.MAY_BE, vocabulary.MAY_BE),
    (TokenKind.UNCLEAR, vocabulary.UNCLEAR | vocabulary.PERIODS),
    (TokenKind.OTHER, vocabulary.OTHERS),
    (TokenKind.PERSON, vocabulary.PERSONS),
    (TokenKind.FILLER, vocabulary.FILLERS | vocabulary.REQUESTS),
)
_KIND_OF = {words: kind for kind, listed in reversed(_KINDS) for words in listed}
_VALUES = {TokenKind.YES, TokenKind.NO, TokenKind.DONT_KNOW, TokenKind.AMOUNT, TokenKind.OPTION}
MIN_CHARS_OF_ADVERB = 5


def _phrase_lengths() -> dict[str, int]:
    """Return how many words the longest phrase has that begins with a word."""
    lengths: dict[str, int] = {}
    for phrase in _KIND_OF:
        first, length = phrase.partition(" ")[0], phrase.count(" ") + 1
        lengths[first] = max(length, lengths.get(first, 0))
    return lengths


_MAX_WORDS_FROM = _phrase_lengths()


def tag(tokens: Sequence[Token], text: str, names: FieldWords) -> list[Token]:
    """Return the tokens of `text` with what they are; phrases of the vocabulary are one token."""
    phrases = _without_denied(_join_phrases(tokens, text))
    return _tag_in_context(_ignore_any_after_no(phrases), names)


def join_fields(tokens: Sequence[Token], text: str, names: FieldWords) -> list[Token]:
    """Return the tokens of `text`, with the words joined that name a field or an option of a choice."""
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        found = None
        if tokens[at].kind is TokenKind.WORD and _phrase_length(tokens, at) < 2:
            found = _option_at(tokens, at, text, names) or _field_at(tokens, at, text, names)
        token, length = found or (tokens[at], 1)
        joined.append(token)
        at += length
    return joined


def _option_at(tokens: Sequence[Token], at: int, text: str, names: FieldWords) -> tuple[Token, int] | None:
    """Return the longest option of a choice that begins at an index, and its number of tokens."""
    found = None
    words: list[str] = []
    for end in range(at, min(at + max(map(len, names.options), default=0), len(tokens))):
        words += normal_words(tokens[end].text) if tokens[end].kind is TokenKind.WORD else [""]
        if choices := names.options.get(tuple(words)):
            whole = text[tokens[at].start : tokens[end].end]
            start, stop = tokens[at].start, tokens[end].end
            found = Token(TokenKind.OPTION, whole, whole.lower(), start, stop, fields=tuple(choices)), end - at + 1
    return found


def _field_at(tokens: Sequence[Token], at: int, text: str, names: FieldWords) -> tuple[Token, int] | None:
    """Return the longest name of a field that begins at an index, and its number of tokens."""
    found = None
    typed: list[str] = []
    meant: list[str] = []
    for end in range(at, min(at + 2 * names.max_words, len(tokens))):
        words = normal_words(tokens[end].text) if tokens[end].kind is TokenKind.WORD else ()
        key = key_of(words)
        if not words or (end == at and not key) or len(typed) > names.max_words:
            break
        if not key:
            continue
        typed += key
        meant += map(names.corrected, key)
        if tuple(typed) in names.names:
            found = tuple(typed), "", end
        elif tuple(meant) in names.names and names.is_close(meant):
            found = tuple(meant), " ".join(meant), end
    if found is None:
        return None
    name, corrected, end = found
    start, stop = tokens[at].start, tokens[end].end
    whole, fields, is_verb = text[start:stop], names.names[name], name in names.verbs
    token = Token(TokenKind.FIELD, whole, whole.lower(), start, stop, fields, is_verb, corrected)
    return token, end - at + 1


def _join_phrases(tokens: Sequence[Token], text: str) -> list[Token]:
    """Join the phrases of the vocabulary, and tag them and some other words by their form."""
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        length = _phrase_length(tokens, at)
        if length:
            words = " ".join(token.low for token in tokens[at : at + length])
            start, end = tokens[at].start, tokens[at + length - 1].end
            whole = text[start:end]
            joined.append(Token(_KIND_OF[words], whole, whole.lower(), start, end))
        else:
            joined.append(_tagged_by_form(tokens[at]))
        at += length or 1
    return joined


def _phrase_length(tokens: Sequence[Token], at: int) -> int:
    """Return the length, in words, of the longest phrase of the vocabulary at an index, or 0."""
    phrase, length = "", 0
    for count, token in enumerate(tokens[at : at + _MAX_WORDS_FROM.get(tokens[at].low, 0)], 1):
        if token.kind is not TokenKind.WORD:
            break
        phrase = f"{phrase} {token.low}" if phrase else token.low
        length = count if phrase in _KIND_OF else length
    return length


def _tagged_by_form(token: Token) -> Token:
    if token.kind is not TokenKind.WORD:
        return token
    if token.low.endswith("n't"):
        return replace(token, kind=TokenKind.NO)
    if token.text.islower() and token.text.endswith("ly") and len(token.text) >= MIN_CHARS_OF_ADVERB:
        return replace(token, kind=TokenKind.FILLER)
    return token


def _without_denied(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens; of "not 250k but 150k" only the amount that is meant."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        at += _denied_length(tokens, at)
        kept.append(tokens[at])
        at += 1
    return kept


def _denied_length(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens "not 250k but" at an index has, if the amount that is meant follows, else 0."""
    if tokens[at].low != "not" and not (tokens[at].kind is TokenKind.NO and tokens[at].low.endswith("n't")):
        return 0
    comma = at + 2 < len(tokens) and tokens[at + 2].text == ","
    but = at + 2 + comma
    if but + 1 >= len(tokens) or tokens[but].low != "but":
        return 0
    field_before = any(token.kind is TokenKind.FIELD for token in tokens[max(0, at - 2) : at])
    field_after = any(token.kind is TokenKind.FIELD for token in tokens[but + 2 : but + 3])
    is_meant = tokens[at + 1].kind is tokens[but + 1].kind is TokenKind.AMOUNT and not (field_before and field_after)
    return but + 1 - at if is_meant else 0


def _ignore_any_after_no(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens, with "any" after a "no" as a word that adds nothing: "doesn't have any budget"."""
    tagged: list[Token] = []
    denied = False
    for token in tokens:
        adds_nothing = token.kind in {TokenKind.FILLER, TokenKind.PERSON, TokenKind.FIELD} or token.low == "any"
        denied = token.kind is TokenKind.NO or (denied and adds_nothing)
        tagged.append(replace(token, kind=TokenKind.FILLER) if denied and token.low == "any" else token)
    return tagged


def _tag_in_context(tokens: Sequence[Token], names: FieldWords) -> list[Token]:
    """Return the tokens, tagged by their neighbors: "Dana: age 45" has a comma, "Mark Lead" no field."""
    tagged: list[Token] = []
    before: Token | None = None
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        kind = _sign_in_context(before, token, after, names) or _word_in_context(before, token, after, names)
        before = replace(token, kind=kind) if kind else token
        tagged.append(before)
    return tagged


def _sign_in_context(before: Token | None, token: Token, after: Token | None, names: FieldWords) -> TokenKind | None:
    """Return what a colon, a bracket or a question mark is next to a field or a value, None if that is plain."""
    after_field = before is not None and before.kind is TokenKind.FIELD
    before_value = after is not None and after.kind in _VALUES
    if token.text == ":":
        ends_key = after_field or (after is not None and after.kind is TokenKind.EQUALS)
        return TokenKind.COMMA if not ends_key or (before and _is_heading(before, after, names)) else None
    if token.text == "(":
        return TokenKind.EQUALS if after_field and before_value else None
    if token.kind is not TokenKind.QUESTION or before is None:
        return None
    if before.kind is TokenKind.EQUALS:
        return TokenKind.DONT_KNOW
    return TokenKind.EQUALS if after_field and before_value else None


def _is_heading(before: Token, after: Token | None, names: FieldWords) -> bool:
    """Return whether a yes-or-no field is not a key with its value but a heading of a name: "Inquiry: Dana Reyes"."""
    field = names.by_name[before.fields[0]] if before.kind is TokenKind.FIELD else None
    is_name = after is not None and after.kind is TokenKind.WORD and after.text.istitle()
    return isinstance(field, YesNo) and not field.told and is_name


def _word_in_context(before: Token | None, token: Token, after: Token | None, names: FieldWords) -> TokenKind | None:
    """Return what a word is next to others, None if that is plain."""
    after_kind = after.kind if after else None
    if token.low == "one" and before and before.low in vocabulary.ANOTHER and after_kind is not TokenKind.FIELD:
        return TokenKind.PERSON
    names_identity = token.kind is TokenKind.FIELD and token.fields[0] in names.identity
    may_be_name = token.kind is not TokenKind.FIELD or names_identity
    if may_be_name and _is_part_of_name(before, token, after):
        return TokenKind.WORD
    return _kind_of_identity(token, after) if names_identity else None


def _is_part_of_name(before: Token | None, token: Token, after: Token | None) -> bool:
    """Return whether a word with another meaning is a name by its capital and its neighbor's: "An Nguyen"."""
    is_named = any(near and near.kind is TokenKind.WORD and near.text[:1].isupper() for near in (before, after))
    if token.text == "&":
        return bool(before and after) and is_named and token.kind is TokenKind.FILLER
    if not token.text.istitle():
        return False
    is_first = before is None or before.kind is not TokenKind.WORD or not before.text[:1].isupper()
    could_be = token.low in vocabulary.NAMES_TOO if is_first else token.low not in vocabulary.ARE
    return could_be and (is_named or (is_first and _is_title(after)))


def _is_title(token: Token | None) -> bool:
    kinds = {TokenKind.WORD, TokenKind.FIELD, TokenKind.FILLER, TokenKind.PERSON}
    return token is not None and token.text.istitle() and token.kind in kinds


def _kind_of_identity(token: Token, after: Token | None) -> TokenKind:
    """Return what a word that names an identity field is: a field with its value, a person, or part of a name."""
    if after and after.kind is TokenKind.EQUALS:
        return TokenKind.FIELD
    if token.low in vocabulary.PERSONS:
        return TokenKind.PERSON
    return TokenKind.FILLER if token.low in vocabulary.FILLERS and not _is_announced(after) else TokenKind.FIELD


def _is_announced(after: Token | None) -> bool:
    kinds = {TokenKind.EMAIL, TokenKind.PHONE, TokenKind.WORD}
    return after is not None and (after.kind in kinds or after.low in vocabulary.ARE)
