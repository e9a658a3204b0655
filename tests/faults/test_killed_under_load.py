"""`kill -9` under load, through every entrance: what was acknowledged is worked off, once, and answered."""

import socket
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from bot.store import Store
from bot.store.api_keys import Scope
from bot.store.inbox import RequestKind
from bot.store.tables import inbox
from localslack.people import JONAS
from localslack.testing.driver import Driver
from localslack.testing.surfaces import Form, Json
from tests.faults.alert_life import alert_of, look
from tests.faults.bot_process import BotProcess, Host, wait_for
from tests.leads import high

SEEDS = [("sqlite", 1), ("postgresql", 2)]
LIVES = 4
COMMANDS, EVENTS, REQUESTS = 6, 3, 3  # in each life
MAX_ACKS = 12
LONGEST_REST_SECONDS = 0.1
AGAIN_SECONDS = 61
"""After which Slack delivers an event again that was not acknowledged."""

LEAD: dict[str, Any] = {
    "age": 38,
    "income": 40_000,
    "credit_score": 500,
    "website_visits": 1,
    "email_opens": 0,
    "property_views": 1,
    "contact_attempts": 1,
    "time_on_site_minutes": 2,
    "inquiry_submitted": False,
    "financing_pre_approved": False,
    "budget_disclosed": False,
    "location_preference_set": False,
}


@dataclass
class Sent:
    """What people and programs sent, by the names of leads; of Slack's entrances what was acknowledged."""

    commands: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    shortcuts: set[str] = field(default_factory=set)
    threads: dict[str, Driver] = field(default_factory=dict)
    requests: set[str] = field(default_factory=set)
    failed: int = 0

    def note(self, names: set[str], name: str, outcome: Json) -> None:
        """Count a lead among `names` if what was done with it was acknowledged."""
        if outcome["ok"]:
            names.add(name)
        else:
            self.failed += 1


class Load:
    """People who use the bot while it is killed, again and again."""

    def __init__(self, host: Host, bot: BotProcess, store: Store, seed: int) -> None:
        self._host = host
        self._bot = bot
        self._store = store
        self._random = Random(seed)  # noqa: S311, nothing secret is drawn
        self._port = free_port()
        self._numbers = iter(range(10_000))
        _, self._secret = store.api_keys.create("crm", Scope, at=datetime.fromtimestamp(host.clock(), UTC))
        bot.settings["HTTP_PORT"] = str(self._port)
        self.maya = Driver(host.workspace.url)
        self.jonas = self.maya.as_(JONAS.id)
        self.sent = Sent()

    def live_and_die(self) -> None:
        """Let one life of the bot begin and, with everything under way, end."""
        self._bot.live_on().wait_until_ready()
        form, form_name = self._open_form()
        claimable = self._claimable()
        with ThreadPoolExecutor(20) as people:
            deeds: list[Future[Any]] = [people.submit(self._command, self._name("Dana")) for _ in range(COMMANDS)]
            deeds += [people.submit(self._event, self._name("Nora")) for _ in range(EVENTS)]
            deeds += [people.submit(self.request, self._name("Omar")) for _ in range(REQUESTS)]
            deeds.append(people.submit(lambda: self.sent.note(self.sent.forms, form_name, form.submit())))
            deeds.append(people.submit(self._shortcut, self._name("Lena")))
            if claimable:
                deeds.append(people.submit(self._claim, claimable))
            self._wait_for_some_acks()
            self._bot.kill_and_wait()
        raise_what_failed(deeds)

    def _wait_for_some_acks(self) -> None:
        """Wait until so many requests were acknowledged: then much is taken, and little worked off."""
        journal, before = self._host.workspace.journal, len(self._host.workspace.journal.acks)
        some = before + self._random.randint(1, MAX_ACKS)
        deadline = time.monotonic() + 5
        while len(journal.acks) < some and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(self._random.uniform(0, LONGEST_REST_SECONDS))

    def end_well(self) -> None:
        """Let the bot live until everything is worked off; Slack delivers events again, programs ask again."""
        self._bot.live_on().wait_until_ready()
        self._host.clock.skip(AGAIN_SECONDS)
        for name in sorted(self.sent.requests):
            wait_for(lambda: self.request(name), "a receipt", self._bot.said)  # noqa: B023, called before the next turn
        wait_for(lambda: None if self._unfinished() else True, "an empty inbox", self._bot.said)

    def request(self, name: str) -> Json | None:
        """Send a lead to the HTTP API, and return its receipt, if the bot lived long enough to give one."""
        self.sent.requests.add(name)
        headers = {"Authorization": f"Bearer {self._secret}", "Idempotency-Key": name.replace(" ", "-")}
        url = f"http://127.0.0.1:{self._port}/leads"
        try:
            answer = httpx.post(url, headers=headers, json=LEAD | {"name": name}, timeout=10)
        except httpx.TransportError:
            return None
        assert answer.status_code in {202, 409}, answer.text
        return dict(answer.json()) if answer.status_code == httpx.codes.ACCEPTED else None

    def _command(self, name: str) -> None:
        self.sent.note(self.sent.commands, name, self.maya.send(high(name)))

    def _event(self, name: str) -> None:
        self.sent.threads[name] = self.maya.write(f"{name} is 45, makes 90k")

    def _claim(self, name: str) -> None:
        cards = [post for post in self.jonas.in_("#hot-leads").posts() if name in post.words and post.button("Claim")]
        self.sent.note(self.sent.claims, name, cards[0].press("Claim"))

    def _shortcut(self, name: str) -> None:
        self._host.workspace.post_as_app("Website", "#sales", f"{name}, 38, income 140k, credit score 720")
        post = next(post for post in self.maya.posts() if name in post.words)
        self.sent.note(self.sent.shortcuts, name, self.maya.message_shortcut("Score this lead", post))

    def _open_form(self) -> tuple[Any, str]:
        """Open the form and fill it in, while the bot lives. One whose submission failed stays open."""
        for modal in self.maya.screen()["modals"]:
            Form(self.maya, modal["id"]).close()
        self.maya.shortcut("Score a lead")
        name = self._name("Tess")
        return self.maya.modal("Score a lead").fill({"Name": name, "Age": "45"}), name

    def _claimable(self) -> str | None:
        """Return the name of a lead whose card nobody has claimed."""
        for name in sorted(self.sent.commands - self.sent.claims):
            alert = alert_of(name, self._store)
            if alert is not None and alert.owner is None and look(name, self._host.workspace).cards:
                return name
        return None

    def _name(self, given: str) -> str:
        return f"{given} Q{'abcdefghij'[(number := next(self._numbers)) // 26]}{chr(ord('a') + number % 26)}eyes"

    def _unfinished(self) -> int:
        is_slacks = inbox.c.kind != RequestKind.API.value
        with self._store.database.read() as connection:
            return connection.scalar(select(func.count()).where(inbox.c.done_at.is_(None), is_slacks)) or 0


@pytest.mark.parametrize(("database_url", "seed"), SEEDS, indirect=["database_url"])
def test_what_was_acknowledged_is_worked_off_once_and_answered(host: Host, seen: Store, seed: int) -> None:
    load = Load(host, host.bot(CONTACT_WITHIN_HOURS="1000", ALERTS_PER_HOUR="1000"), seen, seed)
    for _ in range(LIVES):
        load.live_and_die()
    load.end_well()
    sent = load.sent
    for name in sent.commands | sent.forms | sent.shortcuts | sent.requests | set(sent.threads):
        assert scores_of(name, seen) == 1, name
    told = load.maya.in_("#sales").posts() + load.maya.in_("bot").posts()
    for name in sent.commands | sent.forms | sent.shortcuts:
        assert [post for post in told if post.is_private or post.channel.startswith("D") if name in post.words], name
    for name, talk in sent.threads.items():
        wait_for(lambda: talk.posts() or None, f"an answer on {name}")  # noqa: B023, called before the next turn
        assert len(talk.posts()) == 1, talk.view()
    for name in sent.claims:
        assert (alert := alert_of(name, seen)) is not None
        assert alert.owner == JONAS.id
        wait_for(lambda: look(name, host.workspace).tells_once(["has this lead"]) or None, name)  # noqa: B023
    for name in sent.requests:
        assert load.request(name) == load.request(name)
    assert len(sent.commands) >= LIVES, f"nearly nothing was acknowledged, {sent.failed} failed"


def scores_of(name: str, store: Store) -> int:
    """Return how many scores there are of the leads of a name."""
    return sum(len(store.leads.history(one.id)) for one in store.leads.called(name))


def raise_what_failed(deeds: list[Future[Any]]) -> None:
    for deed in deeds:
        deed.result()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
