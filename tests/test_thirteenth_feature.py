"""A new feature touches `lead.py` and the training data, nothing else: shown with a made-up thirteenth one."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FIELD = """
    referrals: Annotated[
        int | None,
        Quantity(
            title="Referrals",
            hint="Friends the lead brought.",
            group=Group.ENGAGEMENT,
            many="{} referrals",
            one="one referral",
            none="no referrals",
            synonyms=("referred",),
        ),
    ] = None

    @property
    def features(self)"""

SCRIPT = """
import json
from pathlib import Path
from bot.slack.views.cards import reasons_view, score_card
from bot.slack.views.form import Origin, field_errors, form_view, read_form
from bot.slack.views.help import help_card
from bot.language.command_text import parse_lead
from bot.leads.service import ScoredLead
from scoring.errors import InvalidLead
from scoring.fields.lead import Lead
from scoring.explain.scorer import Scorer

scorer = Scorer.load(Path("model"))
text = ("age 45, income 250k, credit 780, visits 25, opens 15, views 18, contacts 5, 1.5h on site, inquiry, "
        "pre-approved, budget, location")
try:
    scorer.require_complete(parse_lead(text))
    missing = ""
except InvalidLead as error:
    missing = str(error)
lead = parse_lead(text + ", 7 referrals")
score = scorer.score(lead)
view = form_view(lead, Origin(), scorer.fields)
print(json.dumps({
    "missing": missing,
    "value": lead.referrals,
    "synonym": parse_lead("referred=3").referrals,
    "in form": [block["label"]["text"] for block in view["blocks"] if block["type"] == "input"],
    "reasons": len(score.reasons),
    "all reasons": json.dumps(reasons_view(lead, score)),
    "help": json.dumps(help_card(scorer.features, ())),
}))
"""


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which only `lead.py` is changed, and a model trained on data with one more column."""
    copy = tmp_path_factory.mktemp("thirteenth")
    for part in ("bot", "scoring", "training"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    lead = copy / "scoring" / "lead.py"
    lead.write_text(lead.read_text().replace("\n    @property\n    def features(self)", FIELD))
    header, *rows = (ROOT / "tests" / "data" / "leads.csv").read_text().splitlines()
    widened = [f"{row},{number % 9}" for number, row in enumerate(rows[:3000])]
    (copy / "leads.csv").write_text("\n".join([f"{header},referrals", *widened]))
    run(copy, "-m", "training", "train", "--data", "leads.csv", "--out", "model", "--recipe", "ordinal")
    return copy


def run(folder: Path, *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-P", *arguments], cwd=folder, env={"PYTHONPATH": str(folder)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_model_is_trained_with_it(changed: Path) -> None:
    card = json.loads((changed / "model" / "card.json").read_text())
    assert card["features"][-1]["name"] == "referrals"
    assert card["features"][-1]["highest"] == 8


def test_the_report_leaves_out_scenarios_that_do_not_state_it(changed: Path) -> None:
    page = (changed / "model" / "report.html").read_text(encoding="utf-8")
    assert "Left out: 9 of the 9 scenarios, which do not state a feature that the model looks at." in page
    assert "Referrals" in page


def test_parser_form_reasons_and_help_know_it(changed: Path) -> None:
    found = json.loads(run(changed, "-c", SCRIPT))
    assert found["missing"] == "Missing: referrals"
    assert found["value"] == 7
    assert found["synonym"] == 3
    assert "Referrals" in found["in form"]
    assert found["reasons"] == 13
    assert "7 referrals" in found["all reasons"]
    assert "Friends the lead brought" in found["help"]


def test_a_model_without_it_is_refused_by_name(changed: Path, model_folder: Path) -> None:
    script = (
        "from pathlib import Path; from scoring.explain.scorer import Scorer; from scoring.errors import BadArtifact\n"
        f"try: Scorer.load(Path({str(model_folder)!r}))\n"
        "except BadArtifact as error: print(error)"
    )
    assert "the model lacks referrals" in run(changed, "-c", script)
