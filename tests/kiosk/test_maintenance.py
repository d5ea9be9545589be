"""The page for maintenance: who gets to it, what it does, what a child sees of it."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kiosk.act import Back, Begin, Speak, TypeSign
from kiosk.app import KioskApp
from kiosk.given import Said
from kiosk.maintenance.acts import Leave, PrintTestPage, Restart
from kiosk.maintenance.corner import Corner
from kiosk.maintenance.lock import PinLock
from kiosk.maintenance.visit import OPEN_SECONDS, PIN_SECONDS
from kiosk.panel import STAFF_KEY, KioskPanel
from kiosk.steps import Maintenance
from kiosk.typed import Enquiry, Pin, Unlock
from printers.session.outcome import Outcome
from shared.errors import EXIT_BY_STAFF
from shared.machine import log
from shared.office.pin import pin_hash
from shared.office.reader import load_office
from tests.conftest import make_office_folder
from tests.kiosk.desk import Desk, desk_at
from tests.kiosk.support import FakePapers, finger, maintenance
from tests.kiosk.test_check_in import scan
from tests.support import OFFICE, station_link, until

SIZE = (96, 27)
PIN = "735192"


@contextmanager
def kiosk_of(folder: Path, text: str = maintenance(PIN)) -> Iterator[Desk]:
    made = make_office_folder(folder, OFFICE + text)
    with desk_at(load_office(made), made) as desk:
        yield desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A kiosk with a PIN; its log is in the same folder."""
    with kiosk_of(tmp_path) as desk:
        yield desk


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written into the kiosk's log."""
    lines: list[str] = []
    monkeypatch.setattr(log, "event", lines.append)
    return lines


def page_of(desk: Desk) -> object:
    """Which page of the staff is shown, if one is."""
    way = desk.panel.maintenance.way
    return way.here if way is not None else None


async def type_keys(pilot: Pilot[None], desk: Desk, *keys: str) -> None:
    desk.let_page_stand()
    for each in keys:
        desk.panel._keys._last = 0.0
        await pilot.press(each)
    await pilot.pause()


async def unlock(pilot: Pilot[None], desk: Desk) -> None:
    await type_keys(pilot, desk, STAFF_KEY)
    await type_keys(pilot, desk, *PIN, "enter")
    await until(pilot, lambda: page_of(desk) == Maintenance())
    await pilot.pause()


async def test_key_and_pin_open_it_by_keyboard_and_by_finger(
    desk: Desk, logged: list[str]
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await unlock(pilot, desk)
        assert not desk.panel.is_at_start
        await desk.press(pilot, Back())
        assert page_of(desk) is None and desk.panel.is_at_start
        await type_keys(pilot, desk, STAFF_KEY)
        for sign in PIN:
            await desk.press(pilot, TypeSign(sign))
        assert PIN not in desk.text and "●" * len(PIN) in desk.text
        await desk.press(pilot, Unlock(PIN))
        await until(pilot, lambda: page_of(desk) == Maintenance())
        assert logged == ["maintenance: opened"] * 2


async def test_what_it_does(desk: Desk, logged: list[str]) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        left: list[object] = []
        await desk.begin(pilot)
        desk.panel.maintenance._leave = left.append
        await unlock(pilot, desk)
        await desk.press(pilot, PrintTestPage())
        assert desk.printed == ["test page"] and desk.says("The test page is printed.")
        desk.papers.outcome = Outcome.FAILED
        await desk.press(pilot, PrintTestPage())
        assert desk.says("The test page was not printed.")
        await desk.press(pilot, Speak("en"))
        assert desk.says("Print a test page", language="en")
        for act in (Restart(), Leave()):
            await desk.press(pilot, act)
            assert act not in left
            await desk.press(pilot, act)
        assert left == [Restart(), Leave()]
        assert logged[1:] == ["maintenance: restart", "maintenance: leave"]
        # Nobody is there any more.
        desk.pass_seconds(OPEN_SECONDS)
        assert page_of(desk) is None and desk.language == desk.office.language


async def test_a_wrong_pin_is_said_logged_and_slowed(
    desk: Desk, logged: list[str]
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        assert desk.panel.maintenance._lock is not None
        # No second passes, however slow this machine is.
        desk.panel.maintenance._lock._ticks = lambda: 0
        await type_keys(pilot, desk, STAFF_KEY)
        for count in range(1, 4):
            await type_keys(pilot, desk, *"4711", "enter")
            await until(pilot, lambda wanted=count: len(logged) == wanted)
            await pilot.pause()
        assert logged[-1] == "maintenance: wrong PIN, 3 in a row"
        assert desk.panel.maintenance.wait_seconds
        desk.panel.repaint()
        assert desk.says("Wrong PIN: wait {n} s", n=1)
        assert page_of(desk) == Pin()
        # What is typed meanwhile stays, and is not counted.
        await type_keys(pilot, desk, *PIN, "enter")
        assert page_of(desk) == Pin(PIN) and len(logged) == 3


async def test_while_one_waits_no_pin_is_looked_at() -> None:
    ticks = [0]
    lock = PinLock(pin_hash(PIN), lambda: ticks[0])
    waits = []
    for _ in range(6):
        assert not await lock.opens("4711")
        waits.append(lock.wait_seconds)
        assert lock.wait_seconds == 0 or not await lock.opens(PIN)
        ticks[0] += lock.wait_seconds * 1000
    assert waits == [0, 0, 1, 2, 4, 8]
    assert await lock.opens(PIN) and lock.wait_seconds == 0
    # Who presses twice is looked at once: no two guesses at a time.
    assert sorted(await asyncio.gather(lock.opens(PIN), lock.opens(PIN))) == [0, 1]


async def test_a_child_presses_the_key_and_it_goes_away_without_a_trace(
    desk: Desk, logged: list[str]
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Enquiry())
        await desk.press(pilot, TypeSign("A"))
        before = desk.panel.way
        await type_keys(pilot, desk, STAFF_KEY)
        assert page_of(desk) == Pin() and desk.says("For staff only")
        await type_keys(pilot, desk, "1", "2")
        desk.pass_seconds(PIN_SECONDS // 2)
        assert page_of(desk) == Pin("12")
        desk.pass_seconds(PIN_SECONDS - PIN_SECONDS // 2)
        assert page_of(desk) is None and desk.panel.way == before
        assert desk.says("Look it up") and logged == []


async def test_a_number_that_is_shown_waits_beneath_it(desk: Desk) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        await type_keys(pilot, desk, STAFF_KEY)
        assert "A001" not in desk.text
        left = desk.panel.visit.seconds_left
        await type_keys(pilot, desk, "escape")
        assert page_of(desk) is None and desk.label == "A001"
        assert desk.panel.visit.seconds_left == left
        await desk.press(pilot, Said.DONE)
        assert desk.panel.is_at_start


async def test_a_scanner_tries_no_pin(desk: Desk, logged: list[str]) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await type_keys(pilot, desk, STAFF_KEY)
        await scan(pilot, desk, "4712345678901")
        assert page_of(desk) == Pin() and logged == []


async def test_without_a_pin_the_key_does_nothing(tmp_path: Path) -> None:
    with kiosk_of(tmp_path, "") as desk:
        async with desk.app.run_test(size=SIZE) as pilot:
            await desk.begin(pilot)
            await desk.press(pilot, Begin())
            before = desk.text
            await type_keys(pilot, desk, STAFF_KEY)
            assert page_of(desk) is None and desk.text == before


async def test_it_opens_while_the_share_is_away(desk: Desk) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        desk.signal(signal.SIGSTOP)
        await unlock(pilot, desk)
        assert desk.says("Print a test page")
        desk.signal(signal.SIGCONT)


@pytest.mark.parametrize(("more", "is_asked"), [("", False), ("corner = true\n", True)])
async def test_the_corner_is_off_unless_the_office_turns_it_on(
    more: str, is_asked: bool, tmp_path: Path
) -> None:
    with kiosk_of(tmp_path, maintenance(PIN, more=more)) as desk:
        async with desk.app.run_test(size=SIZE) as pilot:
            await desk.begin(pilot)
            for _ in range(5):
                finger(desk.app, SIZE[0] - 1, 0)
            await pilot.pause()
            assert isinstance(page_of(desk), Pin) is is_asked


def test_five_touches_in_the_corner_within_three_seconds_are_the_gesture() -> None:
    corner = Corner()

    def touched(*at: float, x: int = 95) -> list[bool]:
        return [corner.touch(x, 0, SIZE, each) for each in at]

    assert touched(0, 0.5, 1, 1.5, 2) == [False] * 4 + [True]
    assert touched(10, 11, 12, 13, 14, 15) == [False] * 6
    assert touched(20, 20.1, 20.2) == [False] * 3
    assert touched(20.3, x=40) == [False]
    assert touched(20.4, 20.5, 20.6, 20.7) == [False] * 4


@pytest.mark.parametrize(("how", "status"), [(Leave(), EXIT_BY_STAFF), (Restart(), 0)])
async def test_the_screen_ends_for_good_or_to_begin_anew(
    how: Leave | Restart, status: int, tmp_path: Path
) -> None:
    folder = make_office_folder(tmp_path, OFFICE + maintenance(PIN))
    client = station_link(folder, "kiosk-1")
    app = KioskApp(load_office(folder), client, papers=FakePapers())
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: client.hall)
        app.query_one(KioskPanel).post_message(KioskPanel.LeftByStaff(how))
        await pilot.pause()
    assert app.return_code == status
    assert app.is_to_begin_anew is (how == Restart())


async def test_staff_read_it_in_the_visitors_letters_and_leave_them_so(
    desk: Desk,
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        desk.panel.visit.way = replace(desk.panel.way, is_large=True, is_low=True)
        await unlock(pilot, desk)
        assert desk.panel.above > 0
        await type_keys(pilot, desk, "escape")
        assert desk.panel.way.is_large and desk.panel.way.is_low
