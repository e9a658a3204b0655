import numpy as np

from benchmarks.intertwined import intertwined
from training.data import LabelledLeads, LeadsFile
from training.ordinal import STUMPS, train_ordinal
from training.pipeline import Training
from training.references import BANDWIDTHS, MOST, best_bandwidth, draw_references, hide
from training.synthetic import draw_leads


def test_references_are_some_of_the_leads_and_always_the_same(leads_file: LeadsFile) -> None:
    references = draw_references(leads_file.leads)
    assert references.shape == (MOST, 12)
    known = {tuple(row) for row in leads_file.leads.features.tolist()}
    assert {tuple(row) for row in references.tolist()} <= known
    np.testing.assert_array_equal(references, draw_references(leads_file.leads))


def test_where_leads_are_few_all_of_them_are_references() -> None:
    few = draw_leads(100, seed=1)
    np.testing.assert_array_equal(draw_references(few), few.features)


def test_the_card_describes_the_references_of_the_artifact(training: Training) -> None:
    references = training.artifact.card.references
    assert references.leads == len(training.artifact.references) == MOST
    assert references.bandwidth in BANDWIDTHS


def test_hidden_features_are_as_many_as_asked_and_the_rest_is_as_it_was() -> None:
    leads = draw_leads(300, seed=2)
    hidden = hide(leads.features, np.array([3, 5]))
    assert {sum(value is None for value in lead) for lead in hidden} == {3, 5}
    for lead, row in zip(hidden, leads.features.tolist(), strict=True):
        assert all(value in (None, whole) for value, whole in zip(lead, row, strict=True))


def chosen(leads: LabelledLeads) -> float:
    learnt, held_out = leads.select(np.arange(3_000)), leads.select(np.arange(3_000, 4_000))
    model = train_ordinal(learnt, {**STUMPS, "rounds": 60}, 0.82)
    return best_bandwidth(model, learnt, held_out)


def test_resemblance_counts_where_features_hang_together() -> None:
    assert chosen(intertwined(draw_leads(4_000, seed=3))) < max(BANDWIDTHS) / 2
