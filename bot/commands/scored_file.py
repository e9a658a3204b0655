"""Scoring a file of leads: the same table comes out, with what each lead is worth beside it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Self

from tqdm import tqdm

from scoring.atomic_write import atomic_write
from scoring.errors import BadFile
from scoring.explain.reasons import format_reason, strongest
from scoring.explain.score import Direction, Score, Tier
from scoring.explain.scorer import Scorer
from scoring.lead_table import LeadBatch, LeadTable, open_leads
from scoring.tables.csv_writer import CsvWriter
from scoring.tables.formats import ENDINGS, create_table
from scoring.tables.table import Made, RowError, TableWriter

ERROR_COLUMNS = ("line", "column", "reason")


def _probability(tier: Tier, score: Score) -> float:
    return round(score.probabilities[tier], 4)


def _reasons(direction: Direction, score: Score) -> str:
    return "; ".join([format_reason(reason, score) for reason in strongest(score, direction)])


SCORED_COLUMNS: Mapping[str, tuple[type[Made], Callable[[Score], Made]]] = {
    "tier": (str, lambda score: score.tier.value),
    "confidence": (float, lambda score: round(score.confidence, 4)),
    "borderline": (bool, lambda score: score.borderline),
    **{f"probability_{tier.lower()}": (float, partial(_probability, tier)) for tier in Tier},
    "recommendation": (str, lambda score: score.recommendation),
    "reasons_for": (str, partial(_reasons, Direction.UP)),
    "reasons_against": (str, partial(_reasons, Direction.DOWN)),
    "model_version": (str, lambda score: score.model_version),
}
"""What stands beside each lead: by column, its type, and its value for a score."""


@dataclass
class Tally:
    """How the leads of a file turned out; `wrong` counts the rows that could not be scored."""

    tiers: Counter[Tier] = field(default_factory=Counter)
    borderline: int = 0
    wrong: int = 0

    def add(self, score: Score) -> None:
        """Count `score`."""
        self.tiers[score.tier] += 1
        self.borderline += score.borderline

    def in_words(self, target: Path) -> Iterator[str]:
        """Yield lines that say what was written to `target`."""
        counts = ", ".join(f"{self.tiers[tier]:,} {tier}" for tier in Tier)
        scored = self.tiers.total()
        yield f"Scored {_count(scored, 'lead')}: {counts}; {self.borderline:,} borderline. They are in {target}."
        if self.wrong:
            are = "is" if self.wrong == 1 else "are"
            yield f"{_count(self.wrong, 'row')} {are} wrong and not scored; {errors_file(target)} says where and why."


def errors_file(target: Path) -> Path:
    """Return where the rows are listed that could not be scored: beside `target`."""
    return target.with_suffix(".errors.csv")


def score_file(source: Path, target: Path, scorer: Scorer) -> Tally:
    """Score the leads in the file `source`, and write them to `target`, both CSV or Parquet; shows progress on stderr.

    The columns of `source` come first, as they are, then SCORED_COLUMNS; a column of `source` that has the name of one
    of these, as when a scored file is scored again, is replaced. Rows that are wrong go to the errors file, a line for
    each thing wrong; if there are none, there is no such file. Nothing stands under the name of either before the end.

    Raises:
        BadFile: `source` is no file of leads, or `target` cannot be written.
    """
    errors = errors_file(target)
    _check(source, target, errors)
    with (
        open_leads(source, scorer.fields.without(scorer.card.excluded)) as leads,
        atomic_write(target) as writing,
        atomic_write(errors) as listing,
        _create(writing, target, leads) as scored,
        _ErrorList(listing) as wrong,
    ):
        tally = _score_leads(leads, scorer, scored, wrong)
    if not tally.wrong:
        errors.unlink(missing_ok=True)  # of an earlier run
    return tally


def _check(source: Path, target: Path, errors: Path) -> None:
    for path in (source, target):
        if path.suffix.lower() not in ENDINGS:
            raise BadFile(path, f"this is neither CSV nor Parquet: its name must end in {' or '.join(ENDINGS)}")
    if not target.parent.is_dir():
        raise BadFile(target, f"there is no folder {target.parent}: make it, or name another one")
    for path in (target, errors):
        if not path.exists():
            continue
        if source.exists() and path.samefile(source):
            raise BadFile(path, "the leads are read from this file: name another one to write to")
        if not path.is_file():
            raise BadFile(path, "this is no file that could be replaced: name another one to write to")


def _create(writing: Path, target: Path, leads: LeadTable) -> TableWriter:
    kept = [position for position, name in enumerate(leads.table.header) if name not in SCORED_COLUMNS]
    made = {name: kind for name, (kind, _) in SCORED_COLUMNS.items()}
    return create_table(writing, target, table=leads.table, kept=kept, made=made)


def _score_leads(leads: LeadTable, scorer: Scorer, scored: TableWriter, wrong: "_ErrorList") -> Tally:
    tally = Tally()
    with tqdm(total=leads.table.rows, desc="Scoring", unit=" leads") as bar:
        for batch in leads.batches():
            _score_batch(batch, scorer, scored, tally)
            wrong.write(batch.flaws)
            tally.wrong += len({flaw.line for flaw in batch.flaws})
            bar.update(len(batch.leads) + len(batch.rows.flaws))
        bar.total = bar.n  # until now it was how many there are at most
    return tally


def _score_batch(batch: LeadBatch, scorer: Scorer, scored: TableWriter, tally: Tally) -> None:
    known = [(row, lead) for row, lead in enumerate(batch.leads) if lead is not None]
    made = []
    for score in scorer.score_many(lead for _, lead in known):
        tally.add(score)
        made.append([value_of(score) for _, value_of in SCORED_COLUMNS.values()])
    scored.write(batch.rows.select([row for row, _ in known]), made)


class _ErrorList:
    """The list of what is wrong with rows, begun with the first flaw: without any, there is no file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: CsvWriter | None = None

    def write(self, flaws: Sequence[RowError]) -> None:
        if flaws and self._writer is None:
            self._writer = CsvWriter(self._path, ERROR_COLUMNS)
        if self._writer:
            self._writer.write_rows([str(flaw.line), flaw.column or "", flaw.sentence] for flaw in flaws)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._writer:
            self._writer.close()


def _count(number: int, of: str) -> str:
    return f"{number:,} {of}{'' if number == 1 else 's'}"
