"""A number that is looked up at reception, and who is checked in there."""

from __future__ import annotations

from pathlib import Path

from shared.clock import minutes, now_ms
from shared.desk.question import Option, Question
from shared.office.reader import load_office
from shared.trade.ticket import TicketState
from tests.concierge.reception import Reception
from tests.conftest import make_office_folder
from tests.desk import Asker
from tests.support import OFFICE, FakeClock

DAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
EVERY_NOON = """
[appointments]
days_ahead = 14

[[appointments.services]]
service = "jobs"
minutes = 60
""" + "".join(f'{day}day = ["12:00-13:00"]\n' for day in DAYS)
ON_NUMBER = ("go_on", "reprint", "cancel", "needs_help", "cannot_hear")


async def test_a_number_is_looked_up_marked_and_cancelled(
    reception: Reception,
) -> None:
    async with reception as desk:
        label = (await desk.give("1")).label
        await desk.find(label)
        await desk.press("f7")
        await desk.until(lambda: desk.looks.found and desk.looks.found.cannot_hear)
        await desk.press("f4", "f4")
        await desk.until(lambda: state_of(desk) is TicketState.CANCELLED)
        assert desk.panel.hand.typed == label
        assert lawful(desk).isdisjoint(ON_NUMBER)
        assert desk.kinds == ["issued", "needs_set", "cancelled"]


def lawful(desk: Reception) -> frozenset[str]:
    return desk.looks.look(None).keys.lawful


def label_of(desk: Reception) -> str | None:
    return desk.looks.found.label if desk.looks.found else None


def state_of(desk: Reception) -> TicketState | None:
    return desk.looks.found.state if desk.looks.found else None


async def test_the_next_number_can_be_typed_behind_the_last(
    reception: Reception,
) -> None:
    async with reception as desk:
        labels = [(await desk.give("1")).label for _ in range(2)]
        await desk.find(labels[0])
        await desk.pilot.press(*labels[1].lower())
        await desk.until(lambda: label_of(desk) == labels[1])
        assert desk.panel.hand.typed == labels[1]


async def test_what_is_for_the_next_number_is_not_for_the_one_looked_up(
    reception: Reception,
) -> None:
    async with reception as desk:
        await desk.pilot.press("f2", "f6", "f8")
        assert desk.looks.refusal
        await desk.pilot.press("escape")
        assert not (desk.panel.hand.needs_help or desk.panel.hand.phone)


async def test_only_enter_brings_a_missed_number_back(reception: Reception) -> None:
    ask = reception.ask
    ask.ok("open_counter", counter=1)
    label = ask.ok("issue", service="jobs")["ticket"]["label"]
    ask.ok("call", counter=1)
    ask.ok("no_show", counter=1)
    async with reception as desk:
        assert (await desk.find(label)).state is TicketState.MISSED
        assert lawful(desk).isdisjoint({"needs_help", "cannot_hear"})
        await desk.press("enter")
        await desk.until(lambda: state_of(desk) is TicketState.WAITING)
        assert desk.kinds[-1] == "requeued"


async def test_who_comes_back_with_a_number_is_checked_in(reception: Reception) -> None:
    async with reception as desk:
        label = (await desk.give("1")).label
        await desk.press("f5", *label.lower(), "enter")
        await desk.until(lambda: desk.kinds[-1] == "checked_in")
        await desk.press("f5", *"bcdfg-hjkmn", "enter")
        await desk.until(lambda: desk.looks.refusal)
        asked = desk.collect()
        await desk.pilot.press("f5", *"bcdfg-hjkmn", "enter")
        assert [each.fields for each in asked] == [{"code": "BCDFG-HJKMN"}]
        await desk.pilot.press("f5")
        desk.panel.board.ask.text.value = f"JIAOHAO 2020-01-02 {label}"
        await desk.pilot.press("enter")
        assert len(asked) == 1 and desk.looks.refusal


async def test_an_appointment_is_checked_in_by_its_code(tmp_path: Path) -> None:
    folder = make_office_folder(tmp_path, OFFICE + EVERY_NOON)
    office, now = load_office(folder), now_ms()
    noon = f"{office.business_day(now)}T12:00:00+08:00"
    day_before = FakeClock(now - minutes(24 * 60))
    page = Asker(folder, name="page", clock=day_before)
    code = page.ok("book", service="jobs", at=noon)["booking"]["code"]
    page.close()
    async with Reception(office, folder) as desk:
        ticket = await desk.give("f5", *code.lower(), "enter")
        assert (ticket.service, ticket.state) == ("jobs", TicketState.WAITING)
        await desk.until(lambda: desk.papers.printed == [ticket.label])
        booking = desk.ask.ok("booking", code=code)["booking"]
        assert (booking["state"], booking["ticket"]) == ("checked_in", ticket.label)
        await desk.press("ctrl+z")
        assert desk.looks.refusal, "the number of an appointment is not taken back"


async def test_a_row_that_cannot_be_done_is_refused(reception: Reception) -> None:
    rows = (Option("Everything", lambda _: (), digit="1", why_not="there is none"),)
    async with reception as desk:
        desk.panel.acts.ask(Question("printers", "Paper", "", rows))
        assert not desk.looks.look(rows[0]).keys.is_ready
        await desk.pilot.press("1")
        assert desk.looks.refusal and desk.looks.question is not None


async def test_the_hint_tells_how_a_question_is_answered(reception: Reception) -> None:
    async with reception as desk:
        await desk.give("1")
        await desk.pilot.press("f5")
        typed = desk.looks.look(None).keys.hint
        await desk.pilot.press("escape", "f4")
        assert (typed, desk.looks.look(None).keys.hint) == (
            "type, Enter  Esc: no",
            "digit: do it  Esc: no",
        )
