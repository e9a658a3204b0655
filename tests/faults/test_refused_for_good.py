"""Slack refuses for good: the alert is kept, an admin hears of it, somebody gets the lead, and a retry tells it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.commands.failed_alerts import NotRefused, list_refused, retry_refused
from localslack import Workspace
from localslack.people import PRIYA
from tests.conftest import Office
from tests.faults.alert_life import alert_of, is_shown, look, wait_for_alert
from tests.faults.bot_process import wait_for
from tests.leads import high

NAMES = ("Dana Reyes", "Omar Haddad", "Lena Vogel")
REFUSALS: dict[str, Callable[[Workspace], None]] = {
    "is_archived": lambda workspace: workspace.archive("hot-leads"),
    "channel_not_found": lambda workspace: workspace.delete_channel("hot-leads"),
    "not_in_channel": lambda workspace: workspace.remove_bot("hot-leads"),
}


@pytest.mark.parametrize("code", REFUSALS)
def test_without_its_channel_each_lead_gets_an_owner_and_the_admin_is_told_once(office: Office, code: str) -> None:
    REFUSALS[code](office.workspace)
    let_leads_come_in(office, code)
    let_the_clock_find_an_owner(office)
    assert said_to("Jonas", office, "I cannot post High leads to #hot-leads") == 1
    for name in NAMES:
        wait_for(lambda: said_to("Priya", office, name, "is yours now") or None, "a direct message")  # noqa: B023
        assert said_to("Priya", office, name, "is yours now") == 1


def test_once_the_bot_is_back_in_the_channel_a_retry_tells_what_is_still_news(office: Office) -> None:
    office.workspace.remove_bot("hot-leads")
    let_leads_come_in(office, "not_in_channel")
    let_the_clock_find_an_owner(office)
    office.slack.in_("#hot-leads").send("/invite @Lead Scorer")
    assert retried(office) == ["3 alerts to be sent: a running bot does so within half a minute."]
    for name in NAMES:
        wait_for_alert(name, office.bot.store, lambda alert: is_shown(alert, office.bot.store), "shown")
        slack = look(name, office.workspace)
        assert slack.tells_once(["This lead is yours now"]), slack
        assert len(slack.to_manager) == 1
    assert list(list_refused(office.bot.store)) == ["Slack refuses no alert."]


def test_after_a_retry_that_is_refused_again_the_admin_is_told_again(office: Office) -> None:
    office.workspace.archive("hot-leads")
    let_leads_come_in(office, "is_archived")
    retried(office)
    office.bot.look_at_the_clock()
    for name in NAMES:
        wait_for_alert(name, office.bot.store, lambda alert: alert.failure == "is_archived", "refused again")
    jonas = office.slack.as_("Jonas").in_("bot")
    jonas.wait_for(lambda: said_to("Jonas", office, "I cannot post") == 2 or None, "a second message")


def test_with_a_revoked_token_nothing_is_told_and_everything_is_kept(office: Office) -> None:
    office.workspace.faults.reject_tokens("token_revoked")
    let_leads_come_in(office, "token_revoked")
    let_the_clock_find_an_owner(office)
    office.workspace.faults.accept_tokens()
    retried(office)
    for name in NAMES:
        wait_for_alert(name, office.bot.store, lambda alert: is_shown(alert, office.bot.store), "shown")
        slack = look(name, office.workspace)
        assert slack.tells_once(["This lead is yours now"]), slack
        assert len(slack.to_manager) == 1


def test_refused_alerts_are_listed_by_id_and_retried_one_by_one(office: Office) -> None:
    office.workspace.archive("hot-leads")
    let_leads_come_in(office, "is_archived")
    alert = alert_of(NAMES[0], office.bot.store)
    assert alert is not None
    store = office.bot.store
    lines = list(list_refused(store))
    assert sum("with nobody, refused: is_archived" in line for line in lines) == len(NAMES)
    assert not any(name in line for line in lines for name in NAMES)
    assert next(iter(retry_refused(store, alert.id, at=now(office)))).startswith("1 alert to be sent")
    with pytest.raises(NotRefused, match="no alert 12ab"):
        list(retry_refused(store, "12ab", at=now(office)))


def let_leads_come_in(office: Office, refused: str) -> None:
    for name in NAMES:
        office.slack.send(high(name))
        wait_for_alert(name, office.bot.store, lambda alert: alert.failure == refused, f"refused: {refused}")


def let_the_clock_find_an_owner(office: Office) -> None:
    for minutes in (16, 16):
        office.slack.skip(minutes * 60)
        for name in NAMES:
            wait_for_alert(name, office.bot.store, lambda alert: bool(alert.asked or alert.owner), "asked for")
    for name in NAMES:
        wait_for_alert(name, office.bot.store, lambda alert: alert.owner == PRIYA.id, "a manager's")


def retried(office: Office) -> list[str]:
    lines = list(retry_refused(office.bot.store, None, at=now(office)))
    office.bot.look_at_the_clock()
    return lines


def now(office: Office) -> datetime:
    return datetime.fromtimestamp(office.clock(), UTC)


def said_to(person: str, office: Office, *words: str) -> int:
    posts = office.slack.as_(person).in_("bot").posts()
    return sum(all(word in post.words for word in words) for post in posts)
