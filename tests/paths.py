"""Where things are, for tests that start Python programs."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHONPATH = os.pathsep.join((str(ROOT), str(ROOT / "localslack" / "src")))
"""Lets a program import this project from any folder, whether or not it is installed."""
