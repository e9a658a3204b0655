"""`python -m bot` as a process: it starts, refuses to start in words, and stops when told."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.doctor.manifest import MANIFEST
from localslack import Workspace
from localslack.testing.driver import Driver
from tests.leads import high, in_form, low
from tests.paths import PYTHONPATH
from tests.seed import SCENARIOS

ROOT = Path(__file__).parents[2]

WRAPS_WHAT_INTERRUPTS_IT = """
import time
print("loading")
try:
    time.sleep(60)
except KeyboardInterrupt as error:
    raise RuntimeError("an error while loading") from error
"""


class Process:
    """The bot as a process in an empty folder, and what it has written so far."""

    def __init__(self, folder: Path, **settings: str) -> None:
        bare = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "MODEL_", "LOG_"))}
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-m", "bot"],
            cwd=folder,
            env=bare | {"PYTHONPATH": PYTHONPATH, "WORKSPACE_PORT": "0", "HTTP_PORT": "0"} | settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.written = ""
        self._grown = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            with self._grown:
                self.written += line
                self._grown.notify_all()

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Wait until it has written something like `pattern`, as long as it runs: training may be slow."""
        deadline = time.monotonic() + 300
        with self._grown:
            while not re.search(pattern, self.written) and time.monotonic() < deadline:
                if self._process.poll() is not None:
                    self._grown.wait(1)  # for its last words
                    break
                self._grown.wait(0.5)
        found = re.search(pattern, self.written)
        assert found, self.written
        return found

    def stop(self, name: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to stop, and return its exit code; it has ten seconds."""
        self._process.send_signal(name)
        return self._process.wait(10)

    def exit_code(self) -> int:
        return self._process.wait(60)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


Start = Callable[..., Process]


@pytest.fixture
def start(tmp_path: Path, model_folder: Path) -> Iterator[Start]:
    started: list[Process] = []

    def start_process(**settings: str) -> Process:
        started.append(Process(tmp_path, **({"MODEL_DIR": str(model_folder)} | settings)))
        return started[-1]

    yield start_process
    for process in started:
        process.kill()


def test_without_tokens_it_opens_the_local_workspace_and_answers(start: Start) -> None:
    bot = start()
    url = bot.wait_for(r"Open it:\s+(http://127\.0\.0\.1:\d+/)")[1]
    bot.wait_for("ready: model ordinal-")
    slack = Driver(url)
    slack.send(high("Dana Reyes"))
    slack.expect_private("High lead: Dana Reyes", "On its way to #hot-leads")
    assert bot.stop() == 0
    assert "Traceback" not in bot.written
    assert "Dana" not in bot.written


def test_without_the_local_workspace_it_says_what_to_install(start: Start, tmp_path: Path) -> None:
    (tmp_path / "localslack.py").write_text("raise ModuleNotFoundError(name='localslack')")
    bot = start(PYTHONPATH=f"{tmp_path}{os.pathsep}{PYTHONPATH}")
    assert bot.exit_code() == 2
    assert "python -m pip install -e ./localslack" in bot.written
    assert "Traceback" not in bot.written


def test_a_proxy_does_not_stand_before_the_local_workspace(start: Start) -> None:
    bot = start(HTTPS_PROXY="http://127.0.0.1:9", HTTP_PROXY="http://127.0.0.1:9")
    bot.wait_for("ready: model ordinal-")
    assert bot.stop() == 0


def test_a_half_written_model_folder_is_no_model(start: Start, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.ubj.unfinished").write_bytes(b"half")
    start(MODEL_DIR="").wait_for("ready: model ordinal-")


def test_a_demo_model_of_an_older_version_is_refused_with_what_to_do(start: Start, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "card.json").write_text('{"version": "specified-c81bf043"}')
    bot = start(MODEL_DIR="")
    bot.wait_for("if it is but the demo model, delete the folder model, and it is made again")
    assert bot.exit_code() == 2


def test_without_a_model_it_trains_the_demo_model_first(start: Start, tmp_path: Path) -> None:
    bot = start(MODEL_DIR="")
    bot.wait_for("ready: model ordinal-")
    assert (tmp_path / "model" / "card.json").exists()
    assert '"synthetic, 50,000 rows, seed 42"' in (tmp_path / "model" / "card.json").read_text()
    assert bot.stop(signal.SIGINT) == 0


def test_with_tokens_it_connects_to_slack_and_finishes_what_runs_when_told_to_stop(start: Start) -> None:
    with Workspace(MANIFEST) as workspace:
        bot = start(**tokens(workspace))
        bot.wait_for("ready: model")
        assert "local workspace" not in bot.written
        slack = Driver(workspace.url)
        people = [slack.as_(person.id) for person in workspace.add_people(10)]
        asking = [threading.Thread(target=one.send, args=(low("Lee Low"),)) for one in people]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
        assert bot.stop() == 0
        for one in people:
            one.expect_private("Low lead: Lee Low")


def test_whatever_it_logs_at_debug_has_no_value_of_a_lead_and_no_token(start: Start) -> None:
    with Workspace(MANIFEST) as workspace:
        bot = start(**tokens(workspace), LOG_LEVEL="DEBUG")
        bot.wait_for("ready: model")
        slack = Driver(workspace.url)
        slack.send(high("Zebedee Planted, email=zebedee@planted.example").replace("250k", "123456"))
        slack.expect_private("Zebedee Planted").press("Share here")
        slack.send("/scorelead Zebedee Planted credit=987654 age forty-planted")
        slack.expect_private("Credit score: at most").press("Open the form")
        slack.modal().fill({"Name": "Zebedee Planted"} | in_form(SCENARIOS[1].lead)).submit()
        for method, error in (("views.open", "fatal_error"), ("chat.postMessage", "team_access_not_granted")):
            workspace.faults.fail(method, error)
        slack.send("/scorelead")
        slack.expect_private("Something went wrong")
        slack.send(high("Other Planted"))
        slack.expect_private("On its way to #hot-leads")
        workspace.faults.drop_connection_after("chat.postMessage")
        slack.send(high("Third Planted"))
        slack.expect_private("High lead: Third Planted")
        assert bot.stop() == 0
        for secret in ("Planted", "planted", "987654", "$123,4", "123456", "xoxb-", "xapp-", "team_domain"):
            assert secret not in bot.written


@pytest.mark.parametrize("token", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_a_token_that_slack_does_not_accept_is_an_error_and_no_local_workspace(start: Start, token: str) -> None:
    with Workspace(MANIFEST) as workspace:
        prefix = {"SLACK_BOT_TOKEN": "xoxb", "SLACK_APP_TOKEN": "xapp"}[token]
        bot = start(**(tokens(workspace) | {token: f"{prefix}-wrong"}))
        assert bot.exit_code() == 2
        bot.wait_for(rf"Slack does not accept {token} \(invalid_auth\): copy it again")
        assert "local workspace" not in bot.written
        assert "Traceback" not in bot.written
        assert "wrong" not in bot.written


def test_what_slack_answers_is_said_with_its_remedy(start: Start) -> None:
    with Workspace(MANIFEST) as workspace:
        workspace.faults.fail("apps.connections.open", "missing_scope")
        bot = start(**tokens(workspace))
        assert bot.exit_code() == 2
        bot.wait_for(r"SLACK_APP_TOKEN \(missing_scope\): make an app-level token with the scope connections:write")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is not set, but SLACK_BOT_TOKEN is"),
        ({"MODEL_DIR": "nowhere"}, "nowhere/card.json: there is no model card here"),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": "http://127.0.0.1:9/api/"},
            "Slack cannot be reached at http://127.0.0.1:9/api/",
        ),
    ],
)
def test_what_keeps_it_from_starting_is_said_with_what_to_do(
    start: Start, settings: dict[str, str], words: str
) -> None:
    bot = start(**settings)
    assert bot.exit_code() == 2
    bot.wait_for(re.escape(words))
    assert "Traceback" not in bot.written


def test_a_port_that_is_taken_is_said(start: Start) -> None:
    with Workspace(MANIFEST) as workspace:
        port = workspace.url.rsplit(":", 1)[1].strip("/")
        bot = start(WORKSPACE_PORT=port)
        assert bot.exit_code() == 2
        bot.wait_for(f"Port {port} is taken: set WORKSPACE_PORT to another one, or to 0 for any free one")


@pytest.mark.parametrize("package", ["pydantic", "slack_bolt"])
def test_ctrl_c_while_packages_load_ends_it_without_a_word(start: Start, tmp_path: Path, package: str) -> None:
    (tmp_path / f"{package}.py").write_text(WRAPS_WHAT_INTERRUPTS_IT)
    bot = start()
    bot.wait_for("loading")
    assert bot.stop(signal.SIGINT) == 130
    assert bot.written == "loading\n"


def test_help_explains_itself() -> None:
    ran = subprocess.run([sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for words in ("local workspace", "SLACK_BOT_TOKEN", "HOT_LEADS_CHANNEL", "docs/slack-setup.md"):
        assert words in ran.stdout


def test_help_waits_for_nothing_that_only_running_needs() -> None:
    script = (
        "import sys; from bot.__main__ import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print({name.split('.')[0] for name in sys.modules})"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = ran.stdout.splitlines()[-1]
    assert "'bot'" in loaded
    for package in ("slack_bolt", "slack_sdk", "fastapi", "sqlalchemy", "alembic", "xgboost", "numpy"):
        assert f"'{package}'" not in loaded


def tokens(workspace: Workspace) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
        "QUIET_HOURS": "off",
    }
