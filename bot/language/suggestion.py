"""Suggestions: the name of a field that somebody may have meant."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.field_names import FIELD_NAMES
from scoring.fields.field import Identity
from scoring.fields.lead import FIELDS

_SHORTEST = 4  # shorter words are near too many names
_NAMES = [" ".join(name) for name, fields in FIELD_NAMES.items() if not isinstance(FIELDS[fields[0]], Identity)]


def suggestion(words: str) -> str:
    """Return a question for the name that somebody may have meant, or nothing."""
    each = re.findall(r"[a-z]+", words.lower())
    tried = [word for word in (" ".join(each), *each) if len(word) >= _SHORTEST]
    close = (process.extractOne(word, _NAMES, scorer=OSA.normalized_similarity, score_cutoff=0.8) for word in tried)
    return next((f"; did you mean “{match[0]}”?" for match in close if match and match[1] < 1), "")
