"""Who has an appointment, by scanner, keyboard or finger; and codes that are none."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

import kiosk.appointments
from kiosk.act import Back, Begin, Choose, Enlarge, Home, TakeBack, TypeSign
from kiosk.appointments import Appointments
from kiosk.durations import SLOW_SECONDS
from kiosk.given import Said
from kiosk.pages.booking import Book
from kiosk.pages.message import (
    CANCELLED,
    NO_APPOINTMENT,
    NO_BOOKING,
    SLOW,
    UNKNOWN_CODE,
    not_now,
)
from kiosk.pages.painter import paint
from kiosk.sheet import Sheet
from kiosk.steps import BookDay, BookRight, BookService, BookTime
from kiosk.typed import Appointment, Ask, CheckIn, Enquiry
from shared.canvas.grid import Grid
from shared.clock import from_rfc3339, local, now_ms, rfc3339
from shared.errors import NotKnownYet
from shared.office.folder import QUEUE_FILE
from shared.office.model import Office
from shared.office.reader import load_office
from shared.office.visitor_pages import VisitorPages
from shared.trade.booking import Booking, BookingState
from tests.conftest import make_office_folder
from tests.kiosk.desk import WORDS, Desk, desk_at, kinds
from tests.kiosk.pages import LANGUAGES, PAGES, appointments, centre
from tests.kiosk.support import down, up
from tests.kiosk.test_check_in import scan
from tests.support import MONDAY_9, OFFICE, until

SIZE, WIDE = (96, 27), (480, 135)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ALWAYS = (
    "\n[appointments]\ndays_ahead = 14\n"
    '\n[[appointments.services]]\nservice = "jobs"\nminutes = 5\nat_once = 9\n'
    + "".join(f'{day} = ["00:00-24:00"]\n' for day in DAYS)
)


@pytest.fixture
def office_folder(tmp_path: Path) -> Path:
    """An office that takes appointments at any time."""
    return make_office_folder(tmp_path, OFFICE + ALWAYS)


@pytest.fixture
def desk(office_folder: Path) -> Iterator[Desk]:
    with desk_at(load_office(office_folder), office_folder) as desk:
        yield desk


async def booked(desk: Desk, *, days: int = 0) -> tuple[str, str]:
    """The code of an appointment so many days ahead, and its time of day."""
    day = desk.office.business_day(now_ms()) + timedelta(days=days)
    slots = await desk.client.ask("slots", service="jobs", day=day.isoformat())
    if not slots["slots"]:
        pytest.skip("this day is over in five minutes")
    at = slots["slots"][-1]["at"]
    answer = await desk.client.ask("book", service="jobs", at=at)
    when = local(from_rfc3339(at), desk.office.time_zone)
    return answer["booking"]["code"], f"{when:%H:%M}"


async def by_scanner(pilot: Pilot[None], desk: Desk, code: str) -> None:
    await scan(pilot, desk, code)


async def by_keyboard(pilot: Pilot[None], desk: Desk, code: str) -> None:
    """Small letters, the hyphen too, as fast as a person types."""
    await desk.press(pilot, Enquiry())
    await desk.press(pilot, Appointment())
    desk.let_page_stand()
    for each in (*code.lower(), "enter"):
        desk.panel._keys._last = 0.0
        await pilot.press("minus" if each == "-" else each)
    await pilot.pause()


async def by_finger(pilot: Pilot[None], desk: Desk, code: str) -> None:
    """One sign wrong and taken back; no pause between two signs."""
    await desk.press(pilot, Enquiry())
    await desk.press(pilot, Appointment())
    signs = code.replace("-", "")
    desk.let_page_stand()
    for act in (TypeSign("Z"), TakeBack(), *map(TypeSign, signs)):
        desk.touch_at_once(act)
        await pilot.pause()
    await desk.press(pilot, CheckIn(signs))


WAYS = {"scanner": by_scanner, "keyboard": by_keyboard, "finger": by_finger}


@pytest.mark.parametrize("way", WAYS)
async def test_who_is_booked_gets_a_number_that_says_when(
    way: str, desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        code, at = await booked(desk)
        await WAYS[way](pilot, desk, code)
        await until(pilot, lambda: desk.label and desk.printed)
        await pilot.pause()
        assert desk.says("Appointment at {time}", time=at)
        assert kinds(office_folder) == ["booked", "issued", "checked_in"]
        # By keys the number is left as ever, whatever page lies beneath it.
        acts = [each.act for each in desk.targets]
        for key in (str(acts.index(Said.DONE) + 1), "enter"):
            desk.let_page_stand()
            desk.panel._keys._last = 0.0
            await pilot.press(key)
        await pilot.pause()
        assert desk.panel.is_at_start
        # Who comes with it again sees how the number stands, and gets no other.
        await WAYS[way](pilot, desk, code)
        await until(pilot, lambda: desk.panel.visit.found)
        assert desk.here == Enquiry("A001")
        assert kinds(office_folder)[:3] == ["booked", "issued", "checked_in"]
        assert kinds(office_folder).count("issued") == 1


async def test_a_scanner_that_types_while_a_finger_presses_gives_one_number(
    desk: Desk, office_folder: Path
) -> None:
    """What the scanner read counts; the finger was on a page that is gone."""
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        code, _ = await booked(desk)
        await desk.press(pilot, Begin())
        desk.let_page_stand()
        at = desk.middle(Choose("jobs"))
        down(desk.app, *at)
        await scan(pilot, desk, code)
        up(desk.app, *at)
        await until(pilot, lambda: desk.label and desk.printed)
        await desk.client.ask("state")
        assert kinds(office_folder) == ["booked", "issued", "checked_in"]
        # Rubbish between the two is told of, and the finger gives nothing.
        await desk.press(pilot, Said.DONE)
        await desk.press(pilot, Begin())
        down(desk.app, *at)
        await scan(pilot, desk, "4712345678901")
        up(desk.app, *at)
        await pilot.pause()
        assert desk.panel.message is UNKNOWN_CODE
        assert kinds(office_folder).count("issued") == 1


@pytest.mark.parametrize("way", WAYS)
async def test_each_code_that_is_none_is_answered_in_words(
    way: str, desk: Desk, office_folder: Path
) -> None:
    """Another office's; a cancelled one; one of another day."""
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        cancelled, _ = await booked(desk)
        await desk.client.ask("cancel_booking", code=cancelled)
        tomorrows, at = await booked(desk, days=1)
        for code, message in (
            ("K7M3Q-9XRT2", NO_APPOINTMENT),
            (cancelled, CANCELLED),
        ):
            await WAYS[way](pilot, desk, code)
            await until(pilot, lambda wanted=message: desk.panel.message == wanted)
            await desk.press(pilot, Home())
            assert desk.panel.is_at_start
        await WAYS[way](pilot, desk, tomorrows)
        day = desk.office.business_day(now_ms()) + timedelta(days=1)
        words = "Your appointment is on {day} at {time}"
        await until(pilot, lambda: desk.says(words, day=day.isoformat(), time=at))
        assert "issued" not in kinds(office_folder)


def test_yesterdays_appointment_is_over_and_says_when_it_was(office: Office) -> None:
    missed = Booking(
        *("K7M3Q-9XRT2", "jobs", MONDAY_9, 30, 1, 1, None, "zh-TW", "page", None),
        BookingState.MISSED,
    )
    told = not_now(missed, office, MONDAY_9 + 86_400_000)
    assert told.title == "Your appointment was on {day} at {time}"
    assert told.values == {"day": "2026-11-23", "time": "09:00"}


async def test_signs_that_no_code_has_are_not_taken_and_few_are_no_code(
    desk: Desk,
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Enquiry())
        await desk.press(pilot, Appointment())
        desk.let_page_stand()
        for each in (*"o0i1lu#k7", "enter"):
            desk.panel._keys._last = 0.0
            await pilot.press("number_sign" if each == "#" else each)
        assert desk.here == Appointment("K7") and desk.panel.message is None
        assert desk.says("{n} more letters or digits", n=8)
        assert not any(isinstance(each.act, CheckIn) for each in desk.targets)
        await desk.press(pilot, Back())
        assert desk.here == Enquiry()


async def test_the_keys_stay_where_they_are_while_one_types(desk: Desk) -> None:
    """Who has only a keypad walks to each sign from the one before, not from afar."""
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        for act in (Enquiry(), Appointment()):
            await desk.press(pilot, act)
        desk.let_page_stand()
        acts = [each.act for each in desk.targets]
        for step in range(acts.index(TypeSign("4")) + 1):
            desk.panel._keys._last = 0.0
            await pilot.press("tab")
            assert step == desk.panel._keys.at
        for key in ("enter", "enter", "right", "enter", "down", "enter", "up", "enter"):
            desk.panel._keys._last = 0.0
            await pilot.press(key)
        # In this terminal eleven keys lie beside each other: G is below 5.
        assert desk.here == Appointment("445G5")


async def test_a_missed_number_typed_by_finger_comes_back_in_the_letters_one_reads(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        await desk.press(pilot, Said.DONE)
        await desk.client.ask("open_counter", counter=1)
        await desk.client.ask("call", counter=1)
        await desk.client.ask("no_show", counter=1, label="A001")
        await desk.press(pilot, Enlarge(True))
        await desk.press(pilot, Enquiry())
        for sign in "A001":
            await desk.press(pilot, TypeSign(sign))
        await desk.press(pilot, Ask("A001"))
        await until(pilot, lambda: desk.panel.visit.found)
        assert kinds(office_folder)[-2:] == ["checked_in", "requeued"]
        assert desk.says("You are next")
        # A scanner keeps the letters too.
        day = desk.office.business_day(now_ms())
        await scan(pilot, desk, f"JIAOHAO {day.isoformat()} A001")
        assert desk.panel.way.is_large


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(480, 135), (270, 240)], ids=str)
def test_an_appointment_is_made_by_a_press_or_by_telephone_until_one_types(
    size: tuple[int, int], language: str
) -> None:
    pages = VisitorPages("https://queue.example.tw/yk")
    office = replace(centre(), pages=pages, appointments=appointments())
    offered, codes = [], []
    for page in (PAGES["appointment"], PAGES["appointment typed"]):
        sheet = Sheet(Grid(*size), WORDS)
        drawn: list[bool] = []
        qr = sheet.surface.qr
        sheet.surface.qr = lambda *it, qr=qr, drawn=drawn: (  # type: ignore[method-assign]
            drawn.append(True) or qr(*it)
        )
        paint(sheet, page.view_in(language, office))
        assert not any(each.is_cut for each in sheet.surface.said)
        offered.append(BookService() in [each.act for each in sheet.targets])
        codes.append(bool(drawn))
    assert offered == [True, False]
    assert codes == [True, False]


async def make(pilot: Pilot[None], desk: Desk) -> Book:
    """Begin, and go as far as the question whether it is right, for a time of tomorrow;
    what the press on yes means."""
    await desk.begin(pilot)
    for act in (Enquiry(), Appointment(), BookService()):
        await desk.press(pilot, act)
    await desk.press(pilot, BookDay("jobs"))
    await until(pilot, lambda: desk.panel.visit.found)
    tomorrow = desk.office.business_day(now_ms()) + timedelta(days=1)
    await desk.press(pilot, BookTime("jobs", tomorrow.isoformat()))
    await until(pilot, lambda: desk.panel.visit.found)
    times = [each.act for each in desk.targets if isinstance(each.act, BookRight)]
    await desk.press(pilot, times[0])
    return the_wish(desk)


def the_wish(desk: Desk) -> Book:
    """What the press on yes means."""
    (found,) = [each.act for each in desk.targets if isinstance(each.act, Book)]
    return found


async def test_a_time_is_chosen_kept_and_printed(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        wish = await make(pilot, desk)
        await desk.press(pilot, wish)
        await until(pilot, lambda: desk.says("Please take your card"))
        (booked,) = desk.papers.printed
        code = booked.removeprefix("card ")
        assert desk.says("Your code is {code}. Bring it with you.", code=code)
        at = local(wish.at, desk.office.time_zone)
        told = {"day": f"{at:%Y-%m-%d}", "time": f"{at:%H:%M}"}
        assert desk.says("Your appointment is on {day} at {time}", **told)
        assert kinds(office_folder) == ["booked"]
        answer = await desk.client.ask("booking", code=code)
        assert answer["booking"]["channel"] == "kiosk"
        await desk.press(pilot, Home())
        assert desk.panel.is_at_start


async def test_where_the_time_was_somebody_elses_meanwhile_the_others_are_offered(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        wish = await make(pilot, desk)
        for _ in range(9):
            when = rfc3339(wish.at, desk.office.time_zone)
            await desk.client.ask("book", service="jobs", at=when)
        await desk.press(pilot, wish)
        await until(pilot, lambda: desk.panel.visit.found)
        assert isinstance(desk.here, BookTime) and desk.here.is_taken
        times = [each.act for each in desk.targets if isinstance(each.act, BookRight)]
        assert times and BookRight("jobs", wish.at) not in times
        assert desk.papers.printed == []
        await desk.press(pilot, times[0])
        await desk.press(pilot, the_wish(desk))
        await until(pilot, lambda: desk.papers.printed)
        assert kinds(office_folder) == ["booked"] * 10


async def test_who_leaves_before_the_office_answers_keeps_no_time_from_others(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        wish = await make(pilot, desk)
        file = office_folder / QUEUE_FILE
        away = file.rename(file.with_suffix(".away"))
        await desk.press(pilot, wish)
        for _ in range(SLOW_SECONDS + 1):
            desk.panel.tick()
        await pilot.pause()
        assert desk.panel.message == SLOW
        await desk.press(pilot, Home())
        assert desk.panel.is_at_start
        away.rename(file)
        await until(pilot, lambda: len(kinds(office_folder)) == 2)
        assert kinds(office_folder) == ["booked", "booking_cancelled"]
        assert desk.papers.printed == []


async def test_what_a_killed_kiosk_asked_for_is_nobodys(
    desk: Desk, office_folder: Path
) -> None:
    """Its station still had it; the one after gives the time back."""
    day = desk.office.business_day(now_ms()) + timedelta(days=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await desk.begin(pilot)
        slots = await desk.client.ask("slots", service="jobs", day=day.isoformat())
        file = office_folder / QUEUE_FILE
        away = file.rename(file.with_suffix(".away"))
        asked = {"service": "jobs", "at": slots["slots"][0]["at"], "language": "en"}
        with pytest.raises(NotKnownYet):
            await desk.client.ask("book", **asked, channel="kiosk", patience=1)
        appointments = Appointments(desk.office, desk.client)
        settling = asyncio.create_task(appointments.settle_left())
        away.rename(file)
        await settling
        assert kinds(office_folder) == ["booked", "booking_cancelled"]


async def test_without_the_share_nobody_is_led_on(
    desk: Desk, office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kiosk.appointments, "_LOOK_SECONDS", 0.3)
    async with desk.app.run_test(size=WIDE) as pilot:
        await desk.begin(pilot)
        file = office_folder / QUEUE_FILE
        file.rename(file.with_suffix(".away"))
        for act in (Enquiry(), Appointment(), BookService(), BookDay("jobs")):
            await desk.press(pilot, act)
        await until(pilot, lambda: desk.panel.message == NO_BOOKING)
        file.with_suffix(".away").rename(file)
