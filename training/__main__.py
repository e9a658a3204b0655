"""The command line: python -m training data | train | compare."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

_MISSING = (
    "there is no package {} here; use .venv/bin/python, or install: "
    'python -m pip install -c constraints.txt -e ".[training]"'
)

try:
    from tqdm import tqdm

    from scoring.atomic_write import atomic_write
    from scoring.errors import ScoringError
    from scoring.explain.score import Tier
    from scoring.fields.field_set import REAL_ESTATE_FILE, FieldSet
    from scoring.model.artifact import CARD_FILE, MODEL_FILE, Card, save_artifact
    from scoring.model.references import REFERENCES_FILE
    from scoring.text import join_words
    from training.comparison import compare, render
    from training.data import LABEL, LabelledLeads, csv_chunks, read_leads
    from training.pipeline import train
    from training.recipes import RECIPES
    from training.synthetic import SPECIFIED_ROWS, SPECIFIED_SEED, draw_leads
except ModuleNotFoundError as error:
    print(f"error: {_MISSING.format(error.name)}", file=sys.stderr)
    sys.exit(2)

_EXAMPLES = """\
examples:
  python -m training data --rows 10000 --seed 42 --out leads.csv
  python -m training train --data leads.csv --out model
  python -m training compare --data leads.csv
"""

BEST = "best"

_OVERALL = {
    "accuracy": "accuracy",
    "log loss": "log_loss",
    "calibration error": "ece",
    "tier shown right": "shown_accuracy",
    "macro recall": "macro_recall",
    "weighted F1": "weighted_f1",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0, or 2 after an error, said on one line of stderr."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except ScoringError as error:
        return _fail(str(error))
    except ModuleNotFoundError as error:  # of a package that only one command needs
        return _fail(_MISSING.format(error.name))
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    return 0


def _fail(reason: str) -> int:
    print(f"error: {reason}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training",
        description="Make leads to train on, train a model, compare algorithms.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_data(commands.add_parser("data", help="write synthetic leads to a CSV file; same seed, same bytes"))
    _add_train(commands.add_parser("train", help="train a model, measure it on 20 %% of the leads, and save it"))
    _add_compare(commands.add_parser("compare", help="print how algorithms do, with and without SMOTE"))
    return parser


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_write_leads)
    parser.add_argument("--rows", type=_whole_number(1, 10_000_000), required=True, metavar="N", help="how many leads")
    seed = _whole_number(0, 2**32 - 1)
    parser.add_argument("--seed", type=seed, required=True, metavar="S", help="the same seed draws the same leads")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")


def _add_train(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_train_model)
    parser.add_argument(
        "--data", type=Path, required=True, metavar="FILE", help="leads and their tiers: CSV or Parquet"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder for the model and its card")
    choices = (BEST, *RECIPES)
    parser.add_argument("--recipe", choices=choices, default=BEST, help="default: the best on folds of the leads")
    _add_fields(parser)
    exclude = "train, and later score, without these features"
    several: dict[str, Any] = {"action": "extend", "nargs": "+", "default": []}
    parser.add_argument("--exclude", metavar="FEATURE", help=exclude, **several)
    group = "compare groups of leads in the report by this column of the file, in addition to age"
    parser.add_argument("--group", type=_group, metavar="COLUMN", help=group, **several)


def _add_compare(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_compare_algorithms)
    synthetic = f"{SPECIFIED_ROWS:,} synthetic ones with seed {SPECIFIED_SEED}"
    parser.add_argument(
        "--data", type=Path, metavar="FILE", help=f"leads and their tiers: CSV or Parquet; without it, {synthetic}"
    )
    _add_fields(parser)


def _add_fields(parser: argparse.ArgumentParser) -> None:
    fields = "what is known of a lead, as docs/fields.md describes it; default: real-estate leads"
    parser.add_argument("--fields", type=Path, default=REAL_ESTATE_FILE, metavar="TOML", help=fields)


def _group(text: str) -> str:
    """Read the name of a column to compare leads by."""
    if text.strip().lower() == LABEL:
        raise argparse.ArgumentTypeError(f"{LABEL} is what the model learns; name what leads differ in")
    return text


def _column(fields: FieldSet, text: str) -> str:
    """Return the name of a column to compare leads by; a feature may be named by its title."""
    words = text.strip().lower()
    return next((one.name for one in fields.features if words in {one.name, one.title.lower()}), text)


def _excluded(fields: FieldSet, names: Sequence[str]) -> tuple[str, ...]:
    """Return the features to train without, each once.

    Raises:
        ScoringError: one is no feature, or none is left.
    """
    features = [feature.name for feature in fields.features]
    if strangers := [name for name in names if name not in features]:
        raise ScoringError(f"--exclude names {join_words(strangers)}, but the features are {', '.join(features)}")
    if set(names) == set(features):
        raise ScoringError("--exclude leaves no feature to learn from")
    return tuple(dict.fromkeys(names))


def _whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    """Return what reads an argument that is a whole number from `lowest` to `highest`."""

    def read(text: str) -> int:
        if not (text.isdecimal() and lowest <= int(text) <= highest):
            raise argparse.ArgumentTypeError(f"a whole number from {lowest} to {highest}, not {text!r}")
        return int(text)

    return read


def _write_leads(options: argparse.Namespace) -> None:
    leads = draw_leads(options.rows, options.seed)
    with (
        atomic_write(options.out) as writing,
        writing.open("wb") as file,
        tqdm(total=len(leads) + 1, desc="Writing", unit="line") as bar,
    ):
        for chunk in csv_chunks(leads):
            file.write(chunk)
            bar.update(chunk.count(b"\n"))
    print(f"Wrote {len(leads):,} synthetic leads to {options.out}: {_counts(leads)}.")
    print(f"Next: python -m training train --data {options.out} --out model")


def _train_model(options: argparse.Namespace) -> None:
    from training.report.page import REPORT_FILE, write_report  # what draws takes a second to import, and only here

    fields = FieldSet.load(options.fields)
    excluded = _excluded(fields, options.exclude)
    groups = tuple(dict.fromkeys(_column(fields, text) for text in options.group))
    training = train(read_leads(options.data, fields, groups), RECIPES.get(options.recipe), excluded=excluded)
    artifact = training.artifact
    (options.out / REPORT_FILE).unlink(missing_ok=True)  # of the model before
    save_artifact(artifact, options.out)
    write_report(training, options.out, groups=groups)
    print(*figures(artifact.card), sep="\n")
    written = join_words([str(options.out / name) for name in (MODEL_FILE, REFERENCES_FILE, CARD_FILE)])
    print(f"Wrote {written}, version {artifact.card.version}.")
    print(f"How good it is, and why: {options.out / REPORT_FILE}")
    print(f"Next: start the bot with MODEL_DIR={options.out}")


def _compare_algorithms(options: argparse.Namespace) -> None:
    if options.data:
        leads = read_leads(options.data, FieldSet.load(options.fields)).leads
    else:
        leads = draw_leads(SPECIFIED_ROWS, SPECIFIED_SEED)
    print(render(compare(leads)))
    print()
    print(f"Nothing was written. Next: python -m training {_after_comparing(options.data)}")


def _after_comparing(file: Path | None) -> str:
    if file:
        return f"train --data {file} --out model"
    return f"data --rows {SPECIFIED_ROWS} --seed {SPECIFIED_SEED} --out leads.csv (these very leads, to train on)"


def _counts(leads: LabelledLeads) -> str:
    counts = leads.count()
    return ", ".join(f"{counts[tier]:,} {tier}" for tier in Tier)


def figures(card: Card) -> Iterator[str]:
    """Yield the lines that say how good the model of `card` is."""
    if card.candidates:
        yield "Log loss of each recipe on the same folds: " + ", ".join(
            f"{name} {loss:.3f}" for name, loss in card.candidates.items()
        )
    measured_on = f"On {card.measured_on:,} of {card.data.rows:,} leads, by a model that had not seen them:"
    yield f"Trained with the recipe “{card.recipe}”. {measured_on}"
    for title, name in _OVERALL.items():
        best = f"   ceiling {card.ceiling[name]:.3f}" if card.ceiling else ""
        yield f"  {title:<17} {card.metrics[name]:.3f}{best}"
    for tier in Tier:
        names = f"{tier.lower()}_precision", f"{tier.lower()}_recall"
        if set(names) <= set(card.metrics):
            yield "  {:<17} precision {:.3f}, recall {:.3f}".format(tier, *(card.metrics[name] for name in names))
        else:
            yield f"  {tier:<17} none of them is {tier}"
    if card.high_from is not None:
        yield f"A lead is shown as High from a probability of {card.high_from:.3f} on."


if __name__ == "__main__":
    sys.exit(main())
