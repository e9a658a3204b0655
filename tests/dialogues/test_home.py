"""The App Home: what is mine, how the team does, how far to trust the model, and the way to the form."""

from localslack.testing.driver import Driver
from tests.conftest import Office
from tests.dialogues.test_claiming import raised
from tests.leads import high, in_form, low
from tests.seed import SCENARIOS


def test_the_first_home_says_what_it_will_show(slack: Driver) -> None:
    slack.home().expect(
        "Score a lead",
        "My open leads",
        "None. High leads that you claim are listed here.",
        "My last scores",
        "None yet.",
        "No High lead is open.",
        "Last 7 days: 0 scores (0 High, 0 Medium, 0 Low).",
        "Feedback of the last 30 days: none.",
        "How far to trust a score",
        "The model was made from 10,000 leads (leads.csv).",
        "% sure,",
        "% were what it said",
    )


def test_a_lead_is_scored_from_the_home_and_stands_there(slack: Driver) -> None:
    home = slack.home()
    home.press("Score a lead")
    slack.modal("Score a lead").fill({"Name": "Dana Reyes"} | in_form(SCENARIOS[1].lead)).submit()
    slack.in_("bot").expect_message("High lead: Dana Reyes")
    home.expect("High over 99 % · Dana Reyes", "Last 7 days: 1 score (1 High, 0 Medium, 0 Low).")


def test_below_the_card_of_a_lead_scored_from_the_home_it_is_talked_about(slack: Driver) -> None:
    slack.home().press("Score a lead")
    slack.modal("Score a lead").fill({"Name": "Dana Reyes", "Age": "45", "Credit score": "700"}).submit()
    thread = slack.thread(slack.in_("bot").expect_message("Medium lead so far: Dana Reyes"))
    thread.write("700ish")
    thread.expect_message("I did not understand “700ish”.", "What would help most: ")
    thread.write("he is pre-approved")
    thread.expect_message("Noted: pre-approved financing.", "Dana Reyes: ")
    thread.write("start over")
    thread.expect_message("A new lead, then. Dana Reyes, as far as I know it, is kept.")


def test_my_last_scores_are_mine_and_open_in_a_window(slack: Driver) -> None:
    slack.send(low("Lee Low"))
    slack.expect_private("Lee Low")
    slack.as_("Jonas").send(low("Eve Adams"))
    slack.as_("Jonas").expect_private("Eve Adams")
    home = slack.home().expect("Lee Low", "Last 7 days: 2 scores (0 High, 0 Medium, 2 Low).")
    assert "Eve Adams" not in home.words()
    home.press("Show")
    words = slack.modal("Lead").words()
    assert "Low lead: Lee Low" in words
    assert "History" in words
    assert "Share here" not in words


def test_a_lead_is_claimed_from_the_home_and_then_mine(office: Office) -> None:
    raised(office)
    home = office.slack.home().expect("1 open · 1 without an owner", "Nobody's", "Dana Reyes")
    home.press("Claim")
    office.slack.in_("#hot-leads").expect_message("@Maya Lind has it")
    home.expect("My open leads", "Dana Reyes", "@Maya Lind has it", "1 open · 0 without an owner")


def test_who_comes_second_in_the_home_is_told_so_also_if_it_cannot_be_shown_again(office: Office) -> None:
    raised(office)
    home = office.slack.home()
    office.slack.as_("Jonas").in_("#hot-leads").press("Claim")
    office.slack.in_("#hot-leads").expect_message("@Jonas Weber has it")
    office.workspace.faults.fail("views.publish", "internal_error")
    home.press("Claim")
    office.slack.in_("bot").expect_message("@Jonas Weber has this lead already.")


def test_a_forgotten_lead_cannot_be_shown_from_an_old_home(office: Office) -> None:
    slack = office.slack
    slack.send(high("Dana Reyes"))
    slack.expect_private("Dana Reyes")
    home = slack.home().expect("Dana Reyes")
    office.bot.store.leads.forget(office.bot.store.leads.recent()[0].id, at=office.now)
    home.press("Show")
    slack.in_("bot").expect_message("This lead was forgotten.")
