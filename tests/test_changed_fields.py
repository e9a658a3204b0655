"""A field more or one fewer is a change of data only: with a thirteenth feature, and without each of the twelve."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.commands.scored_file import score_file
from bot.http.bodies import LeadForm, read_one_lead
from bot.http.predict import prediction
from bot.http.schemas import example_lead, lead_schema
from bot.language import Parser
from scoring.errors import BadArtifact, InvalidLead
from scoring.explain.scorer import Scorer
from scoring.fields.field import Quantity
from scoring.fields.field_set import FieldSet
from scoring.model.artifact import save_artifact
from tests.fields import REAL_ESTATE
from tests.seed import LEADS_FILE
from training.data import parse_leads
from training.ordinal import STUMPS, train_ordinal
from training.pipeline import Training, train
from training.recipes import HIGH_RECALL, ORDINAL
from training.report.groups import groupings
from training.report.holdout import Holdout

NAMES = [feature.name for feature in REAL_ESTATE.features]
REFERRALS = Quantity(
    name="referrals", title="Referrals", hint="Friends the lead brought.", group="Engagement", many="{} referrals",
    one="one referral", none="no referrals", synonyms=("referred",),
)  # fmt: skip
WIDER = replace(REAL_ESTATE, features=(*REAL_ESTATE.features, REFERRALS))

_ROWS = 800
_FEW = replace(ORDINAL, train=partial(train_ordinal, shape={**STUMPS, "rounds": 10}, high_recall=HIGH_RECALL))


def training_with(fields: FieldSet) -> Training:
    header, *rows = LEADS_FILE.read_text().splitlines()[: _ROWS + 1]
    wider = [f"{header},referrals", *(f"{row},{number % 9}" for number, row in enumerate(rows))]
    return train(parse_leads("\n".join(wider).encode(), Path("leads.csv"), fields), _FEW)


def example(fields: FieldSet) -> Mapping[str, object]:
    return {"name": "Dana Reyes", **example_lead(fields)}


@pytest.fixture(scope="module", params=["one more", *NAMES])
def trained(request: pytest.FixtureRequest) -> Training:
    fields = WIDER if request.param == "one more" else REAL_ESTATE.without([request.param])
    return training_with(fields)


def test_model_loads_with_its_fields_and_scores(trained: Training, tmp_path: Path) -> None:
    save_artifact(trained.artifact, tmp_path)
    scorer, fields = Scorer.load(tmp_path), trained.file.leads.fields
    assert scorer.fields == fields
    lead = scorer.require_complete(fields.read(example(fields)))
    score = scorer.score(lead)
    assert [reason.feature.name for reason in score.reasons if reason.value is None] == []
    assert {reason.feature.name for reason in score.reasons} == {feature.name for feature in fields.features}
    assert prediction(score)["lead_score"] == score.tier
    unknown = scorer.score(fields.read({"name": "Dana Reyes"}))
    assert unknown.unknown == fields.features
    assert scorer.next_question(fields.read({})) is not None


def test_http_body_is_read_and_described(trained: Training) -> None:
    fields = trained.file.leads.fields
    form = LeadForm(fields, fields.features)
    lead = read_one_lead(example(fields), form)
    assert lead == fields.read(example(fields))
    assert lead_schema(fields, fields.features)["required"] == [feature.name for feature in fields.features]


def test_text_states_every_feature(trained: Training) -> None:
    fields = trained.file.leads.fields
    text = ", ".join(f"{feature.name}={feature.write(feature.example)}" for feature in fields.features)
    assert Parser(fields).parse(text).lead.values == fields.read(example_lead(fields)).values


def test_file_is_scored(trained: Training, tmp_path: Path) -> None:
    header, *rows = LEADS_FILE.read_text().splitlines()[:4]
    names = [feature.name for feature in trained.artifact.features]
    wider = [dict(zip([*header.split(","), "referrals"], [*row.split(","), "3"], strict=True)) for row in rows]
    lines = [",".join(names), *(",".join(row[name] for name in names) for row in wider)]
    (tmp_path / "leads.csv").write_text("\n".join(lines))
    tally = score_file(tmp_path / "leads.csv", tmp_path / "scored.csv", Scorer(trained.artifact))
    assert (tally.tiers.total(), tally.wrong) == (3, 0)


def test_groups_of_the_report_are_by_age_if_it_is_known(trained: Training) -> None:
    titles = [grouping.title for grouping in groupings(Holdout.from_training(trained))]
    assert titles == (["Age"] if "age" in trained.file.leads.fields else [])


def test_old_model_without_its_fields_is_refused_by_name(trained: Training, tmp_path: Path) -> None:
    save_artifact(trained.artifact, tmp_path)
    card = json.loads((tmp_path / "card.json").read_text())
    fields = FieldSet.from_json(card.pop("fields"))
    (tmp_path / "card.json").write_text(json.dumps(card))
    (name,) = {one.name for one in fields.features} ^ set(NAMES)
    with pytest.raises(BadArtifact, match=f"the model (lacks|wants) {name}"):
        Scorer.load(tmp_path)


def test_new_feature_is_missed_and_read_by_its_synonym() -> None:
    with pytest.raises(InvalidLead, match="Missing: referrals"):
        WIDER.require_complete(WIDER.read(example(REAL_ESTATE)))
    assert Parser(WIDER).parse("referred=3").lead.values == {"referrals": 3}
