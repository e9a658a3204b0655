"""Score a lead and tell who imported packages of training on the way: `python -m benchmarks.fresh.importers MODEL`."""

import builtins
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

TRAINING_ONLY = {"imblearn", "matplotlib", "pandas", "shap", "sklearn"}


def main(folder: Path) -> None:
    """Print, for each package of TRAINING_ONLY that was imported, which others imported it."""
    importers: dict[str, set[str]] = {}
    plain_import = builtins.__import__

    def watched_import(name: str, *context: Any, **keywords: Any) -> ModuleType:
        imported, importer = name.split(".")[0], _importer(*context)
        if imported in TRAINING_ONLY and importer not in TRAINING_ONLY:
            importers.setdefault(imported, set()).add(importer)
        return plain_import(name, *context, **keywords)

    builtins.__import__ = watched_import
    _score(folder)
    print(json.dumps({package: sorted(names) for package, names in importers.items()}))


def _importer(variables: Any = None, *_: Any) -> str:
    """Return the package whose module, with these global `variables`, imports something."""
    return str((variables or {}).get("__name__", "")).split(".")[0]


def _score(folder: Path) -> None:
    import bot.server  # noqa: F401, all that the bot needs
    from benchmarks.fresh.first_score import LEAD
    from scoring.explain.scorer import Scorer

    scorer = Scorer.load(folder)
    scorer.score(scorer.fields.read(LEAD))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
