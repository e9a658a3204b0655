"""Files of leads for tests."""

from pathlib import Path

from tests.fields import REAL_ESTATE

NAMES = [feature.name for feature in REAL_ESTATE.features]
HEADER = ",".join(NAMES)
HIGH = "45,250000,780,25,15,18,5,90,1,1,1,1"
LOW = "24,42000,590,3,1,2,0,10,0,0,0,0"


def write(folder: Path, *lines: str) -> Path:
    """Write a CSV file of these lines, and return where."""
    path = folder / "leads.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return path
