"""Score leads with all reasons: `python -m benchmarks.fresh.score_many MODEL LEADS CORES`; leads are made as needed."""

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_CHUNK = 10_000


def main(folder: Path, count: int, cores: int) -> None:
    """Print how many leads were scored, in how many seconds, and how many more it took to make them."""
    if hasattr(os, "sched_setaffinity"):  # before XGBoost counts them; macOS cannot
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    from benchmarks.leads import stated
    from scoring.explain.scorer import Scorer
    from scoring.fields.lead import Lead
    from training.synthetic import draw_leads

    making = 0.0

    def leads() -> Iterator[Lead]:
        nonlocal making
        for drawn in range(0, count, _CHUNK):
            started = time.perf_counter()
            chunk = list(map(scorer.fields.read, stated(draw_leads(min(_CHUNK, count - drawn), seed=drawn))))
            making += time.perf_counter() - started
            yield from chunk

    scorer = Scorer.load(folder)
    started = time.perf_counter()
    scored = sum(1 for _ in scorer.score_many(leads()))
    seconds = time.perf_counter() - started
    print(json.dumps({"leads": scored, "scoring": seconds - making, "making": making}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
