"""A lead that was scored before is known: it is listed, found, and its history told."""

from localslack.testing.driver import Driver
from tests.conftest import Office
from tests.leads import COLD_FACTS, FACTS, high, low

WARM_FACTS = FACTS.replace("pre-approved", "not pre-approved").replace("inquiry yes", "no inquiry")


def test_new_score_shows_change_and_cause(slack: Driver) -> None:
    slack.send(f"/scorelead Dana Reyes, dana@example.com, {WARM_FACTS}")
    slack.expect_private("Medium lead", "Dana Reyes")
    slack.send(f"/scorelead DANA@example.com, {FACTS}")
    slack.expect_private("High lead", "Medium", "%", "→ High", ": ", "an inquiry")


def test_lead_is_found_by_name(slack: Driver) -> None:
    slack.send(f"{low('Dana Reyes')}, email=dana@example.com, phone=+1 415 555 0132, id=L-7")
    slack.expect_private("Low lead: Dana Reyes")
    for words in ("Dana Reyes", "reyes", "dana@example.com", "L-7", "name=Dana"):
        slack.send(f"/scorelead {words}")
        slack.expect_private("Low lead: Dana Reyes", "History", "Known: age 24", "dana@example.com · +1 415 555 0132")


def test_card_of_known_lead_shows_history_and_owner(office: Office) -> None:
    slack = office.slack
    slack.send(f"/scorelead Dana Reyes, dana@example.com, {WARM_FACTS}")
    slack.expect_private("Medium lead")
    slack.send(f"/scorelead Dana Reyes, dana@example.com, {FACTS}")
    slack.expect_private("High lead")
    slack.as_("Jonas").in_("#hot-leads").expect_message("Dana Reyes", "Claim it, by").press("Claim")
    slack.in_("#hot-leads").expect_message("Jonas Weber has it")
    slack.send("/scorelead Dana Reyes")
    card = slack.expect_private("History", "→ High", "@Jonas Weber has this lead already")
    card.press("All reasons")
    slack.modal("All reasons")


def test_one_of_several_leads_is_chosen(slack: Driver) -> None:
    for name in ("Dana Reyes", "Dana Smith"):
        slack.send(low(name))
        slack.expect_private(f"Low lead: {name}")
    slack.send("/scorelead dana")
    slack.expect_private("Leads called “dana”", "Dana Reyes", "Dana Smith").press("Show")
    slack.expect_private("Low lead: Dana Smith", "History")


def test_unknown_lead_offers_form_with_name(slack: Driver) -> None:
    slack.send("/scorelead Quin <Two>")
    slack.expect_private("I know no lead “Quin <Two>”").press("Open the form")
    assert slack.modal("Score a lead").values()["Name"] == "Quin <Two>"


def test_unknown_number_is_questioned(slack: Driver) -> None:
    slack.send("/scorelead 250k")
    slack.expect_private("say what it is")


def test_recent_leads_are_listed_with_owners(office: Office) -> None:
    slack = office.slack
    slack.send("/scorelead recent")
    slack.expect_private("No lead was scored yet")
    slack.send(high("Dana Reyes"))
    slack.as_("Jonas").in_("#hot-leads").expect_message("Dana Reyes", "Claim it, by").press("Claim")
    slack.in_("#hot-leads").expect_message("Jonas Weber has it")
    slack.as_("Jonas").send(f"/scorelead <!channel>, {COLD_FACTS}")
    slack.as_("Jonas").expect_private("Low lead: <!channel>")
    slack.send("/scorelead recent")
    listed = slack.expect_private("The latest leads", "Low", "<!channel>", "High", "Dana Reyes", "@Jonas Weber has it")
    listed.press("Show")
    slack.expect_private("Low lead: <!channel>", "History")
