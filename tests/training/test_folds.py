import numpy as np
import pytest

from training.data import FEWEST_ROWS_PER_TIER, LabelledLeads, LeadsFile
from training.folds import FOLDS, Split, folds
from training.synthetic import draw_leads


@pytest.fixture(scope="module")
def dated() -> LabelledLeads:
    """Leads of a thousand days, in no order."""
    leads = draw_leads(1_000, seed=5)
    days = np.random.default_rng(0).permutation(1_000)
    return LabelledLeads(leads.features, leads.labels, dates=np.datetime64("2024-01-01") + days)


def test_the_split_keeps_a_fifth_of_each_tier_out_of_training(leads_file: LeadsFile) -> None:
    split = Split.of(leads_file.leads)
    assert (len(split.training), len(split.test), split.by_date) == (8_000, 2_000, False)
    for tier, count in leads_file.leads.count().items():
        assert split.test.count()[tier] == pytest.approx(count / 5, abs=1)


def test_leads_with_dates_are_tested_on_the_latest(dated: LabelledLeads) -> None:
    split = Split.of(dated)
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


@pytest.mark.parametrize("repeat", [0, 1, 2])
def test_leads_with_dates_are_tried_on_what_comes_after(dated: LabelledLeads, repeat: int) -> None:
    parts = list(folds(dated, repeat=repeat))
    assert parts
    assert dated.dates is not None
    for learnt, tried in parts:
        assert dated.dates[learnt].max() < dated.dates[tried].min()
        assert min(dated.take(learnt).count().values()) >= FEWEST_ROWS_PER_TIER
