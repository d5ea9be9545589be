"""Who sits at a counter, and what a person may do, where people sign on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from shared.machine import log
from shared.office.folder import QUEUE_FILE
from shared.office.pin import is_pin
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from shared.station.answer_log import AnswerLog
from shared.trade.staff import Member, Role
from tests.conftest import make_office_folder
from tests.desk import Asker
from tests.invariants import check_file
from tests.support import OFFICE, FakeClock

PEOPLE = {"lin": Role.STAFF, "wu": Role.STAFF, "chen": Role.SUPERVISOR}
PIN = "4711"


@pytest.fixture
def ask(tmp_path: Path, clock: FakeClock) -> Iterator[Asker]:
    with signing(tmp_path, clock, OFFICE) as asker:
        yield asker


@contextmanager
def signing(tmp_path: Path, clock: FakeClock, text: str) -> Iterator[Asker]:
    folder = make_office_folder(tmp_path, text + "\n[staff]\nsign_on = true\n")
    asker = Asker(folder, clock=clock)
    asker.ok("issue", service="jobs")
    ledgers = SqliteLedgers(Store(folder, clock=clock), asker.station.office)
    for name, role in PEOPLE.items():
        member = Member(name, role).with_pin(PIN)
        ledgers.write(
            lambda ledger, member=member: ledger.put_member(member),  # type: ignore[misc]
            station="test",
            id=name,
        )
    ledgers.close()
    yield asker
    asker.close()
    check_file(folder / QUEUE_FILE)


def sign_on(ask: Asker, counter: int, staff: str) -> None:
    ask.ok("sign_on", counter=counter, staff=staff, pin=PIN)


def last_event(ask: Asker) -> dict[str, object]:
    found: dict[str, object] = ask.ok("events", after=0)["events"][-1]
    return found


def test_nobody_acts_at_a_counter_before_signing_on(ask: Asker) -> None:
    ask.ok("open_counter", counter=1)
    assert ask.error("call", counter=1) == "not_allowed"
    told = ask.ok("sign_on", counter=1, staff="lin", pin=PIN)["counter"]
    assert told["staff"] == "lin"
    assert last_event(ask)["kind"] == "signed_on"
    assert ask.ticket("call", counter=1)["by"] == "lin"
    assert last_event(ask)["data"] == {"by": "lin"}


def test_the_second_pin_is_another(ask: Asker) -> None:
    assert ask.error("sign_on", counter=1, staff="lin", pin="0815") == "wrong_pin"
    assert ask.error("sign_on", counter=1, staff="lin") == "wrong_pin"
    assert ask.error("sign_on", counter=1, staff="nobody", pin=PIN) == "unknown_staff"


def test_who_guesses_waits(ask: Asker, clock: FakeClock) -> None:
    for _ in range(3):
        assert ask.error("sign_on", counter=1, staff="lin", pin="0815") == "wrong_pin"
    right = {"counter": 1, "staff": "lin", "pin": PIN}
    assert ask.error("sign_on", **right) == "wrong_pin"
    clock.forward(seconds=1)
    assert ask.ok("sign_on", **right)


def test_who_guesses_is_written_down_and_no_pin_is(
    ask: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []
    monkeypatch.setattr(log, "event", lambda words, **_: lines.append(words))
    answers = AnswerLog()
    for n in range(4):
        guess = {"do": "sign_on", "counter": 1, "staff": "lin", "pin": f"081{n}"}
        line = ask.line(json.dumps({"id": f"guess {n}", **guess}).encode())
        answers.note("sign_on", line, 0)
    answers.write_down()
    assert lines == ["sign_on refused wrong_pin"] * 4


def test_a_wait_never_exceeds_five_minutes() -> None:
    member = Member("lin", Role.STAFF, wrong=1_000_000, wrong_at=0)
    assert member.wait_until() == 300_000


def test_one_person_sits_at_one_counter(ask: Asker) -> None:
    sign_on(ask, 1, "lin")
    assert ask.error("sign_on", counter=2, staff="lin", pin=PIN) == "wrong_state"
    ask.ok("sign_off", counter=1)
    assert last_event(ask)["kind"] == "signed_off"
    assert ask.error("sign_off", counter=1) == "wrong_state"
    sign_on(ask, 2, "lin")


def test_another_takes_over_by_signing_on(ask: Asker) -> None:
    sign_on(ask, 1, "lin")
    sign_on(ask, 1, "wu")
    state = ask.ok("state")["counters"]
    assert state[0]["staff"] == "wu"


def test_closing_the_counter_signs_off(ask: Asker) -> None:
    sign_on(ask, 1, "lin")
    ask.ok("open_counter", counter=1)
    ask.ok("close_counter", counter=1)
    ask.ok("open_counter", counter=1)
    assert ask.error("call", counter=1) == "not_allowed"


def test_a_new_day_finds_nobody_signed_on(ask: Asker, clock: FakeClock) -> None:
    sign_on(ask, 1, "lin")
    clock.forward(minutes=24 * 60)
    ask.ok("open_counter", counter=1)
    assert ask.error("call", counter=1) == "not_allowed"


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        ("pause_service", {"service": "jobs"}),
        ("pause_kiosk", {"kiosk": "kiosk-1"}),
        ("move_counter", {"counter": 1, "serves": ["training"]}),
        ("set_priority", {"label": "A001", "priority": "priority"}),
        ("post_notice", {"text": "Hello"}),
        ("cancel", {"label": "A001"}),
    ],
)
def test_what_a_supervisor_only_may(
    ask: Asker, do: str, fields: dict[str, object]
) -> None:
    before = ask.ok("events", after=0)["last"]
    assert ask.error(do, **fields) == "not_allowed"
    assert ask.error(do, **fields, staff="lin", pin=PIN) == "not_allowed"
    assert ask.error(do, **fields, staff="chen", pin="0815") == "wrong_pin"
    assert ask.ok("events", after=0)["last"] == before
    ask.ok(do, **fields, staff="chen", pin=PIN)
    data = last_event(ask)["data"]
    assert isinstance(data, dict) and data["by"] == "chen"


def test_an_officer_must_be_of_the_staff(ask: Asker) -> None:
    assert ask.error("issue", service="jobs", officer="nobody") == "unknown_staff"
    assert ask.ticket("issue", service="jobs", officer="lin")["officer"] == "lin"


def test_whoever_needs_help_gets_it(ask: Asker) -> None:
    assert ask.ok("call_help", counter=1)


def test_no_pin_is_written_down(ask: Asker) -> None:
    from shared.wire.requests import parse_request

    asked = {"id": "x", "do": "sign_on", "counter": 1, "staff": "lin", "pin": PIN}
    assert "pin" not in parse_request(asked).kept_fields


@pytest.mark.parametrize(
    ("words", "is_one"),
    [("4711", True), ("1111", False), ("123", False), ("12a4", False), ("", False)],
)
def test_what_can_be_a_pin(words: str, is_one: bool) -> None:
    assert is_pin(words) is is_one


def test_who_answers_help_may_say_who_it_is(ask: Asker) -> None:
    help = ask.ok("call_help", counter=1)["help"]["help"]
    told = {"help": help, "staff": "chen"}
    assert ask.error("answer_help", pin="0815", **told) == "wrong_pin"
    ask.ok("answer_help", pin=PIN, **told)
    event = last_event(ask)
    assert event["kind"] == "help_answered"
    assert event["data"] == {"help": help, "by": "chen"}


def test_two_sit_at_one_counter_where_the_office_lets_them(
    tmp_path: Path, clock: FakeClock
) -> None:
    text = OFFICE.replace("number = 2\n", "number = 2\nseats = 2\n", 1)
    with signing(tmp_path, clock, text) as ask:
        two_sit_at_counter_2(ask)


def two_sit_at_counter_2(ask: Asker) -> None:
    sign_on(ask, 1, "lin")
    told = {"staff": "chen", "pin": PIN, "beside": True}
    assert ask.error("sign_on", counter=1, **told) == "not_allowed"
    sign_on(ask, 2, "chen")
    beside = {"staff": "wu", "pin": PIN, "beside": True}
    assert ask.ok("sign_on", counter=2, **beside)["counter"]["staff"] == "chen + wu"
    # Either may say again who sits there; a third may not sit down beside them.
    assert ask.ok("sign_on", counter=2, **beside)["counter"]["staff"] == "chen + wu"
    assert ask.error("sign_on", counter=1, staff="wu", pin=PIN) == "wrong_state"
    ask.ok("sign_off", counter=1)
    third = {"staff": "lin", "pin": PIN, "beside": True}
    assert ask.error("sign_on", counter=2, **third) == "not_allowed"
    opened = ask.ok("open_counter", counter=2)["counter"]
    assert opened["staff"] == "chen + wu"
    last = ask.ok("events", after=0)["events"][-1]
    assert last["data"]["by"] == "chen + wu"
    # Who is kept for one of them goes to their counter.
    label = ask.ticket("issue", service="training", officer="wu")["label"]
    assert ask.ticket("call", counter=2)["label"] == label
    # Who takes over without a word beside signs both off.
    alone = ask.ok("sign_on", counter=2, staff="lin", pin=PIN)["counter"]
    assert alone["staff"] == "lin"


def test_a_kiosk_takes_back_what_it_gave_out_for_nobody(
    ask: Asker, tmp_path: Path, clock: FakeClock
) -> None:
    """It has no PIN to say: the number is its own, and nobody has called it."""
    kiosk = Asker(tmp_path / "office", name="kiosk-1", clock=clock)
    for _ in range(2):
        kiosk.ok("issue", service="jobs")
    assert kiosk.error("cancel", label="A001") == "not_allowed", "another's number"
    assert kiosk.ok("cancel", label="A002")["ticket"]["state"] == "cancelled"
    sign_on(ask, 1, "lin")
    ask.ok("open_counter", counter=1)
    for _ in range(2):
        ask.ok("call", counter=1)
        ask.ok("no_show", counter=1)
    assert kiosk.error("cancel", label="A003") == "not_allowed", "it was called"
    kiosk.close()
