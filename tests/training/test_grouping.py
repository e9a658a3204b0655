import numpy as np

from tests.fields import REAL_ESTATE
from training.grouping import MAX_GROUPS, Grouping, by_column, by_feature

FEATURE = {feature.name: feature for feature in REAL_ESTATE.features}


def groups(grouping: Grouping) -> list[str]:
    """The group of each lead."""
    return [grouping.names[member] for member in grouping.members]


def test_ages_are_parted_by_bands() -> None:
    parted = by_feature(FEATURE["age"], np.array([18, 29, 30, 44, 45, 59, 60, 99.0]))
    assert groups(parted) == [
        *["up to 29"] * 2,
        *["30 to 44"] * 2,
        *["45 to 59"] * 2,
        *["60 and more"] * 2,
    ]
    assert parted.title == "Age"


def test_another_quantity_is_parted_by_quartiles() -> None:
    parted = by_feature(FEATURE["income"], np.arange(100_000, 180_000, 10_000.0))
    assert parted.names == (
        "up to $117,499",
        "$117,500 to $134,999",
        "$135,000 to $152,499",
        "$152,500 and more",
    )
    assert np.bincount(parted.members).tolist() == [2, 2, 2, 2]


def test_a_quantity_that_most_leads_share_has_fewer_groups() -> None:
    parted = by_feature(FEATURE["contact_attempts"], np.array([0, 0, 0, 0, 0, 0, 0, 5.0]))
    assert set(groups(parted)) == {"all"}


def test_a_signal_is_parted_by_yes_and_no() -> None:
    assert groups(by_feature(FEATURE["inquiry_submitted"], np.array([1.0, 0, 1]))) == ["yes", "no", "yes"]


def test_a_column_is_parted_by_its_cells_the_largest_group_first() -> None:
    parted = by_column("region", ["south", "north", "", "north"])
    assert parted.names == ("north", "(empty)", "south")
    assert groups(parted) == ["south", "north", "(empty)", "north"]
    assert parted.feature is None


def test_the_rarest_values_of_many_are_one_group() -> None:
    cells = [f"zip {number}" for number in range(50) for _ in range(50 - number)]
    parted = by_column("zip", cells)
    assert len(parted.names) == MAX_GROUPS
    assert parted.names[-1] == "(31 rarer values)"
    assert groups(parted)[cells.index("zip 49")] == "(31 rarer values)"
    assert groups(parted)[0] == "zip 0"
