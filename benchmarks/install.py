"""Installs: the product in fresh virtual environments, for serving alone and with the training extra."""

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from benchmarks.process import ROOT

SERVING, TRAINING = ".", ".[training]"


@dataclass(frozen=True)
class Install:
    """What `pip install` of `wanted` put into the virtual environment `folder`, which has no pip of its own."""

    wanted: str
    folder: Path

    @classmethod
    def make(cls, wanted: str, folder: Path) -> Self:
        """Install `wanted` with the versions of constraints.txt into `folder`; one that is there already is kept."""
        made = cls(wanted, folder)
        if not (folder / "made").exists():
            venv.create(folder, clear=True)
            pip = [
                sys.executable,
                "-m",
                "pip",
                "--python",
                str(made.python),
                "install",
                "--quiet",
                "--disable-pip-version-check",
            ]
            subprocess.run([*pip, "-c", "constraints.txt", "-e", wanted], cwd=ROOT, check=True)
            (folder / "made").touch()
        return made

    @property
    def python(self) -> Path:
        """The interpreter."""
        return self.folder / "bin" / "python"

    @property
    def megabytes(self) -> float:
        """The size of all packages, in 10^6 bytes."""
        files = (self.folder / "lib").rglob("*")
        return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink()) / 1e6
