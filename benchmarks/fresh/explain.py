"""Time SHAP values with any XGBoost: `python -m benchmarks.fresh.explain MODEL.ubj ROWS.npy CONTRIBUTIONS.npy`.

It needs XGBoost and NumPy alone, so that other versions of both can be compared.
"""

import json
import platform
import sys
import time
from collections.abc import Callable
from statistics import median

import numpy as np
import xgboost

_SINGLES = 300
_LAPS = 3


def main(model: str, rows: str, contributions: str) -> None:
    """Print the versions, and the seconds that one row alone takes and one of all; write what was computed."""
    booster = xgboost.Booster({"nthread": 1}, model_file=model)
    features = np.load(rows)
    together = xgboost.DMatrix(features, nthread=1)
    np.save(contributions, booster.predict(together, pred_contribs=True))
    singles = iter([xgboost.DMatrix(features[at : at + 1], nthread=1) for at in range(_SINGLES)])
    one = _median(_SINGLES, lambda: booster.predict(next(singles), pred_contribs=True))
    each = _median(_LAPS, lambda: booster.predict(together, pred_contribs=True)) / len(features)
    found = {"xgboost": xgboost.__version__, "python": platform.python_version(), "one": one, "each": each}
    print(json.dumps(found))


def _median(times: int, explain: Callable[[], object]) -> float:
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        explain()
        seconds.append(time.perf_counter() - started)
    return median(seconds)


if __name__ == "__main__":
    main(*sys.argv[1:])
