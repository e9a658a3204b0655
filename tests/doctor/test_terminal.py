import io

from bot.doctor import Finding, Severity, show

WELL = Finding("Bot token", Severity.OK, "I am lead.scorer.")
SICK = Finding("Model", Severity.FAILED, "There is none. " + "Train one. " * 20)
ODD = Finding("Admins", Severity.WARNING, "Nobody is named.")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_each_finding_has_a_line_and_long_words_are_wrapped_below_each_other() -> None:
    out = io.StringIO()
    assert not show([WELL, SICK, ODD], out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "  ok       Bot token          I am lead.scorer."
    assert lines[1].startswith("  failed   Model              There is none.")
    assert lines[2].startswith(" " * 30 + "Train one.")
    assert lines[-1] == "  1 failed, 1 to look at."


def test_when_nothing_failed_all_is_well() -> None:
    out = io.StringIO()
    assert show([WELL], out)
    assert out.getvalue().endswith("All is well.\n")
    assert show([ODD], out)


def test_colors_are_for_terminals() -> None:
    out, terminal = io.StringIO(), Terminal()
    show([SICK], out)
    show([SICK], terminal)
    assert "\N{ESCAPE}" not in out.getvalue()
    assert "\N{ESCAPE}[31m" in terminal.getvalue()
