"""Show the findings in a terminal."""

import shutil
import textwrap
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from bot.doctor.finding import Finding, Severity

_COLORS = {Severity.OK: 32, Severity.SKIPPED: 2, Severity.WARNING: 33, Severity.FAILED: 31}
_SEVERITY_WIDTH = max(len(severity.value) for severity in Severity) + 2
_NAME_WIDTH = 19
_INDENT = 2 + _SEVERITY_WIDTH + _NAME_WIDTH
_WIDEST = 110


def show(findings: Iterable[Finding], out: TextIO) -> bool:
    """Write each finding, in color on a terminal, then their counts. Return whether none failed."""
    count: Counter[Severity] = Counter()
    colored = out.isatty()
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    for finding in findings:
        count[finding.severity] += 1
        print(_written(finding, width, colored=colored), file=out, flush=True)
    print(f"\n  {_summary(count)}", file=out)
    return not count[Severity.FAILED]


def _written(finding: Finding, width: int, *, colored: bool) -> str:
    severity = f"{finding.severity.value:<{_SEVERITY_WIDTH}}"
    if colored:
        severity = f"\N{ESCAPE}[{_COLORS[finding.severity]}m{severity}\N{ESCAPE}[0m"
    words = textwrap.wrap(finding.words, max(width - _INDENT, 30), break_long_words=False, break_on_hyphens=False)
    return f"  {severity}{finding.name:<{_NAME_WIDTH}}" + f"\n{' ' * _INDENT}".join(words)


def _summary(count: Counter[Severity]) -> str:
    if not count[Severity.FAILED] and not count[Severity.WARNING]:
        return "All is well."
    said = [(Severity.FAILED, "failed"), (Severity.WARNING, "to look at")]
    return ", ".join(f"{count[severity]} {words}" for severity, words in said if count[severity]) + "."
