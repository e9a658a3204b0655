"""The first model, for those who have none: trained on synthetic leads, and its card says so."""

from pathlib import Path

from scoring.artifact import save_artifact
from training.data import csv_chunks, parse_leads
from training.pipeline import train
from training.synthetic import DEMO_ROWS, DEMO_SEED, draw_leads

DEMO_FILE = Path(f"synthetic, {DEMO_ROWS:,} rows, seed {DEMO_SEED}")


def train_demo(folder: Path) -> None:
    """Train the specified recipe on synthetic leads, showing progress on stderr, and save the model in `folder`."""
    content = b"".join(csv_chunks(draw_leads(DEMO_ROWS, DEMO_SEED)))
    save_artifact(train(parse_leads(content, DEMO_FILE), "specified"), folder)
