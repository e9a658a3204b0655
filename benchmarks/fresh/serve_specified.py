"""Serve the specification's HTTP API: `python -m benchmarks.fresh.serve_specified ROUNDS`, until stdin ends."""

import json
import sys

from benchmarks.leads import LEADS_FILE
from benchmarks.specified import SpecifiedScorer
from benchmarks.specified_api import specified_api
from bot.web_server import WebServer
from scoring.fields.field_set import load_real_estate
from training.data import read_leads
from training.splits import Split


def main(rounds: int) -> None:
    """Train with so many rounds of trees, serve on any free port, print it, and stop at the end of stdin."""
    scorer = SpecifiedScorer.train(
        Split.from_leads(read_leads(LEADS_FILE, load_real_estate()).leads).training, n_estimators=rounds
    )
    server = WebServer(specified_api(scorer), host="127.0.0.1", port=0)
    server.start()
    print(json.dumps({"port": server.port, "key": ""}), flush=True)
    sys.stdin.read()
    server.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]))
