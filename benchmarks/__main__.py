"""The command line: python -m benchmarks [SECTION …]."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bulk import many_table, process_table
from benchmarks.button_latency import pressing_table
from benchmarks.databases import DATABASES, sqlite
from benchmarks.explaining import explaining_table
from benchmarks.file import file_table
from benchmarks.install import SERVING, TRAINING, Install
from benchmarks.intertwined import intertwined, intertwined_model
from benchmarks.leads import LEADS_FILE, fresh_leads, stated
from benchmarks.memory import memory_table
from benchmarks.month import month_table
from benchmarks.partial import partial_speed_table, partial_table
from benchmarks.path import path_tables
from benchmarks.quality import deployed, quality_table, scenarios_table
from benchmarks.questions import questions_table
from benchmarks.requests import requests_table
from benchmarks.rule import rule_table
from benchmarks.send_latency import sending_table
from benchmarks.serving import independence_table, installs_table
from benchmarks.single import single_table
from benchmarks.sla import promise_table
from benchmarks.specified import SpecifiedScorer
from benchmarks.steps import steps_table
from benchmarks.table import Table
from benchmarks.variance import luck_table
from benchmarks.versions import versions_table
from scoring.explain.scorer import Scorer
from scoring.fields.field_set import load_real_estate
from scoring.model.artifact import load_artifact, save_artifact
from training.data import LabelledLeads, LeadsFile, read_leads
from training.model import Model
from training.pipeline import train
from training.recipes import ORDINAL, SPECIFIED
from training.splits import Split


@dataclass(frozen=True)
class Bench:
    """What is measured: the ordinal recipe's `model` of `leads`, the specification's.

    Files go to `folder`, installs to `installs`; `pythons` have other versions of XGBoost to compare with. Memory is
    watched for so many `minutes`. `verbose` lists the files of each path.
    """

    leads: LabelledLeads
    model: Path
    folder: Path
    installs: Path
    pythons: tuple[Path, ...]
    minutes: float
    verbose: bool = False


def quality(bench: Bench) -> Iterator[Table]:
    """Yield how good the scores are."""
    fresh = fresh_leads(200_000)
    ordinal = _model(bench)
    specified = SPECIFIED.train(Split.from_leads(bench.leads).training)
    yield quality_table(ordinal, specified, SPECIFIED.train(bench.leads), fresh)
    yield scenarios_table(ordinal, specified)
    yield rule_table(Scorer.load(bench.model), fresh)
    yield luck_table([(ORDINAL, 10_000), (ORDINAL, 50_000), (SPECIFIED, 10_000)], range(101, 106), fresh)
    yield promise_table({ORDINAL.name: ordinal, SPECIFIED.name: specified}, fresh_leads(2_000))


def _model(bench: Bench) -> Model:
    return deployed(load_artifact(bench.model))


def partial(bench: Bench) -> Iterator[Table]:
    """Yield how good scores of half-known leads are, and what they cost."""
    artifact = load_artifact(bench.model)
    yield partial_table("fresh leads", artifact, fresh_leads(20_000))
    others = intertwined_model(10_000)
    yield partial_table("intertwined fresh leads", others, intertwined(fresh_leads(20_000)))
    scorers = {
        ORDINAL.name: Scorer(artifact),
        SPECIFIED.name: Scorer(train(read_leads(LEADS_FILE, load_real_estate()), SPECIFIED).artifact),
    }
    yield partial_speed_table(scorers, fresh_leads(1_020))


def questions(bench: Bench) -> Iterator[Table]:
    """Yield how many questions it takes until a tier is certain."""
    fresh = fresh_leads(500)
    yield questions_table("fresh leads", Scorer.load(bench.model), fresh)
    yield questions_table("intertwined fresh leads", Scorer(intertwined_model(10_000)), intertwined(fresh))


def speed(bench: Bench) -> Iterator[Table]:
    """Yield how fast scores are."""
    scorer, specified = Scorer.load(bench.model), SpecifiedScorer.train(Split.from_leads(bench.leads).training)
    leads = list(stated(fresh_leads(100_000)))
    yield single_table(scorer, specified, leads[:1_020])
    yield many_table(scorer, specified, leads)
    yield process_table(bench.model, 100_000, 1_000_000, sorted({1, os.cpu_count() or 1}))
    yield steps_table(scorer, load_artifact(bench.model), leads[:5_000], laps=20)
    yield explaining_table(bench.leads, fresh_leads(2_000))
    if bench.pythons:
        models = {ORDINAL.name: _model(bench), SPECIFIED.name: SPECIFIED.train(bench.leads)}
        yield versions_table(models, fresh_leads(500), bench.pythons, laps=5)


def serving(bench: Bench) -> Iterator[Table]:
    """Yield what serving needs."""
    alone, beside = (
        Install.make(SERVING, bench.installs / "serving"),
        Install.make(TRAINING, bench.installs / "training"),
    )
    yield installs_table(alone, beside, bench.model, processes=7)
    yield independence_table(alone, beside, bench.model)


def file(bench: Bench) -> Iterator[Table]:
    """Yield what scoring a file takes."""
    yield file_table(bench.model, 1_000_000, bench.folder)


def http(bench: Bench) -> Iterator[Table]:
    """Yield what the HTTP API serves."""
    yield requests_table(bench.model, list(stated(fresh_leads(1_000))), bench.folder, turns=5, seconds=5)


def month(bench: Bench) -> Iterator[Table]:
    """Yield how a month of alerts goes."""
    yield month_table(bench.model, 100_000, 20260309, bench.folder)


def path(bench: Bench) -> Iterator[Table]:
    """Yield how many files a request crosses, and how the rooms import each other."""
    yield from path_tables(bench.model, _new_folder(bench, "path"), verbose=bench.verbose)


def slack(bench: Bench) -> Iterator[Table]:
    """Yield how long fifty people wait who press at once."""
    folder = _new_folder(bench, "slack")
    with sqlite(folder) as url:
        yield pressing_table(bench.model, list(stated(fresh_leads(500))), url, folder)


def leads(bench: Bench) -> Iterator[Table]:
    """Yield what becomes of leads that are sent in at 100 a second for a minute, with each database."""
    for name, database in DATABASES.items():
        folder = _new_folder(bench, f"leads-{name}")
        with database(folder) as url:
            yield sending_table(bench.model, list(stated(fresh_leads(6_000))), name, url, folder, per_second=100)


def memory(bench: Bench) -> Iterator[Table]:
    """Yield what the bot holds under load."""
    folder = _new_folder(bench, "memory")
    with sqlite(folder) as url:
        yield memory_table(bench.model, list(stated(fresh_leads(1_000))), url, folder, minutes=bench.minutes)


def _new_folder(bench: Bench, name: str) -> Path:
    folder = bench.folder / name
    folder.mkdir()
    return folder


SECTIONS: Mapping[str, Callable[[Bench], Iterator[Table]]] = {
    "quality": quality,
    "partial": partial,
    "questions": questions,
    "speed": speed,
    "serving": serving,
    "file": file,
    "http": http,
    "slack": slack,
    "leads": leads,
    "memory": memory,
    "month": month,
    "path": path,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables and return 0, whatever was reached."""
    options = parse(arguments)
    with TemporaryDirectory() as name:
        folder = Path(name)
        leads_file = read_leads(LEADS_FILE, load_real_estate())
        bench = Bench(
            leads_file.leads,
            options.model or _trained(leads_file, folder / "model"),
            folder,
            (options.installs or folder).absolute(),
            tuple(path.absolute() for path in options.python),
            options.minutes,
            options.verbose,
        )
        missed = sum(_show(table) for section in options.sections for table in SECTIONS[section](bench))
    print(f"Missed: {missed}." if missed else "All that was asked is reached.")
    return 0


def _trained(leads_file: LeadsFile, folder: Path) -> Path:
    save_artifact(train(leads_file, ORDINAL).artifact, folder)
    return folder


def _show(table: Table) -> int:
    print(table.render(), end="\n\n", flush=True)
    return table.missed


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return what the command line asks for; without names of sections, all of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = f"{', '.join(SECTIONS)}; default: all"
    # Without `choices`, which Python 3.11 holds against the default, too.
    parser.add_argument("sections", nargs="*", type=_section, default=list(SECTIONS), metavar="SECTION", help=names)
    parser.add_argument("--installs", type=Path, metavar="DIR", help="keep the installs here, and use those that are")
    others = "an interpreter with another XGBoost, to compare in speed; once for each"
    parser.add_argument("--python", type=Path, action="append", default=[], metavar="PATH", help=others)
    parser.add_argument("--minutes", type=float, default=10, metavar="N", help="watch memory for so long; default: 10")
    parser.add_argument("--model", type=Path, metavar="DIR", help="measure this model of leads.csv, and train none")
    parser.add_argument("--verbose", action="store_true", help="list the files and the deepest stack of each path")
    return parser.parse_args(arguments)


def _section(name: str) -> str:
    if name not in SECTIONS:
        raise argparse.ArgumentTypeError(f"one of {', '.join(SECTIONS)}, not {name!r}")
    return name


if __name__ == "__main__":
    sys.exit(main())
