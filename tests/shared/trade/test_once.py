"""The same id again: the same answer, and no second effect."""

from __future__ import annotations

import json
from pathlib import Path

from tests.desk import Asker, StoreAsker
from tests.support import FakeClock


def test_same_answer_and_no_second_ticket(ask: StoreAsker) -> None:
    first = ask("issue", service="jobs", id="press")
    again = ask("issue", service="jobs", id="press")
    assert first == again
    assert ask.ok("state")["seq"] == 1


def test_from_another_station(
    ask: StoreAsker, office_folder: Path, clock: FakeClock
) -> None:
    first = ask("issue", service="jobs", id="press")
    other = Asker(office_folder, name="other", clock=clock)
    assert other("issue", service="jobs", id="press") == first
    other.close()


def test_another_command_under_the_id_gives_the_first_answer(ask: StoreAsker) -> None:
    first = ask("issue", service="jobs", id="press")
    assert ask("cancel", label="A001", id="press") == first
    assert ask("state", id="press") == first
    assert ask.ticket("ticket", label="A001")["state"] == "waiting"


def test_the_first_answer_stays_though_the_world_went_on(
    ask: StoreAsker, clock: FakeClock
) -> None:
    first = ask("issue", service="jobs", id="press")
    ask.ok("open_counter", counter=1)
    ask.ok("call", counter=1)
    clock.forward(minutes=90)
    assert ask("issue", service="jobs", id="press") == first


def test_a_refusal_of_the_rules_is_remembered(ask: StoreAsker) -> None:
    refused = ask("call", counter=1, id="early")
    assert refused["error"] == "counter_closed"
    ask.ok("open_counter", counter=1)
    ask.ok("issue", service="jobs")
    assert ask("call", counter=1, id="early") == refused


def test_what_could_not_be_read_is_not_remembered(ask: StoreAsker) -> None:
    assert ask("issue", service="jobs", priority="x", id="press")["ok"] is False
    assert ask("isue", service="jobs", id="press")["ok"] is False
    assert ask("state", id="press")["ok"] is True
    assert ask("issue", service="jobs", id="press")["ticket"]["label"] == "A001"


def test_a_refusal_leaves_nothing_behind(ask: StoreAsker) -> None:
    ask.ok("open_counter", counter=1)
    ask.ok("issue", service="jobs")
    ask.ok("call", counter=1)
    refused = ask("transfer", counter=1, service="none")
    assert refused["error"] == "unknown_service"
    assert ask.ticket("ticket", label="A001")["state"] == "called"


def test_message_is_in_the_language_of_the_office(ask: StoreAsker) -> None:
    assert "櫃檯" in ask("call", counter=1)["message"]


def test_a_line_that_is_no_request(office_folder: Path) -> None:
    asker = Asker(office_folder)
    for line in (b"hello", b"", b"[1]", b'"x"', b"\xff\xfe", b"[" * 60_000):
        answer = json.loads(asker.station.answer(line))
        assert (answer["id"], answer["error"]) == (None, "bad_request")
    for id in (None, 7, "", "x" * 201, "\ud800"):
        line = json.dumps({"id": id, "do": "state"}).encode()
        answer = json.loads(asker.station.answer(line))
        assert (answer["id"], answer["error"]) == (None, "bad_request")
    assert json.loads(asker.station.answer(None))["error"] == "bad_request"
    asker.close()
