from pathlib import Path

import pytest

from scoring.model.artifact import save_artifact
from tests.model import cached
from tests.seed import LEADS_FILE
from training.comparison import Comparison, compare
from training.data import LeadsFile
from training.pipeline import Training, train
from training.recipes import SPECIFIED


@pytest.fixture(scope="session")
def specified(leads_file: LeadsFile, pytestconfig: pytest.Config) -> Training:
    """The result of training the specified recipe on leads.csv."""
    return cached(pytestconfig, "specified", [LEADS_FILE], lambda: train(leads_file, SPECIFIED))


@pytest.fixture(scope="session")
def specified_folder(specified: Training, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that model."""
    folder = tmp_path_factory.mktemp("specified")
    save_artifact(specified.artifact, folder)
    return folder


@pytest.fixture(scope="session")
def comparison(leads_file: LeadsFile) -> Comparison:
    """The algorithms on leads.csv."""
    return compare(leads_file.leads)
