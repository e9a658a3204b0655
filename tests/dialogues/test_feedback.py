"""Feedback: people say what they think of a score, and the board counts it."""

from localslack.testing.driver import Driver
from tests.conftest import Office
from tests.leads import high, low

THIRTY_ONE_DAYS = 31 * 24 * 3600.0


def test_a_score_is_said_to_be_too_low_and_why(slack: Driver) -> None:
    slack.send(low("Lee Low"))
    slack.expect_private("Lee Low").press("Too low")
    slack.expect_private("Noted: this score is too low.").press("Say why…")
    slack.modal("Your feedback").fill({"Why is it too low?": "He has just sold his firm."}).submit()
    slack.expect_private("Noted: this score is too low.")
    slack.send("/scorelead board")
    told = "Lee Low, too low, says @Maya Lind: “He has just sold his firm.”"
    slack.expect_private("Feedback of the last 30 days: 0 right, 0 too high, 1 too low.", told)
    slack.home().expect(told)
    slack.as_("Jonas").expect_nothing_new()


def test_the_reason_is_kept_with_the_score(office: Office) -> None:
    office.slack.send(low("Lee Low"))
    office.slack.expect_private("Lee Low").press("Too high")
    office.slack.expect_private("Noted").press("Say why…")
    office.slack.modal().fill({"Why is it too high?": "<!channel> *no*"}).submit()
    office.slack.expect_private("Noted: this score is too high.")
    store = office.bot.store
    kept = store.feedback.opinion(store.leads.recent()[0].score_id, "U0MAYA")
    assert kept is not None
    assert kept.reason == "<!channel> *no*"
    assert kept.model_version == store.leads.recent()[0].score.model_version


def test_a_change_of_mind_counts_once(slack: Driver) -> None:
    slack.send(low("Lee Low"))
    card = slack.expect_private("Lee Low")
    card.press("Too low")
    slack.expect_private("Noted: this score is too low.")
    card.press("Right")
    slack.expect_private("Noted: this score is right.")
    slack.send("/scorelead board")
    slack.expect_private("Feedback of the last 30 days: 1 right, 0 too high, 0 too low.")


def test_a_double_click_counts_once(slack: Driver) -> None:
    slack.send(low("Lee Low"))
    slack.expect_private("Lee Low").press_at_once("Right", 5)
    slack.expect_private("Noted: this score is right.")
    slack.send("/scorelead board")
    slack.expect_private("Feedback of the last 30 days: 1 right, 0 too high, 0 too low.")


def test_everybody_has_an_opinion_on_a_shared_card_and_on_the_one_in_hot_leads(office: Office) -> None:
    slack = office.slack
    slack.send(high("Dana Reyes"))
    slack.expect_private("Dana Reyes").press("Share here")
    slack.as_("Jonas").expect_message("Shared by @Maya Lind").press("Right")
    slack.as_("Jonas").expect_private("Noted: this score is right.")
    slack.as_("Priya").in_("#hot-leads").expect_message("Dana Reyes", "Claim it, by").press("Too high")
    slack.as_("Priya").in_("#hot-leads").expect_private("Noted: this score is too high.")
    slack.home().expect("Feedback of the last 30 days: 1 right, 1 too high, 0 too low.")


def test_feedback_is_of_the_last_thirty_days(office: Office) -> None:
    office.slack.send(low("Lee Low"))
    office.slack.expect_private("Lee Low").press("Right")
    office.slack.expect_private("Noted")
    office.slack.skip(THIRTY_ONE_DAYS)
    office.slack.send("/scorelead board")
    office.slack.expect_private("Feedback of the last 30 days: none.")


def test_feedback_on_a_forgotten_lead_is_answered_in_words(office: Office) -> None:
    office.slack.send(low("Lee Low"))
    card = office.slack.expect_private("Lee Low")
    office.bot.store.leads.forget(office.bot.store.leads.recent()[0].id, at=office.now)
    card.press("Right")
    office.slack.expect_private("This lead was forgotten.")


def test_what_is_forgotten_counts_the_opinions(office: Office) -> None:
    priya = office.slack.as_("Priya")
    priya.send(low("Eve Adams"))
    priya.expect_private("Eve Adams").press("Right")
    priya.expect_private("Noted")
    priya.send("/scorelead forget Eve Adams")
    priya.expect_private("This deletes the lead, 1 score with 1 opinion.").press("Forget for good")
    priya.expect_private("Forgotten: the lead, 1 score with 1 opinion.")
    priya.send("/scorelead board")
    priya.expect_private("Feedback of the last 30 days: none.")
