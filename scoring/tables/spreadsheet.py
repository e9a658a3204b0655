"""Text that a spreadsheet shows and does not run.

A cell that begins like a formula is run when a CSV file is opened, and may send away what stands in the others. The
advice of OWASP (CSV Injection) is an apostrophe before it: what follows is text.
"""

import re

_STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_BLANKS = "\x00-\x08\x0b\x0c\x0e-\x20\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
_FORMULA = re.compile(rf"[{_BLANKS}]*[\t\r\n{_STARTS}]")
# Where decimals have commas, spreadsheets part cells at semicolons, and there our quotes, after a comma, mean nothing.
_LATER_FORMULA = re.compile(rf"([;\t\r\n])([{_BLANKS}]*[{_STARTS}])")
_NUMBER = re.compile(r" *[+-]?(\d[\d,]*(\.\d*)?|\.\d+)([eE][+-]?\d+)?%? *", re.ASCII)


def escape_formula(cell: str) -> str:
    """Return `cell` with an apostrophe wherever a spreadsheet would see a formula begin; numbers stay as they are."""
    if cell.isalnum():  # most cells are, and are done with ten times as fast
        return cell
    if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        cell = f"'{cell}"
    return _LATER_FORMULA.sub(r"\1'\2", cell)
