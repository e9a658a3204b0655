from dataclasses import replace

import numpy as np
import pytest

from scoring.errors import ScoringError
from tests.fields import REAL_ESTATE
from training.data import FEWEST_ROWS_PER_TIER, LabelledLeads, LeadsFile
from training.splits import FOLDS, Split, folds
from training.synthetic import draw_leads


@pytest.fixture(scope="module")
def dated() -> LabelledLeads:
    """Leads of a thousand days, in no order."""
    leads = draw_leads(1_000, seed=5)
    days = np.random.default_rng(0).permutation(1_000)
    return LabelledLeads(REAL_ESTATE, leads.features, leads.labels, dates=np.datetime64("2024-01-01") + days)


def test_the_split_keeps_a_fifth_of_each_tier_out_of_training(leads_file: LeadsFile) -> None:
    split = Split.from_leads(leads_file.leads)
    assert (len(split.training), len(split.test), split.by_date) == (8_000, 2_000, False)
    for tier, count in leads_file.leads.count().items():
        assert split.test.count()[tier] == pytest.approx(count / 5, abs=1)


def test_leads_with_dates_are_tested_on_the_latest(dated: LabelledLeads) -> None:
    split = Split.from_leads(dated)
    assert split.by_date
    assert (len(split.training), len(split.test)) == (800, 200)
    assert split.training.dates is not None
    assert split.test.dates is not None
    assert split.training.dates.max() < split.test.dates.min()


def test_folds_try_every_lead_once_and_never_on_a_model_that_learnt_from_it(leads_file: LeadsFile) -> None:
    parts = list(folds(leads_file.leads))
    assert len(parts) == FOLDS
    assert sorted(np.concatenate([tried for _, tried in parts]).tolist()) == list(range(10_000))
    for learnt, tried in parts:
        assert not set(learnt.tolist()) & set(tried.tolist())


def test_each_repeat_parts_the_leads_otherwise(leads_file: LeadsFile) -> None:
    first, again, other = (next(folds(leads_file.leads, repeat=repeat))[1] for repeat in (0, 0, 1))
    assert (first == again).all()
    assert set(first.tolist()) != set(other.tolist())


def test_no_day_stands_on_both_sides_of_the_split_or_of_a_fold(dated: LabelledLeads) -> None:
    assert dated.dates is not None
    weeks = replace(dated, dates=dated.dates.astype("datetime64[W]"))
    split = Split.from_leads(weeks)
    assert split.training.dates is not None
    assert split.test.dates is not None
    assert split.training.dates.max() < split.test.dates.min()
    assert weeks.dates is not None
    for learnt, tried in folds(weeks):
        assert weeks.dates[learnt].max() < weeks.dates[tried].min()


def test_leads_of_one_day_cannot_be_split_by_date(dated: LabelledLeads) -> None:
    one_day = replace(dated, dates=np.full(len(dated), np.datetime64("2026-01-31")))
    with pytest.raises(ScoringError, match=r"before the latest fifth.*0 of High.*without its column of dates"):
        Split.from_leads(one_day)


def test_where_no_fold_by_date_tries_a_tier_dates_do_not_count(dated: LabelledLeads) -> None:
    order = np.argsort(dated.labels, kind="stable")
    early = replace(dated.select(order), dates=np.datetime64("2024-01-01") + np.arange(len(dated)))
    tried = np.concatenate([rows for _, rows in folds(early)])
    assert sorted(tried.tolist()) == list(range(len(early)))


@pytest.mark.parametrize("repeat", [0, 1, 2])
def test_leads_with_dates_are_tried_on_what_comes_after(dated: LabelledLeads, repeat: int) -> None:
    parts = list(folds(dated, repeat=repeat))
    assert parts
    assert dated.dates is not None
    for learnt, tried in parts:
        assert dated.dates[learnt].max() < dated.dates[tried].min()
        assert min(dated.select(learnt).count().values()) >= FEWEST_ROWS_PER_TIER
