"""The model that tests use: the ordinal recipe on the specification's leads, trained once in a run of the tests."""

from pathlib import Path

import pytest

from scoring.artifact import save_artifact
from tests.seed import LEADS_FILE
from training.data import LeadsFile, read_leads
from training.pipeline import Training, train
from training.recipes import ORDINAL


@pytest.fixture(scope="session")
def leads_file() -> LeadsFile:
    """leads.csv."""
    return read_leads(LEADS_FILE)


@pytest.fixture(scope="session")
def training(leads_file: LeadsFile) -> Training:
    """All that came of training the ordinal recipe on leads.csv."""
    return train(leads_file, ORDINAL)


@pytest.fixture(scope="session")
def model_folder(training: Training, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that model."""
    folder = tmp_path_factory.mktemp("model")
    save_artifact(training.artifact, folder)
    return folder
