"""A file: `python -m bot score-file` on very many rows."""

from pathlib import Path

from benchmarks.leads import FRESH_SEED
from benchmarks.process import PYTHON, run
from benchmarks.table import Table, at_most, figure
from training.data import csv_chunks
from training.synthetic import draw_leads


def file_table(model: Path, rows: int, folder: Path) -> Table:
    """Return what scoring a CSV file of so many `rows` takes, files in `folder`."""
    leads, scored = folder / "leads.csv", folder / "scored.csv"
    with leads.open("wb") as file:
        file.writelines(csv_chunks(draw_leads(rows, FRESH_SEED)))
    ran = run(PYTHON, "-m", "bot", "score-file", leads, scored, settings={"MODEL_DIR": str(model.resolve())})
    return Table(
        f"python -m bot score-file, {rows:,} rows with reasons, CSV to CSV",
        ("asked", "reached"),
        (
            figure("seconds", ran.seconds, goal=at_most(120), form="{:.1f}"),
            figure("rows a second", rows / ran.seconds, form="{:,.0f}"),
            figure("memory at most, MB", ran.peak_mb, form="{:,.0f}"),
            figure("size of the file read, MB", leads.stat().st_size / 1e6, form="{:,.0f}"),
            figure("size of the file written, MB", scored.stat().st_size / 1e6, form="{:,.0f}"),
        ),
    )
