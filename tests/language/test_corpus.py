"""The corpus as a whole: how many facts are found in sentences, that none is invented, and the cases that must hold."""

from typing import Any

from bot.language import Facts
from tests.corpus import FIELDS, PARSER, cases, read_sentences

MIN_SENTENCES = 430
MIN_SHARE_OF_FACTS = 0.985


def lines(items: Any) -> str:
    return "\n".join(str(item) for item in items)


def test_facts_of_sentences_are_found() -> None:
    corpus = read_sentences()
    stated = sum(len(sentence.stated) for sentence, _ in corpus)
    missed = [(sentence.say, fact) for sentence, found in corpus for fact in sentence.stated - found]
    assert len(corpus) >= MIN_SENTENCES
    assert len(missed) <= (1 - MIN_SHARE_OF_FACTS) * stated, lines(missed)


def test_facts_that_were_found_before_are_still_found() -> None:
    missed = [(sentence, fact) for sentence, found in read_sentences() for fact in sentence.stated - found]
    regressions = [(sentence.say, fact) for sentence, fact in missed if fact[1] not in sentence.missed]
    assert not regressions, lines(regressions)


def test_no_fact_is_invented() -> None:
    invented = [(sentence.say, found - sentence.stated) for sentence, found in read_sentences()]
    assert not any(facts for _, facts in invented), lines(one for one in invented if one[1])


def test_commands_are_understood_completely() -> None:
    wrong = []
    for case in cases("commands"):
        facts = PARSER.parse(case["text"], is_command=True)
        if facts.every_problem or FIELDS.facts(facts.lead) != case["facts"]:
            wrong.append((case["text"], FIELDS.facts(facts.lead), facts.every_problem))
    assert not wrong, lines(wrong)


def test_doubtful_commands_state_no_more_than_is_certain() -> None:
    wrong = []
    for case in cases("doubtful"):
        facts = PARSER.parse(case["text"], is_command=True)
        if not facts.every_problem or FIELDS.facts(facts.lead) != case["facts"]:
            wrong.append((case["text"], FIELDS.facts(facts.lead), facts.every_problem))
    assert not wrong, lines(wrong)


def test_problems_are_reported() -> None:
    wrong = []
    for case in cases("problems"):
        reported = [problem.message for problem in PARSER.parse(case["text"], is_command=True).every_problem]
        if case["problem"] not in reported:
            wrong.append((case["text"], reported))
    assert not wrong, lines(wrong)


def test_readings_that_are_not_obvious_are_noted() -> None:
    read = [(case, PARSER.parse(case["text"]).notes) for case in cases("notes")]
    wrong = [(case["text"], notes) for case, notes in read if list(notes) != case["notes"]]
    assert not wrong, lines(wrong)


def test_words_that_are_not_understood_are_left() -> None:
    read: list[tuple[dict[str, Any], Facts]] = [(case, PARSER.parse(case["text"])) for case in cases("leftovers")]
    wrong = [(case["text"], facts.left) for case, facts in read if list(facts.left) != case["left"]]
    assert not wrong, lines(wrong)
