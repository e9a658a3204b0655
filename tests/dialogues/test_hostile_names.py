"""Whatever is typed as a name is shown as typed, and pings nobody."""

import pytest

from bot.slack.blocks import escaped
from tests.conftest import Office
from tests.leads import FACTS, in_form
from tests.seed import SCENARIOS

NAMES = [
    "<!channel>",
    "<!here> <!everyone>",
    "<@U0JONAS>",
    "<#C0SALES|sales>",
    "*bold* _italic_ ~struck~ `code`",
    "<http://evil.example|click me>",
    "http://evil.example/x",
    "&lt;!channel&gt;",
    "Tom & Jerry <b>",
    ":fire: :tada:",
    "'; DROP TABLE leads; --",
    "{{7*7}} ${7*7} %s %n",
    "=HYPERLINK(1)",
    "شادی \u200c محمد",
    "👩‍👩‍👧‍👦 Family",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_inert_everywhere(office: Office, name: str) -> None:
    slack = office.slack
    slack.say(f'/scorelead name="{name}" company="{name}" {FACTS}')
    card = slack.expect_private(f"High lead: {name}", "On its way to #hot-leads")
    post = slack.in_("#hot-leads").expect_message(f"High lead: {name}")
    card.press("Share here")
    shared = slack.as_("Jonas").expect_message(f"High lead: {name}")
    for message in (card.message, post.message, shared.message):
        assert_inert(message, name)


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_inert_in_the_answer_to_a_wrong_lead(office: Office, name: str) -> None:
    office.slack.say(f'/scorelead name="{name}" age=12')
    answer = office.slack.expect_private("Age: at least 18", name)
    assert_inert(answer.message, name)
    answer.press("Open the form")
    form = office.slack.modal()
    assert form.values()["Name"] == name


def test_newlines_and_direction_marks_in_a_name_are_laid_flat(office: Office) -> None:
    office.slack.say("/scorelead")
    entered = {"Name": "Dana\nHigh lead: Fake\u202e\x00"} | in_form(SCENARIOS[4].lead)
    office.slack.modal().fill(entered).submit(skip_client_checks=True)
    office.slack.expect_private("Low lead: Dana High lead: Fake\n")


def assert_inert(message: dict[str, object], name: str) -> None:
    """What a person typed stands in no markup of a block, and in the text with nothing alive in it."""
    for markup in mrkdwn_of(message["blocks"]):
        assert name not in markup
        assert escaped(name) not in markup
    text = str(message["text"]).replace("<@U0MAYA>", "").replace("<#C0HOTLEADS>", "")
    assert not set("<*_~`") & set(text)


def mrkdwn_of(part: object) -> list[str]:
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            return [str(part["text"])]
        return [words for value in part.values() for words in mrkdwn_of(value)]
    return [words for item in part for words in mrkdwn_of(item)] if isinstance(part, list) else []
