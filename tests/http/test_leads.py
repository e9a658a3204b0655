"""Leads that arrive by themselves, on both databases."""

import json
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from bot.alerts.alert import AlertStatus
from bot.store.api_keys import Scope
from scoring.explain.scorer import Scorer
from tests.fields import REAL_ESTATE
from tests.http.conftest import Api
from tests.lead_files import HIGH, LOW, NAMES

HOT = dict(zip(NAMES, map(int, HIGH.split(",")), strict=True))
COLD = dict(zip(NAMES, map(int, LOW.split(",")), strict=True))
DANA = HOT | {"name": "Dana Reyes", "external_id": "crm-1"}
OMAR = COLD | {"name": "Omar Aziz", "email": "omar@example.com"}


def scores_of(api: Api, lead_id: str) -> int:
    return len(api.store.leads.history(lead_id))


def test_a_lead_is_scored_kept_and_alerted(api: Api, scorer: Scorer) -> None:
    answer = api.send(DANA)
    assert answer.status_code == 202
    told = answer.json()
    score = scorer.score(REAL_ESTATE.read(DANA))
    assert told == {"id": told["id"], "tier": "High", "confidence": round(score.confidence, 4)}
    assert api.store.leads.get(told["id"]).lead == REAL_ESTATE.read(DANA)
    assert [alert.lead_id for alert in api.raised] == [told["id"]]


def test_who_sent_a_lead_is_kept_by_the_id_of_the_key(api: Api) -> None:
    kept = api.store.leads.get(api.send(DANA).json()["id"]).latest
    (key,) = api.store.api_keys.listed()
    assert (kept.source, kept.by) == ("http", f"key:{key.id}")


def test_a_lead_that_is_not_high_alerts_nobody(api: Api) -> None:
    assert api.send(OMAR).json()["tier"] == "Low"
    assert api.raised == []


def test_many_leads_are_answered_in_their_order(api: Api) -> None:
    told = api.send([OMAR, DANA, OMAR | {"email": "o2@example.com"}])
    assert told.status_code == 202
    assert [one["tier"] for one in told.json()] == ["Low", "High", "Low"]
    assert len({one["id"] for one in told.json()}) == 3


def test_no_leads_are_no_trouble(api: Api) -> None:
    assert (api.send([]).status_code, api.send([]).json()) == (202, [])


def test_a_thousand_leads_are_taken_at_once(api: Api) -> None:
    told = api.send([OMAR | {"email": f"{number}@example.com"} for number in range(1000)])
    assert told.status_code == 202
    assert len({one["id"] for one in told.json()}) == 1000


def test_more_than_a_thousand_are_not(api: Api) -> None:
    assert api.send([{}] * 1001).status_code == 413


def test_one_wrong_lead_keeps_all_of_them_out(api: Api) -> None:
    answer = api.send([DANA, OMAR | {"credit_score": 900, "income": None}, OMAR | {"agee": 3}])
    assert answer.status_code == 422
    assert [(error["index"], error["field"]) for error in answer.json()["errors"]] == [
        (1, "credit_score"),
        (1, "income"),
        (2, "agee"),
    ]
    assert api.store.leads.recent() == []
    assert api.raised == []


def test_a_lead_that_is_sent_again_is_the_same_lead_and_scored_once(api: Api) -> None:
    first, second = api.send(DANA), api.send(DANA)
    assert first.json() == second.json()
    assert scores_of(api, first.json()["id"]) == 1
    assert len(api.raised) == 1


def test_a_lead_that_changed_keeps_its_id_and_its_history(api: Api) -> None:
    before = api.send(COLD | {"external_id": "crm-1"}).json()
    after = api.send(HOT | {"external_id": "crm-1"}).json()
    assert (before["id"], before["tier"], after["tier"]) == (after["id"], "Low", "High")
    assert scores_of(api, after["id"]) == 2
    assert len(api.raised) == 1


def test_a_repeated_request_gets_the_answer_of_the_first_whatever_happened_since(api: Api) -> None:
    first = api.send(COLD | {"external_id": "crm-1"}, Idempotency_Key="monday-1")
    api.send(HOT | {"external_id": "crm-1"})
    again = api.send(COLD | {"external_id": "crm-1"}, Idempotency_Key="monday-1")
    assert (again.status_code, again.json()) == (202, first.json())
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert scores_of(api, first.json()["id"]) == 2


def test_a_repeated_list_is_answered_as_a_list(api: Api) -> None:
    first, again = (api.send([DANA, OMAR], Idempotency_Key="monday-1") for _ in range(2))
    assert again.json() == first.json()


def test_the_same_leads_written_otherwise_are_the_same_request(api: Api) -> None:
    api.send(DANA, Idempotency_Key="monday-1")
    otherwise = json.dumps(dict(reversed(DANA.items())), indent=2)
    headers = api.key(Scope.LEADS) | {"Idempotency-Key": "monday-1", "Content-Type": "application/json"}
    assert api.http.post("/leads", content=otherwise, headers=headers).headers["idempotent-replayed"] == "true"


def test_a_key_that_came_with_other_leads_is_refused(api: Api) -> None:
    api.send(DANA, Idempotency_Key="monday-1")
    answer = api.send(OMAR, Idempotency_Key="monday-1")
    assert answer.status_code == 422
    assert "came with other leads" in answer.json()["detail"]
    assert len(api.store.leads.recent()) == 1


def test_a_key_of_a_request_that_was_wrong_may_be_used_again(api: Api) -> None:
    assert api.send(DANA | {"age": 7}, Idempotency_Key="monday-1").status_code == 422
    assert api.send(DANA, Idempotency_Key="monday-1").status_code == 202


@pytest.mark.parametrize("key", ["", "two words", "x" * 256, "schlüssel"])
def test_a_key_must_be_plain(api: Api, key: str) -> None:
    headers = {name.encode(): value.encode() for name, value in api.key(Scope.LEADS).items()}
    answer = api.http.post("/leads", json=DANA, headers=headers | {b"Idempotency-Key": key.encode("latin-1")})
    assert answer.status_code == 400
    assert api.store.leads.recent() == []


def test_of_twenty_who_send_the_same_at_once_one_is_served_and_nothing_happens_twice(api: Api) -> None:
    here = threading.Barrier(20)

    def send(_: int) -> httpx.Response:
        here.wait()
        return api.send(DANA, Idempotency_Key="monday-1")

    api.key(Scope.LEADS)
    with ThreadPoolExecutor(20) as senders:
        answers = list(senders.map(send, range(20)))
    assert {answer.status_code for answer in answers} <= {202, 409}
    served = [answer for answer in answers if answer.status_code == 202]
    assert [answer.headers.get("idempotent-replayed") for answer in served].count(None) == 1
    assert all(answer.headers["retry-after"] == "1" for answer in answers if answer.status_code == 409)
    assert scores_of(api, served[0].json()["id"]) == 1
    assert len(api.raised) == 1


def test_of_twenty_who_send_a_new_lead_at_once_all_are_told_of_one(api: Api) -> None:
    api.key(Scope.LEADS)
    with ThreadPoolExecutor(20) as senders:
        answers = list(senders.map(lambda _: api.send(DANA), range(20)))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(api.raised) == 1


def test_one_sees_what_became_of_a_lead(api: Api) -> None:
    told = api.send(DANA).json()
    shown = api.get(f"/leads/{told['id']}", Scope.LEADS).json()
    alert = shown.pop("alert")
    assert shown == told | {"settled": True}
    assert alert == {
        "status": AlertStatus.WAITING,
        "owner": None,
        "outcome": None,
        "raised_at": api.raised[0].raised_at.isoformat(),
    }


def test_a_lead_that_is_not_high_has_no_alert_to_show(api: Api) -> None:
    told = api.send(OMAR).json()
    assert api.get(f"/leads/{told['id']}", Scope.LEADS).json() == told | {"settled": True, "alert": None}


@pytest.mark.parametrize("lead_id", ["nobody", "x" * 300, "%00", "Dana%20Reyes"])
def test_a_lead_that_there_is_not_is_not_found(api: Api, lead_id: str) -> None:
    answer = api.get(f"/leads/{lead_id}", Scope.LEADS)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_nothing_of_a_lead_is_logged_or_answered(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    planted: dict[str, Any] = {"name": "Planted Name", "email": "planted@example.com", "income": 123_454_321}
    with caplog.at_level(logging.DEBUG):
        answers = [
            api.send(HOT | planted, Idempotency_Key="monday-1"),
            api.send(HOT | planted | {"credit_score": 123_454_321}),
            api.send([HOT | planted, planted]),
        ]
    assert [answer.status_code for answer in answers] == [202, 422, 422]
    written = caplog.text + "".join(answer.text for answer in answers)
    assert not [value for value in ("Planted", "planted@", "123454321", "123,454,321") if value in written]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_while_the_database_is_away_one_is_told_to_send_it_again(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    api.key(Scope.LEADS)
    with api.store.database.write() as connection:
        connection.execute(text("ALTER TABLE leads RENAME TO away"))
    answer = api.send(DANA | {"name": "Planted Name"}, Idempotency_Key="monday-1")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "Planted" not in caplog.text + answer.text
    with api.store.database.write() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO leads"))
    assert api.send(DANA | {"name": "Planted Name"}, Idempotency_Key="monday-1").status_code == 202


def test_each_of_many_hot_leads_gets_an_alert(api: Api) -> None:
    told = api.send([HOT | {"email": f"{number}@example.com"} for number in range(250)])
    assert [one["tier"] for one in told.json()] == ["High"] * 250
    assert len(api.store.alerts.due(api.desk.now)) == 250


def test_a_value_that_is_nested_deeply_is_a_wrong_value(api: Api) -> None:
    nested = "[" * 1000 + "]" * 1000
    headers = api.key(Scope.LEADS) | {"Content-Type": "application/json"}
    answer = api.http.post("/leads", content=f'{{"age": {nested}}}', headers=headers)
    assert answer.status_code == 422
    assert "age" in [error["field"] for error in answer.json()["errors"]]
