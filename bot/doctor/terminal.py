"""The doctor's findings in a terminal."""

import shutil
import textwrap
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from bot.doctor.finding import Finding, Outcome

_COLORS = {Outcome.OK: 32, Outcome.SKIPPED: 2, Outcome.WARNING: 33, Outcome.FAILED: 31}
_OUTCOME_WIDTH = max(len(outcome.value) for outcome in Outcome) + 2
_NAME_WIDTH = 19
_INDENT = 2 + _OUTCOME_WIDTH + _NAME_WIDTH
_WIDEST = 110


def show(findings: Iterable[Finding], out: TextIO) -> bool:
    """Write each finding as it comes, in color on a terminal, then how many of each; return whether none failed."""
    count: Counter[Outcome] = Counter()
    colored = out.isatty()
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    for finding in findings:
        count[finding.outcome] += 1
        print(_written(finding, width, colored=colored), file=out, flush=True)
    print(f"\n  {_summary(count)}", file=out)
    return not count[Outcome.FAILED]


def _written(finding: Finding, width: int, *, colored: bool) -> str:
    outcome = f"{finding.outcome.value:<{_OUTCOME_WIDTH}}"
    if colored:
        outcome = f"\N{ESCAPE}[{_COLORS[finding.outcome]}m{outcome}\N{ESCAPE}[0m"
    words = textwrap.wrap(finding.words, max(width - _INDENT, 30), break_long_words=False, break_on_hyphens=False)
    return f"  {outcome}{finding.name:<{_NAME_WIDTH}}" + f"\n{' ' * _INDENT}".join(words)


def _summary(count: Counter[Outcome]) -> str:
    if not count[Outcome.FAILED] and not count[Outcome.WARNING]:
        return "All is well."
    said = [(Outcome.FAILED, "failed"), (Outcome.WARNING, "to look at")]
    return ", ".join(f"{count[outcome]} {words}" for outcome, words in said if count[outcome]) + "."
