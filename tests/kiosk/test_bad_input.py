"""What nobody meant: it stops nothing, and no number comes of it."""

from __future__ import annotations

import asyncio
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from kiosk.act import Begin, Choose, ChooseNeed, Claim, Home, Speak, Take
from kiosk.durations import SLOW_SECONDS
from kiosk.given import Said
from kiosk.pages.painter import paint
from kiosk.sheet import Sheet
from kiosk.steps import AllServices, Help, Lacking, Needs, Services, Start
from kiosk.typed import Enquiry
from kiosk.way import Way
from shared.canvas.grid import Grid
from shared.office.model import Office
from shared.text.catalogue import Phrase
from tests.kiosk.desk import WORDS, Desk, desk_at, kinds
from tests.kiosk.pages import PAGES, SIZES, Page, centre
from tests.kiosk.support import down, finger, up
from tests.short import IS_EVERY
from tests.support import until

SIZE = (96, 27)
RIGHT, MIDDLE = 3, 2
ODD = (
    "A [/] B",
    "[@click=app.quit]x",
    "O'Neil & [Sons]",
    "職業訓練與就業諮詢服務" * 18,
    "W" * 200,
    "long words " * 18,
    "مركز التوظيف",
    "\u202eevil\u202c",
    "tab\tbell\x07nul\x00esc\x1b[31mred",
    "{n} %s {x}",
    "é" + "\u0301" * 40,
    "👩‍👩‍👧 family",
    " ",
)


async def test_a_press_between_two_pages_is_dropped(
    desk: Desk, office_folder: Path
) -> None:
    """The finger comes down on one page and goes up on the next."""
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        desk.let_page_stand()
        x, y = desk.middle(Begin())
        down(desk.app, x, y)
        await pilot.pause()
        desk.panel.act(Begin())
        up(desk.app, x, y)
        await pilot.pause()
        assert desk.here == Services(None)
        # And down again at once, on what has only just come up.
        finger(desk.app, *desk.middle(Choose("jobs")))
        await pilot.pause()
        await desk.client.ask("state")
        assert desk.here == Services(None) and kinds(office_folder) == []


async def test_two_fingers_press_one_thing_at_most(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Begin())
        desk.let_page_stand()
        one, other = desk.middle(Choose("jobs")), desk.middle(Choose("training"))
        for tell, place in ((down, one), (down, other), (up, one), (up, other)):
            tell(desk.app, *place)
        await pilot.pause()
        await desk.client.ask("state")
        assert kinds(office_folder).count("issued") <= 1


async def test_a_finger_that_slides_off_presses_nothing(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Begin())
        desk.let_page_stand()
        one, other = desk.middle(Choose("jobs")), desk.middle(Choose("training"))
        for off in (other, (0, 0), (95, 26), (-3, 40), (500, 500)):
            finger(desk.app, *one, up=off)
            await pilot.pause()
            assert desk.here == Services(None)
        assert desk.panel._pressed is None
        await desk.client.ask("state")
        assert kinds(office_folder) == []


async def test_a_finger_that_slides_within_a_card_presses_it(desk: Desk) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        desk.let_page_stand()
        cells = next(t.box.cells for t in desk.targets if t.act == Begin())
        corner = (cells.right - 1, cells.bottom - 1)
        finger(desk.app, cells.x, cells.y, up=corner)
        await pilot.pause()
        assert desk.here == Services(None)


@pytest.mark.parametrize("button", [MIDDLE, RIGHT, 4])
async def test_other_buttons_press_nothing(desk: Desk, button: int) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        desk.let_page_stand()
        finger(desk.app, *desk.middle(Begin()), button=button)
        await pilot.pause()
        assert desk.panel.is_at_start
        await desk.press(pilot, Begin())
        assert desk.here == Services(None)


async def test_a_terminal_of_20_columns_and_back(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Begin())
        down(desk.app, *desk.middle(Choose("jobs")))
        for size in ((20, 5), (1, 1), (20, 40), (300, 3), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert desk.here == Services(None)
            assert desk.panel.sheet and desk.panel.sheet.box.width == size[0]
        up(desk.app, *desk.middle(Choose("jobs")))
        await pilot.pause()
        assert kinds(office_folder) == []
        await desk.get_number(pilot)
        assert desk.label == "A001"


@pytest.mark.parametrize(
    "size", [(1, 1), (5, 2), (20, 5), (20, 60), (38, 16), (53, 19)]
)
def test_every_page_in_a_terminal_that_is_too_small(size: tuple[int, int]) -> None:
    for name, page in PAGES.items():
        rows = page.sheet(size, "zh-TW").surface.rows()
        assert len(rows) == size[1], name
        assert all(sum(run.columns for run in row) == size[0] for row in rows), name


@pytest.mark.parametrize("size", SIZES if IS_EVERY else SIZES[2:], ids=str)
@pytest.mark.parametrize("words", ODD, ids=lambda words: ascii(words[:12]))
def test_names_of_any_kind_are_written_and_nothing_else(
    words: str, size: tuple[int, int]
) -> None:
    office = _named(words)
    for name in ("start", "needs", "services", "all services", "documents", "number"):
        page: Page = PAGES[name]
        sheet = Sheet(Grid(*size), WORDS)
        paint(sheet, page.view_in("zh-TW", office), **dict(page.shown))
        rows = sheet.surface.rows()
        shown = "".join(run.text for row in rows for run in row)
        assert all(sum(run.columns for run in row) == size[0] for row in rows), name
        assert not any(each < " " or each == "\x7f" for each in shown), name
        assert not set("\u202a\u202b\u202d\u202e\u2066\u2067") & set(shown), name


def _named(words: str) -> Office:
    office, phrase = centre(), Phrase({"zh-TW": words, "en": words})
    return replace(
        office,
        name=phrase,
        needs=tuple(replace(each, name=phrase, hint=phrase) for each in office.needs),
        services=tuple(
            replace(
                each, name=phrase, for_whom=phrase, documents=(phrase, *each.documents)
            )
            for each in office.services
        ),
    )


async def _scan(pilot: Pilot[None], desk: Desk, code: str) -> None:
    """A scanner types a code and Enter, faster than any finger."""
    desk.let_page_stand()
    for each in (*code, "\r"):
        key = {"\r": "enter", "\t": "tab", " ": "space", "\x1b": "escape"}.get(each)
        event = events.Key(key or each, each)
        event.time = 1_000.0
        desk.app.post_message(event)
    await pilot.pause()


@pytest.mark.parametrize(
    "code",
    [
        "4711",
        "\t\r\t\r\t\r",
        "A001 2026-11-23 other-office",
        "\x1b\x1b\x7f\x01\x02",
        "1\r2\r3\r1\r",
        "9" * 5_000,
        "人" * 200,
    ],
    ids=lambda code: ascii(code[:10]),
)
async def test_a_scanner_takes_no_number(
    desk: Desk, office_folder: Path, code: str
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        for way in ((), (Begin(),)):
            for act in way:
                await desk.press(pilot, act)
            before = desk.here
            await _scan(pilot, desk, code)
            assert desk.here == before
            if desk.panel.visit.message is not None:
                # It says that the code is not known, and leads back.
                await desk.press(pilot, Home())
        if not desk.label and desk.panel.visit.is_at_start:
            await desk.press(pilot, Begin())
        await desk.press(pilot, Home() if desk.label else Choose("jobs"))
        await until(pilot, lambda: desk.label)
        await _scan(pilot, desk, code)
        await desk.client.ask("state")
        assert kinds(office_folder) == ["issued"] and desk.label == "A001"


@pytest.mark.parametrize("tabs", [1, 3])
@pytest.mark.parametrize("held", ["enter", "space", "tab", "1"])
async def test_a_key_held_down_gives_one_number_at_most(
    desk: Desk, office_folder: Path, held: str, tabs: int
) -> None:
    """Thirty a second, as a keyboard repeats it, on pages that take each of them."""
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Begin())
        for count in range(tabs + 60):
            desk.let_page_stand()
            key = "tab" if count < tabs else held
            event = events.Key(key, {"1": "1", "space": " "}.get(key))
            event.time = 1_000.0 + count / 30
            desk.panel.on_key(event)
            await pilot.pause()
        await desk.client.ask("state")
        assert kinds(office_folder) in ([], ["issued"])


@pytest.mark.parametrize("jump", [-86_400_000, 86_400_000, 10 * 365 * 86_400_000])
async def test_a_clock_that_jumps(
    desk: Desk, office_folder: Path, monkeypatch: pytest.MonkeyPatch, jump: int
) -> None:
    """What the office's share says is shown; the page's own times are not a clock's."""
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        before = desk.panel.view.now
        real = time.time
        monkeypatch.setattr("time.time", lambda: real() + jump / 1000)
        desk.panel.tick()
        await pilot.pause()
        assert abs(desk.panel.view.now - before) < 60_000
        await desk.get_number(pilot)
        assert desk.label == "A001"
        desk.pass_seconds(5)
        assert desk.label == "A001"
        desk.pass_seconds(20)
        assert desk.panel.is_at_start
        assert kinds(office_folder) == ["issued"]


@pytest.mark.parametrize("way_out", ["done", "time"])
async def test_nobody_sees_the_choice_of_who_was_there_before(
    office_folder: Path, office: Office, way_out: str
) -> None:
    with desk_at(office, office_folder) as desk:
        async with desk.app.run_test(size=SIZE) as pilot:
            await desk.begin(pilot)
            desk.panel.repaint()
            for act in (Speak("en"), Begin(), Claim("priority")):
                await desk.press(pilot, act)
            await desk.get_number(pilot)
            if way_out == "done":
                await desk.press(pilot, Said.DONE)
            else:
                desk.pass_seconds(20)
            assert desk.panel.way == Way("zh-TW")
            assert (desk.panel.visit.found, desk.panel.message) == (None, None)
            assert "A001" not in desk.text and "Jobseeking" not in desk.text
            await desk.press(pilot, Enquiry())
            assert "A001" not in desk.text
            await desk.press(pilot, Home() if _has(desk, Home()) else _back(desk))
            assert desk.panel.is_at_start


def _has(desk: Desk, act: object) -> bool:
    return any(each.act == act for each in desk.targets)


def _back(desk: Desk) -> object:
    return desk.targets[0].act


async def test_an_answer_that_comes_when_the_person_is_gone(desk: Desk) -> None:
    """Somebody asked how a number stands, and went before the office said it."""
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        await desk.press(pilot, Said.DONE)
        asked = replace(desk.panel.way, steps=(Start(), Enquiry("A001")))
        desk.panel.visit.way = asked
        desk.signal(signal.SIGSTOP)
        looking = asyncio.ensure_future(desk.panel.visit.look_up("A001"))
        await pilot.pause()
        desk.panel.act(Home())
        desk.signal(signal.SIGCONT)
        await looking
        assert desk.panel.is_at_start
        # The next one types the same number and has not asked yet.
        desk.panel.visit.way = asked
        desk.panel.repaint()
        assert not desk.says("You are next")


async def test_presses_while_the_office_is_slow_are_one_number(
    desk: Desk, office_folder: Path
) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Begin())
        desk.signal(signal.SIGSTOP)
        desk.touch(Choose("jobs"), times=2)
        await until(pilot, lambda: desk.client._pending)
        for second in range(SLOW_SECONDS - 1):
            desk.let_page_stand()
            for row in range(0, 27, 3):
                finger(desk.app, 20 + second, row)
            await pilot.pause()
            desk.panel.tick()
        desk.signal(signal.SIGCONT)
        await until(pilot, lambda: desk.label)
        await desk.client.ask("state")
        assert kinds(office_folder) == ["issued"]


def test_every_need_and_every_tab_leads_to_something_to_press() -> None:
    office = centre()
    for need in office.needs:
        way = Way("zh-TW", (Start(), Needs())).after(ChooseNeed(need.code), office)
        steps = [(AllServices(need.code),)]
        if isinstance(way, Way):
            steps.append(way.steps[1:])
        for each in steps:
            acts = {type(t.act) for t in Page(each).sheet(SIZE, "zh-TW").targets}
            assert {Choose, Take} & acts, need.code
            assert {Help, Lacking} & acts, need.code
