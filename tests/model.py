"""The models that tests use, trained once and cached: of the specification's leads, and with a second field set."""

import fcntl
import hashlib
import pickle
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from scoring.explain.scorer import Scorer
from scoring.fields.field_set import FieldSet
from scoring.model.artifact import save_artifact
from tests import music_school
from tests.fields import REAL_ESTATE
from tests.music_school import MUSIC_SCHOOL, MUSIC_SCHOOL_FILE, student_file
from tests.seed import LEADS_FILE
from training.data import LeadsFile, read_leads
from training.ordinal import STUMPS, train_ordinal
from training.pipeline import Training, train
from training.recipes import HIGH_RECALL, ORDINAL

_ROOT = Path(__file__).parents[1]
_SHORT = replace(ORDINAL, train=partial(train_ordinal, shape={**STUMPS, "rounds": 60}, high_recall=HIGH_RECALL))
_MADE_BY = ("scoring/**/*.py", "scoring/**/*.toml", "training/*.py", "constraints.txt")


@pytest.fixture(scope="session")
def leads_file() -> LeadsFile:
    """leads.csv."""
    return read_leads(LEADS_FILE, REAL_ESTATE)


@pytest.fixture(scope="session")
def training(leads_file: LeadsFile, pytestconfig: pytest.Config) -> Training:
    """All that came of training the ordinal recipe on leads.csv: cached, unless what makes it has changed.

    Training takes most of a minute. Processes that need it at the same time wait for the first one.
    """
    return cached(pytestconfig, "real-estate", [LEADS_FILE], lambda: train(leads_file, ORDINAL))


@pytest.fixture(scope="session")
def other_training(pytestconfig: pytest.Config) -> Training:
    """All that came of training on leads with the second field set: see tests/music_school.py."""
    made_by = [MUSIC_SCHOOL_FILE, Path(music_school.__file__)]
    return cached(pytestconfig, "music-school", made_by, lambda: train(student_file(), _SHORT))


@pytest.fixture(scope="session")
def other_fields() -> FieldSet:
    """The second field set, which shares nothing with real estate."""
    return MUSIC_SCHOOL


@pytest.fixture(scope="session")
def other_scorer(other_training: Training) -> Scorer:
    """A scorer with the second field set."""
    return Scorer(other_training.artifact)


@pytest.fixture(scope="session")
def other_model_folder(other_training: Training, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the model with the second field set."""
    folder = tmp_path_factory.mktemp("other-model")
    save_artifact(other_training.artifact, folder)
    return folder


@pytest.fixture(scope="session")
def model_folder(training: Training, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that model."""
    folder = tmp_path_factory.mktemp("model")
    save_artifact(training.artifact, folder)
    return folder


def cached(config: pytest.Config, name: str, made_by: Sequence[Path], make: Callable[[], Training]) -> Training:
    """Return a training from the cache, made again if what it is made by has changed."""
    cache = config.cache.mkdir("model")
    kept = cache / f"{name}-{_fingerprint(made_by)}.pickle"
    with (cache / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for old in cache.glob(f"{name}-*.pickle"):
                old.unlink()
            unfinished = kept.with_suffix(".unfinished")
            unfinished.write_bytes(pickle.dumps(make()))
            unfinished.rename(kept)
        trained: Training = pickle.loads(kept.read_bytes())  # noqa: S301, written by this very function
    return trained


def _fingerprint(made_by: Sequence[Path]) -> str:
    """Return a hash of everything that a trained model depends on."""
    digest = hashlib.sha256()
    for path in (*made_by, *sorted(path for pattern in _MADE_BY for path in _ROOT.glob(pattern))):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
