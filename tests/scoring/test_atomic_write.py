from pathlib import Path

import pytest

from scoring.atomic_write import atomic_write


def test_a_file_appears_when_it_is_finished(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with atomic_write(path) as writing:
        writing.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_interrupted_it_leaves_what_was_there(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    def write_half() -> None:
        with atomic_write(path) as writing:
            writing.write_text("half")
            raise error

    with pytest.raises(error):
        write_half()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_not_begun_does_not_appear(tmp_path: Path) -> None:
    with atomic_write(tmp_path / "a.csv"):
        pass
    assert not list(tmp_path.iterdir())
