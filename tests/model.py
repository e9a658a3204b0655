"""The model that tests use: the ordinal recipe on the specification's leads, trained once and cached."""

import fcntl
import hashlib
import pickle
from pathlib import Path

import pytest

from scoring.model.artifact import save_artifact
from tests.fields import REAL_ESTATE
from tests.seed import LEADS_FILE
from training.data import LeadsFile, read_leads
from training.pipeline import Training, train
from training.recipes import ORDINAL

_ROOT = Path(__file__).parents[1]
_MADE_BY = ("scoring/**/*.py", "scoring/**/*.toml", "training/*.py", "constraints.txt")


@pytest.fixture(scope="session")
def leads_file() -> LeadsFile:
    """leads.csv."""
    return read_leads(LEADS_FILE, REAL_ESTATE)


@pytest.fixture(scope="session")
def training(leads_file: LeadsFile, pytestconfig: pytest.Config) -> Training:
    """All that came of training the ordinal recipe on leads.csv: from the cache, unless what makes it has changed.

    Training takes most of a minute. Processes that need it at the same time wait for the first one.
    """
    cache = pytestconfig.cache.mkdir("model")
    kept = cache / f"{_fingerprint()}.pickle"
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for old in cache.glob("*.pickle"):
                old.unlink()
            unfinished = kept.with_suffix(".unfinished")
            unfinished.write_bytes(pickle.dumps(train(leads_file, ORDINAL)))
            unfinished.rename(kept)
        trained: Training = pickle.loads(kept.read_bytes())  # noqa: S301, written by this very function
    return trained


@pytest.fixture(scope="session")
def model_folder(training: Training, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that model."""
    folder = tmp_path_factory.mktemp("model")
    save_artifact(training.artifact, folder)
    return folder


def _fingerprint() -> str:
    """Return a hash of everything that the trained model depends on."""
    made_by = [LEADS_FILE, *sorted(path for pattern in _MADE_BY for path in _ROOT.glob(pattern))]
    digest = hashlib.sha256()
    for path in made_by:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
