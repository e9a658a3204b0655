"""Import, load, score one lead with its reasons in words: `python -m benchmarks.fresh.first_score MODEL`."""

import json
import sys
import time
from pathlib import Path

LEAD = {
    "age": 42,
    "income": 220_000,
    "credit_score": 780,
    "website_visits": 25,
    "email_opens": 15,
    "property_views": 18,
    "contact_attempts": 5,
    "time_on_site_minutes": 90,
    "inquiry_submitted": 1,
    "financing_pre_approved": 1,
    "budget_disclosed": 1,
    "location_preference_set": 1,
}


def main(folder: Path) -> None:
    """Print the seconds that each step took."""
    began = time.perf_counter()
    from scoring.explain.reasons import format_reason
    from scoring.explain.scorer import Scorer

    imported = time.perf_counter()
    scorer = Scorer.load(folder)
    loaded = time.perf_counter()
    score = scorer.score(scorer.fields.read(LEAD))
    sentences = [format_reason(reason, score) for reason in score.reasons]
    scored = time.perf_counter()
    steps = {"import": imported - began, "load": loaded - imported, "score": scored - loaded}
    print(json.dumps(steps | {"all": scored - began, "reasons": len(sentences)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
