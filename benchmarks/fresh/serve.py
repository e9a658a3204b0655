"""Serve POST /predict as the bot does: `python -m benchmarks.fresh.serve MODEL FOLDER`, until stdin ends."""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.http.app import create_intake
from bot.http.authorization import Gate
from bot.http.limits import RequestLimit
from bot.http.predict import prediction_routes
from bot.store import Store
from bot.store.api_keys import Scope
from bot.web_server import WebServer
from scoring.explain.scorer import Scorer

_PER_MINUTE = 10_000_000  # counted, as always, and never too many


def main(model: Path, folder: Path) -> None:
    """Serve on any free port with a store in `folder`, print port and API key, and stop at the end of stdin."""
    scorer, store = Scorer.load(model), Store.open(f"sqlite:///{folder / 'leads.sqlite'}")
    _, key = store.api_keys.create("benchmark", [Scope.PREDICT], at=datetime.now(UTC))
    gate = Gate(store.api_keys, RequestLimit(_PER_MINUTE), clock=time.time)
    server = WebServer(create_intake(scorer.card, [prediction_routes(scorer, gate)]), host="127.0.0.1", port=0)
    server.start()
    print(json.dumps({"port": server.port, "key": key}), flush=True)
    sys.stdin.read()
    server.stop()
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
