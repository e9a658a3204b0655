"""The specification's acceptance scenarios: leads with their right answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scoring.explain.score import Tier

SCENARIOS_FILE = Path(__file__).with_name("scenarios.json")


@dataclass(frozen=True)
class Scenario:
    """A lead by its features, the tiers that are right for it, and how probable each tier is in truth.

    `specified_confidence` is how sure of it the specification's model was.
    """

    name: str
    lead: dict[str, int]
    expected: tuple[Tier, ...]
    specified_confidence: float
    true_probabilities: Mapping[Tier, float]

    def distance(self, probabilities: Mapping[Tier, float]) -> float:
        """Return by how much `probabilities` miss the true ones: the largest gap of any tier."""
        return max(abs(probabilities[tier] - share) for tier, share in self.true_probabilities.items())


def read_scenarios() -> tuple[Scenario, ...]:
    """Return the scenarios, in the specification's order."""
    return tuple(
        Scenario(
            name=entry["name"],
            lead=entry["lead"],
            expected=tuple(map(Tier, entry["expected"])),
            specified_confidence=entry["specified_confidence"],
            true_probabilities={Tier(tier): share for tier, share in entry["true_probabilities"].items()},
        )
        for entry in json.loads(SCENARIOS_FILE.read_text(encoding="utf-8"))
    )
