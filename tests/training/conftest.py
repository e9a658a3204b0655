from pathlib import Path

import pytest

from tests.seed import LEADS_FILE
from training.comparison import Comparison, compare
from training.data import LeadsFile, read_leads


@pytest.fixture(scope="session")
def trained(model_folder: Path) -> Path:
    """The folder of the specified recipe's model of leads.csv."""
    return model_folder


@pytest.fixture(scope="session")
def specified_leads() -> LeadsFile:
    """leads.csv."""
    return read_leads(LEADS_FILE)


@pytest.fixture(scope="session")
def comparison(specified_leads: LeadsFile) -> Comparison:
    """The algorithms on leads.csv."""
    return compare(specified_leads.leads)
