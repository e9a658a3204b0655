import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scoring.tables.spreadsheet import escape_formula


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("  =1+1", "'  =1+1"),
        ("\ufeff=1+1", "'\ufeff=1+1"),
        ("\x00=1+1", "'\x00=1+1"),
        ("\t=1+1", "'\t'=1+1"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("+1 555 0100", "'+1 555 0100"),
    ],
)
def test_a_cell_that_begins_like_a_formula_begins_with_an_apostrophe(cell: str, written: str) -> None:
    assert escape_formula(cell) == written


@pytest.mark.parametrize(("cell", "written"), [("a;=1+1", "a;'=1+1"), ("a; -b", "a;' -b"), ("a\n@b", "a\n'@b")])
def test_so_does_what_would_be_a_cell_where_semicolons_part_them(cell: str, written: str) -> None:
    assert escape_formula(cell) == written


@pytest.mark.parametrize("cell", ["-5", "+5", " -5 ", "-1,234.5", "-.5", "1e-05", "-5%", "+15550100"])
def test_a_number_stays_a_number(cell: str) -> None:
    assert escape_formula(cell) == cell


@pytest.mark.parametrize("cell", ["", "Dana Reyes", "dana@example.com", "1=1", "a - b", "'=1+1", "x; y", "ñandú"])
def test_other_text_stays_as_it_is(cell: str) -> None:
    assert escape_formula(cell) == cell


# What spreadsheets may take for the end of a cell, and for blanks before a formula.
ENDS, BLANKS = re.compile(r"[;\t\r\n]"), "\x00\x0b\x0c\x1f \x7f\xa0\u200b\u2003\u2028\u202e\u2066\u3000\ufeff"
NASTY = st.text(st.sampled_from("=+-@;'\"\t\r\n,05eE.% x\uff1d" + BLANKS))


@given(st.text() | NASTY)
@example("\n-5")
def test_no_text_becomes_a_formula(cell: str) -> None:
    written = escape_formula(cell)
    assert written == escape_formula(written)
    if written != cell or not re.fullmatch(r"[-+\d.,eE% ]*", cell):
        assert not any(part.lstrip(BLANKS).startswith(tuple("=+-@\uff1d")) for part in ENDS.split(written))
        assert not written.startswith(("\t", "\r", "\n"))
    assert written.replace("'", "") == cell.replace("'", "")
