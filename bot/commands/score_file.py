"""`score-file`: score a file of leads."""

import argparse
import gc
import signal
import sys
from pathlib import Path

from bot.commands.terminal import Commands, explained, fail
from bot.settings import BadSettings, ModelSettings, load_model_settings
from scoring.errors import ScoringError
from scoring.fields.field_set import FieldSet, load_model_fields, load_real_estate


def add_to(commands: Commands) -> None:
    """Add the command."""
    columns = "\n".join(f"  {feature.name:<25}{feature.allowed}" for feature in _fields().features)
    parser = commands.add_parser(
        "score-file",
        help="score a file of leads, CSV or Parquet",
        description="Score every lead in a file, and write the file again with what each is worth beside it: tier, "
        "confidence,\nprobabilities, recommendation and the strongest reasons. Each file is CSV or Parquet, by its "
        "ending.",
        epilog=f"columns that the file of leads needs, in any order:\n{columns}\n\n"
        "A column is known by its name or title (credit_score, Credit score); others are carried along. Rows that are\n"
        "wrong are listed in SCORED's .errors.csv, by line and column with the reason, and the rest is scored.\n\n"
        f"settings:\n{explained(ModelSettings)}\n\n"
        "example:\n  python -m bot score-file leads.csv scored.csv",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("leads", type=Path, metavar="LEADS", help="the file to read, such as leads.csv")
    parser.add_argument("scored", type=Path, metavar="SCORED", help="the file to write, such as scored.csv")
    parser.set_defaults(command=run)


def _fields() -> FieldSet:
    """Return the fields of the model in the settings, for the help; of real-estate leads if there is none."""
    try:
        return load_model_fields(load_model_settings().model_dir)
    except BadSettings:
        return load_real_estate()


def run(options: argparse.Namespace) -> int:
    """Score the file, print a summary, and return the exit code: 0, or 2 on an error."""
    from bot.commands.demo_model import load_scorer
    from bot.commands.scored_file import score_file

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.default_int_handler)  # so that it tidies up
    try:
        scorer = load_scorer(load_model_settings().model_dir)
        gc.freeze()  # what is loaded by now stays; collecting garbage in it took an eighth of the time
        tally = score_file(options.leads, options.scored, scorer)
    except (BadSettings, ScoringError) as error:
        return fail(str(error))
    except OSError as error:
        return fail(f"{error.filename or options.scored}: {error.strerror or error}")
    except KeyboardInterrupt:
        print(f"stopped; {options.scored} was not written", file=sys.stderr)
        raise
    print(*tally.in_words(options.scored), sep="\n")
    return 0
