"""Everything in scoring works with a field set that shares nothing with real estate."""

from dataclasses import replace
from pathlib import Path

import pytest

from scoring.errors import InvalidLead
from scoring.explain.reasons import format_reason
from scoring.explain.score import Score, Tier
from scoring.explain.scorer import Scorer
from scoring.fields.field import Choice, Quantity, Role, YesNo
from scoring.fields.field_set import FieldSet
from scoring.fields.lead import Lead
from scoring.lead_table import open_leads
from scoring.model.tree_ensemble import TreeEnsemble
from tests.music_school import student_lines
from training.pipeline import Training

STATED = {
    "name": "Ida Berg", "instrument": "violin", "lessons_missed": 0.05, "grade_change": 2, "weeks_since_trial": 3,
    "siblings": 1, "owns_instrument": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def student(other_fields: FieldSet) -> Lead:
    return other_fields.read(STATED)


def sentence(score: Score, name: str) -> str:
    return next(format_reason(reason, score) for reason in score.reasons if reason.feature.name == name)


def test_field_set_knows_no_money_and_no_age(other_fields: FieldSet) -> None:
    assert [other_fields.with_role(role) for role in Role] == [None] * len(Role)
    assert not any(quantity.unit.sign for quantity in other_fields.quantities)


def test_reads_every_kind_as_people_write_it(other_fields: FieldSet, student: Lead) -> None:
    written = {"name": "Ida Berg", "instrument": "Fiddle", "lessons_missed": "5%", "grade_change": "2",
               "weeks_since_trial": "3", "siblings": "1", "owns_instrument": "yes"}  # fmt: skip
    assert other_fields.read(written) == student


def test_names_everything_that_is_wrong(other_fields: FieldSet) -> None:
    with pytest.raises(InvalidLead) as caught:
        other_fields.read({"instrument": "harp", "lessons_missed": 1.5, "grade_change": -6, "age": 45})
    assert [problem.message for problem in caught.value.problems] == [
        "Instrument: piano, guitar, violin or drums, not “harp”",
        "Lessons missed: a share from 0% to 100%, not “1.5”",
        "Grade change: at least -5, not “-6”",
        "“age” is not known of a lead",
    ]


def test_missing_value_that_means_something_is_known(other_scorer: Scorer, other_fields: FieldSet) -> None:
    lead = other_fields.read({name: value for name, value in STATED.items() if name != "weeks_since_trial"})
    score = other_scorer.score(other_scorer.require_complete(lead))
    assert score.unknown == ()
    assert sentence(score, "weeks_since_trial") == "No trial lesson holds it back strongly"
    assert score.margin < other_scorer.score(other_fields.read(STATED)).margin


def test_sentences_say_every_kind(other_scorer: Scorer, student: Lead) -> None:
    score = other_scorer.score(student)
    assert {reason.feature.name: reason.stated for reason in score.reasons} == {
        "instrument": "violin", "lessons_missed": "5%", "grade_change": "2", "weeks_since_trial": "3",
        "siblings": "1", "owns_instrument": "yes",
    }  # fmt: skip
    assert sentence(score, "lessons_missed").startswith("5% of lessons missed push")
    assert sentence(score, "instrument").startswith("Violin lessons push")


def test_partial_lead_is_asked_about_with_options(other_scorer: Scorer, other_fields: FieldSet, student: Lead) -> None:
    rest = other_fields.update(student, {"instrument": None, "owns_instrument": None, "lessons_missed": None})
    score = other_scorer.score(rest)
    assert {feature.name for feature in score.unknown} == {"instrument", "owns_instrument", "lessons_missed"}
    skipped: list[str] = []
    while question := other_scorer.next_question(rest, skipped=skipped):
        skipped.append(question.feature.name)
        match question.feature:
            case Choice():
                assert [option.value for option in question.options] == ["piano", "guitar", "violin", "drums"]
            case YesNo():
                assert [option.value for option in question.options] == [True, False]
            case _:
                assert question.options == ()
    assert "weeks_since_trial" not in skipped


def test_path_to_high_raises_what_can_grow(other_scorer: Scorer, other_fields: FieldSet, student: Lead) -> None:
    lead = other_fields.update(student, {"owns_instrument": False, "grade_change": -1, "lessons_missed": 0.2})
    free = {"owns_instrument", "siblings", "grade_change", "weeks_since_trial"}
    path = other_scorer.path_to_high(lead, free=free)
    assert path is not None
    assert path.score.tier is Tier.HIGH
    changes = {change.feature.name: change.after for change in path.changes}
    assert changes
    assert other_scorer.what_if(lead, changes).after == path.score


def test_scores_from_curves_are_those_of_the_trees(other_scorer: Scorer, other_training: Training) -> None:
    artifact = other_training.artifact
    rows = artifact.references[:300]
    explained = list(other_scorer._explainer.explain(rows.tolist()))
    shares = TreeEnsemble(artifact).probabilities(rows)
    assert all(abs(one.shares[0] - share) < 1e-5 for one, share in zip(explained, shares[:, 0], strict=True))


def test_file_is_read_with_empty_cells_where_they_mean_something(tmp_path: Path, other_fields: FieldSet) -> None:
    path = tmp_path / "students.csv"
    header, *_ = student_lines(1)
    path.write_text(f"Student,{header}\nIda,violin,5%,-2,,0,no,High\nTom,,0.1,1,2,0,1,Low\n")
    with open_leads(path, other_fields) as table:
        (batch,) = table.batches()
    ida, tom = batch.leads
    assert ida is not None
    assert dict(ida.values) == {
        "instrument": "violin", "lessons_missed": 0.05, "grade_change": -2, "siblings": 0, "owns_instrument": False,
    }  # fmt: skip
    assert tom is None
    assert [str(flaw) for flaw in batch.flaws] == [
        "line 3, column instrument: piano, guitar, violin or drums, not an empty cell"
    ]


def test_excluded_feature_is_known_and_not_looked_at(other_training: Training, other_fields: FieldSet) -> None:
    artifact = other_training.artifact
    assert artifact.features == other_fields.features
    card = replace(artifact, card=artifact.card.model_copy(update={"excluded": ("siblings",)}))
    assert [feature.name for feature in card.features if isinstance(feature, Quantity)] == [
        "grade_change", "weeks_since_trial",
    ]  # fmt: skip
