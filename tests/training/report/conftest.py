from pathlib import Path

import pytest

from training.pipeline import Training
from training.report.holdout import Holdout
from training.report.page import render, report
from training.report.section import Page


@pytest.fixture(scope="session")
def trial(training: Training) -> Holdout:
    """The ordinal model on the leads kept out of its training."""
    return Holdout.from_training(training)


@pytest.fixture(scope="session")
def page(training: Training) -> Page:
    """The report on the ordinal model, as values."""
    return report(training)


@pytest.fixture(scope="session")
def html(page: Page) -> str:
    """The same as HTML."""
    return render(page)


@pytest.fixture(scope="session")
def page_file(html: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(html, encoding="utf-8")
    return path
