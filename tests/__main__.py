"""`python -m tests`: every check of the project, the quick ones first."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
INSTALL = "python -m pip install -c constraints.txt -e '.[training,dev]' -e './localslack[testing]'"
PROCESSES = (os.cpu_count() or 1) + 1  # most tests wait for something
CHECKS = {
    "style": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "types": ["mypy"],
    "imports": ["lint-imports", "--no-logo"],
    "tests": ["pytest", "--numprocesses", str(PROCESSES), "--dist", "loadfile"],
}


def main() -> int:
    """Run all checks and return 0 if every one passes."""
    failed = []
    for name, (tool, *arguments) in CHECKS.items():
        print(f"--- {name}", flush=True)
        installed = shutil.which(tool, path=str(Path(sys.executable).parent))
        if not installed:
            sys.exit(f"{tool} is not installed here: {INSTALL}")
        if subprocess.run([installed, *arguments], cwd=ROOT, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"--- failed: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
