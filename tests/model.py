"""The model that tests use: the specified recipe on the specification's leads, trained once in a run of the tests."""

from pathlib import Path

import pytest

from scoring.artifact import save_artifact
from tests.seed import LEADS_FILE
from training.data import read_leads
from training.pipeline import train


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    save_artifact(train(read_leads(LEADS_FILE), "specified"), folder)
    return folder
