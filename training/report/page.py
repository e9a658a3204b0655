"""The page: every section of a training's report, as one HTML file that needs nothing else."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from tqdm import tqdm

from scoring.atomic_write import atomic_write
from training.pipeline import Training
from training.report.acceptance import acceptance, applies
from training.report.calibration import calibration_section
from training.report.data_section import origin
from training.report.finding import finding
from training.report.groups import group_section, groupings
from training.report.holdout import Holdout
from training.report.model_selection import choice
from training.report.section import Page, Section
from training.report.summary import headlines, unknown
from training.report.text import quoted
from training.report.tiers import tiers
from training.report.weights import each_effect, weights

REPORT_FILE = "report.html"


def write_report(training: Training, folder: Path, *, groups: Sequence[str] = ()) -> None:
    """Write the report to `folder`, showing progress on stderr; interrupted, it leaves no half file.

    `groups` names features or columns of the file to compare leads by, beside age.
    """
    page = report(training, groups=groups)
    with atomic_write(folder / REPORT_FILE) as writing:
        writing.write_text(render(page), encoding="utf-8")


def report(training: Training, *, groups: Sequence[str] = ()) -> Page:
    """Return the report on a training."""
    trial = Holdout.from_training(training)
    card = training.artifact.card
    return Page(
        title="How good is the lead-scoring model?",
        origin=f"Model {card.version}, trained {card.trained_at:%Y-%m-%d} on {quoted(training.file.name)}",
        headlines=list(headlines(trial)),
        unknown=list(unknown(trial)),
        sections=[draw() for draw in tqdm(list(_sections(trial, groups)), desc="Drawing the report", unit="part")],
    )


def _sections(trial: Holdout, groups: Sequence[str]) -> Iterator[Callable[[], Section]]:
    for section in (
        tiers,
        finding,
        calibration_section,
        weights,
        each_effect,
        *([acceptance] if applies(trial) else []),
    ):
        yield partial(section, trial)
    for number, grouping in enumerate(groupings(trial, groups), start=1):
        yield partial(group_section, trial, grouping, number)
    for section in (choice, origin):
        yield partial(section, trial)


def render(page: Page) -> str:
    """Return the page as HTML; all its text is escaped, for names of files and columns come from strangers."""
    templates = Environment(loader=PackageLoader("training.report", "."), autoescape=True, undefined=StrictUndefined)
    templates.trim_blocks = templates.lstrip_blocks = True
    return templates.get_template("page.html").render(page=page)
