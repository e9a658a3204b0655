"""What the bot writes at DEBUG, while all is done with it that can be: no value of a lead, no token, no body."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from bot.doctor.manifest import MANIFEST
from localslack import Workspace
from localslack.testing.driver import Driver
from tests.commands.test_run import Process
from tests.fields import REAL_ESTATE
from tests.leads import FACTS, in_form
from tests.paths import PYTHONPATH
from tests.seed import SCENARIOS

NAME, EMAIL, PHONE = "Zebulon Plantagenet", "zebulon@planted.example", "+49 151 55550199"
INCOME, REASON, WRONG = 234_567, "planted reason 8d1f", "planted-4c2a"
TOLD = f"{NAME} is 45, makes {INCOME}, credit 712, sent an inquiry, {EMAIL}"
PLANTED = (
    "Zebulon",
    "planted",
    "55550199",
    "234567",
    "234,567",
    "234_567",
    "234568",
    "234,568",
    "credit 71",
    "score 71",
)
SECRET = "5eC12e7" * 5
SIGNING_SECRET = "51641164" * 4
SECRETS = (SECRET, SIGNING_SECRET, "xoxb-", "xapp-", "Bearer ", "password")


@contextmanager
def run(folder: Path, model: Path, **settings: str) -> Iterator[tuple[Process, str]]:
    """Run the bot at DEBUG, and yield it with the address of its HTTP API."""
    port = free_port()
    process = Process(folder, MODEL_DIR=str(model), LOG_LEVEL="DEBUG", HTTP_PORT=str(port), **settings)
    try:
        process.wait_for("ready: model")
        yield process, f"http://127.0.0.1:{port}"
        assert process.stop() == 0
    finally:
        process.kill()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def test_nothing_that_is_said_in_slack_is_written(tmp_path: Path, model_folder: Path) -> None:
    with Workspace(MANIFEST) as workspace, run(tmp_path, model_folder, **tokens(workspace), **TEAM) as (bot, _):
        slack = Driver(workspace.url)
        score(slack)
        answer_and_say_why(slack)
        work_on_alert(slack)
        look_up_and_forget(slack, workspace)
        let_slack_fail(workspace, slack)
    assert_holds_nothing_planted(bot, workspace)
    assert "score" in bot.written
    assert "/scorelead by U0MAYA in C0SALES" in bot.written


def test_nothing_that_comes_over_http_is_written(tmp_path: Path, model_folder: Path) -> None:
    over_http = {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": SIGNING_SECRET, "LOG_FORMAT": "json"}
    with (
        Workspace(MANIFEST) as workspace,
        run(tmp_path, model_folder, **(tokens(workspace) | TEAM | over_http)) as (bot, url),
    ):
        workspace.deliver_to(f"{url}/slack/events", SIGNING_SECRET)
        score(Driver(workspace.url))
        key = api_key(tmp_path)
        call_api(url, key)
        forge_a_request(url)
    assert_holds_nothing_planted(bot, workspace)
    assert key not in bot.written
    assert '"reference": "' in bot.written


def test_nothing_that_is_said_in_conversations_is_written(tmp_path: Path, model_folder: Path) -> None:
    with Workspace(MANIFEST) as workspace, run(tmp_path, model_folder, **tokens(workspace), **TEAM) as (bot, _):
        slack = Driver(workspace.url)
        converse(slack.write(TOLD))
        converse(slack.mention(TOLD, "#hot-leads"), mention=True)
    assert_holds_nothing_planted(bot, workspace)
    assert "app_mention by U0MAYA in C0HOTLEADS" in bot.written


def test_nothing_of_a_file_is_written_to_the_terminal(tmp_path: Path, model_folder: Path) -> None:
    facts = {name: value for name, value in SCENARIOS[0].lead.items() if name in REAL_ESTATE} | {"name": NAME}
    header = ",".join([*facts, "email"])
    rows = [",".join(map(str, row.values())) for row in (facts | {"income": INCOME}, facts | {"credit_score": WRONG})]
    (tmp_path / "leads.csv").write_text("\n".join([header, *(f"{row},{EMAIL}" for row in rows)]))
    (tmp_path / "broken.csv").write_text(f"{NAME},{INCOME}\n{EMAIL}\n")
    said = ""
    for file in ("leads.csv", "broken.csv", "missing.csv"):
        done = subprocess.run(
            [sys.executable, "-m", "bot", "score-file", file, "scored.csv"],
            cwd=tmp_path,
            env={"PYTHONPATH": PYTHONPATH, "PATH": "", "MODEL_DIR": str(model_folder), "LOG_LEVEL": "DEBUG"},
            capture_output=True,
            text=True,
            check=False,
        )
        said += done.stdout + done.stderr
    assert [value for value in PLANTED if value in said] == []
    assert "1 lead" in said


def converse(talk: Driver, *, mention: bool = False) -> None:
    say = talk.mention if mention else talk.write
    talk.expect_message(NAME, "$234,567", "What would help most: ")
    say(f"credit {WRONG}")
    talk.expect_message(WRONG)
    say(f"no, her income is {INCOME + 1}, and the credit score is 713")
    talk.expect_message("$234,568")


def score(slack: Driver) -> None:
    facts = FACTS.replace("250k", str(INCOME))
    slack.send(f"/scorelead {NAME}, {facts}, email={EMAIL}, phone={PHONE}")
    slack.expect_private("High lead").press("All reasons")
    slack.modal("All reasons").close()
    slack.send(f"/scorelead {NAME}, credit {WRONG}, income -{INCOME}, {EMAIL}")
    slack.expect_private(WRONG)
    slack.shortcut("Score a lead")
    form = slack.modal("Score a lead")
    entered = in_form(SCENARIOS[1].lead) | {"Name": NAME, "Income": str(INCOME)}
    form.fill(entered | {"Credit score": "9999"}).submit(skip_client_checks=True)
    form.fill(entered).submit()
    slack.in_("bot").expect_message(NAME)


def answer_and_say_why(slack: Driver) -> None:
    slack.send(f"/scorelead {NAME}, {FACTS.replace('credit 780, ', '').replace('inquiry yes', 'inquiry=no')}")
    slack.expect_private(NAME, "what is the credit score?").press("Answer…")
    form = slack.modal("Answer")
    form.fill({"Credit score": str(INCOME)}).submit(skip_client_checks=True)
    assert "at most 850" in form.errors()["Credit score"]
    form.fill({"Credit score": "700"}).submit()
    slack.expect_private(NAME, "credit score 700").press("Too high")
    slack.expect_private("Noted").press("Say why…")
    slack.modal("Your feedback").fill({"Why is it too high?": REASON}).submit()
    slack.expect_no_modal()


def work_on_alert(slack: Driver) -> None:
    jonas = slack.as_("Jonas").in_("#hot-leads")
    jonas.expect_message("High lead", NAME).press("Claim")
    jonas.expect_message("@Jonas Weber has it").press("Not qualified…")
    jonas.modal("Not qualified").fill({"Why?": "No budget", "More, if it helps": REASON}).submit()
    jonas.expect_message(REASON)


def look_up_and_forget(slack: Driver, workspace: Workspace) -> None:
    slack.send("/scorelead recent")
    slack.expect_private(NAME)
    slack.send(f"/scorelead {NAME}")
    slack.expect_private(NAME)
    priya = slack.as_("Priya")
    priya.send(f"/scorelead forget {EMAIL}")
    workspace.faults.fail("chat.delete", "cant_delete_message")
    priya.expect_private(NAME).press("Forget for good")
    priya.expect_private("Slack does not let me delete 1 message of it")


def let_slack_fail(workspace: Workspace, slack: Driver) -> None:
    workspace.faults.fail("views.open", "internal_error")
    slack.send(f"/scorelead {NAME}, {EMAIL}")
    slack.expect_private()
    workspace.faults.crash("views.open")
    slack.shortcut("Score a lead")
    slack.in_("bot").expect_message("Something went wrong on my side")


def api_key(folder: Path) -> str:
    """Make a key of the HTTP API from the command line, and return its secret."""
    made = subprocess.run(
        [sys.executable, "-m", "bot", "keys", "create", "CRM", "--scopes", "leads,predict"],
        cwd=folder,
        env={"PYTHONPATH": PYTHONPATH, "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"ls_[\w-]+", made.stdout)
    assert found
    return found[0]


def call_api(url: str, key: str) -> None:
    lead: dict[str, Any] = dict(SCENARIOS[0].lead) | {"name": NAME, "email": EMAIL, "income": INCOME}
    known = {name: value for name, value in lead.items() if name in REAL_ESTATE}
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}) as http:
        assert http.post("/leads", json=known).status_code == httpx.codes.ACCEPTED
        assert http.post("/predict", json=known | {"income": WRONG}).is_client_error
        assert http.post("/leads", json=known | {"credit_score": WRONG}).is_client_error
        assert http.post("/leads", content=f'{{"name": "{NAME}"'.encode()).is_client_error
        assert http.get(f"/{WRONG}?email={EMAIL}").is_client_error
        assert http.post("/leads", json=known, headers={"Authorization": f"Bearer {SECRET}"}).is_client_error


def forge_a_request(url: str) -> None:
    body = f"command=/scorelead&text={NAME}&token={SECRET}"
    for timestamp in ("1", WRONG):
        headers = {"X-Slack-Signature": f"v0={SECRET}", "X-Slack-Request-Timestamp": timestamp}
        refused = httpx.post(f"{url}/slack/events", content=body, headers=headers)
        assert refused.status_code == httpx.codes.UNAUTHORIZED


def assert_holds_nothing_planted(bot: Process, workspace: Workspace) -> None:
    for value in (*PLANTED, *SECRETS, workspace.bot_token, workspace.app_token):
        assert value not in bot.written, value


def tokens(workspace: Workspace) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
    }


TEAM = {
    "SALES_TEAM": "U0MAYA,U0JONAS",
    "MANAGERS": "U0PRIYA",
    "WORKING_HOURS": "Mon-Sun 00:00-24:00",
    "QUIET_HOURS": "off",
}
