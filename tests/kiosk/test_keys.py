"""The kiosk by keys: a focus one sees, and scanners that press nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from jiaohao.folder import make_office
from kiosk.act import (
    Begin,
    Choose,
    ChooseNeed,
    Claim,
    Enlarge,
    Listen,
    Loud,
    Lower,
    Speak,
    Take,
)
from kiosk.card import Target
from kiosk.given import Said
from kiosk.keys import Keys, SayAgain, Scanned
from kiosk.steps import Help, Services, Start
from kiosk.typed import Enquiry
from kiosk.way import Way
from shared.canvas.grid import Box
from shared.office.reader import load_office
from tests.kiosk.desk import Desk, desk_at, issued, kinds
from tests.kiosk.monkey import always_open
from tests.kiosk.pages import LANGUAGES
from tests.kiosk.support import happened
from tests.support import until

SIZE = (96, 27)
TARGETS = [Target(Box(0, 20 * n, 40, 10), Choose(f"s{n}"), f"{n}") for n in range(4)]
WAY = Way("zh-TW")


class Hand:
    """Somebody who presses keys, with so many seconds between two."""

    def __init__(self, pause: float = 1.0) -> None:
        self.keys, self.pause, self._now = Keys(), pause, 100.0

    def press(self, *names: str, way: Way = WAY) -> object:
        meant: object = None
        for name in names:
            self._now += self.pause
            event = events.Key(name, name if len(name) == 1 else None)
            event.time = self._now
            meant = self.keys.press(event, TARGETS, way)
        return meant

    @property
    def on(self) -> object:
        return self.keys.focused(TARGETS)


def test_nothing_is_focused_until_somebody_uses_keys() -> None:
    hand = Hand()
    assert hand.on is None
    assert hand.press("enter") is None
    assert hand.press("tab") is None
    assert hand.on == Choose("s0")


def test_keys_go_round() -> None:
    hand = Hand()
    hand.press("shift+tab")
    assert hand.on == Choose("s3")
    hand.press("tab", "right", "down")
    assert hand.on == Choose("s2")
    hand.press("left", "up")
    assert hand.on == Choose("s0")


def test_a_digit_goes_to_its_target_and_presses_nothing() -> None:
    hand = Hand()
    assert hand.press("3") is None
    assert hand.on == Choose("s2")
    assert hand.press("9") is None
    assert hand.on == Choose("s2")
    assert hand.press("enter") == Choose("s2")


@pytest.mark.parametrize("code", ["471234567890", "C153", "2", "1 1 1", "A" * 5_000])
def test_a_scanner_presses_nothing(code: str) -> None:
    hand = Hand(pause=0.004)
    names = ["space" if each == " " else each for each in code]
    assert hand.press(*names) is None
    assert isinstance(hand.press("enter"), Scanned | None)
    assert hand.on is None or isinstance(hand.on, Choose)


def test_a_scanner_types_no_number_where_one_is_asked_for() -> None:
    hand = Hand(pause=0.004)
    asked = Way("zh-TW", (Start(), Enquiry()))
    hand.press("tab")
    assert hand.press(*"A001", "enter", way=asked) == Scanned("A001")


async def _press(pilot: Pilot[None], desk: Desk, *names: str) -> None:
    """Keys as a person presses them."""
    for name in names:
        desk.let_page_stand()
        desk.panel._keys._last = 0.0
        await pilot.press(name)


async def test_a_number_by_keys_alone(desk: Desk, office_folder: Path) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await _press(pilot, desk, "tab", "enter")
        assert desk.here == Services(None)
        await _press(pilot, desk, "tab")
        acts = [each.act for each in desk.targets]
        for _ in range(acts.index(Choose("training")) - 1):
            await _press(pilot, desk, "down")
        assert desk.panel._keys.focused(desk.targets) == Choose("training")
        await _press(pilot, desk, "space")
        await until(pilot, lambda: desk.label and desk.printed)
        await pilot.pause()
        assert [each["service"] for each in issued(office_folder)] == ["training"]
        at = [each.act for each in desk.targets].index(Said.DONE)
        await _press(pilot, desk, str(at + 1), "enter")
        assert desk.panel.is_at_start


async def test_the_focus_is_seen_and_a_finger_takes_it_away(desk: Desk) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        plain = desk.panel._strips
        await _press(pilot, desk, "tab", "tab")
        changed = [
            y
            for y, (one, other) in enumerate(
                zip(plain, desk.panel._strips, strict=True)
            )
            if one is not other
        ]
        box = desk.targets[1].box.cells
        assert changed and set(changed) <= set(range(box.y, box.bottom))
        await desk.press(pilot, Begin())
        assert desk.panel._keys.focused(desk.targets) is None


async def test_escape_goes_back_and_to_the_first_page_only(desk: Desk) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Speak("en"))
        await desk.press(pilot, Begin())
        await desk.press(pilot, Claim("priority"))
        await _press(pilot, desk, "escape")
        assert desk.panel.is_at_start and desk.language == "en"
        await _press(pilot, desk, "escape", "backspace", "escape")
        assert desk.panel.is_at_start and desk.app.is_running


async def test_a_number_that_one_has_by_keys(desk: Desk, office_folder: Path) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.get_number(pilot)
        await desk.press(pilot, Said.DONE)
        await desk.press(pilot, Enquiry())
        await _press(pilot, desk, *"a0x", "backspace", *"01", "enter")
        await until(pilot, lambda: desk.panel.visit.found)
        assert desk.panel.visit.found and desk.panel.visit.found.label == "A001"
        assert desk.says("You are next")
        await _press(pilot, desk, "escape")
        assert desk.panel.is_at_start and desk.panel.visit.found is None
        assert kinds(office_folder) == ["issued"]


async def test_a_scanner_on_a_busy_machine_takes_no_number(
    desk: Desk, office_folder: Path
) -> None:
    """Its keys came at once, however late they are dealt with."""
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        await desk.press(pilot, Begin())
        desk.let_page_stand()
        scanned = [events.Key(each, each) for each in "1"]
        scanned.append(events.Key("enter", "\r"))
        for event in scanned:
            event.time = 1_000.0
        for event in scanned:
            desk.panel.on_key(event)
            await pilot.pause()
        assert desk.here == Services(None)
        assert kinds(office_folder) == []


async def test_help_by_keys_is_read_and_left(desk: Desk) -> None:
    async with desk.app.run_test(size=SIZE) as pilot:
        await desk.begin(pilot)
        at = [each.act for each in desk.targets].index(Help())
        await _press(pilot, desk, str(at + 1), "enter")
        assert desk.here == Help()
        await _press(pilot, desk, "enter")
        assert desk.panel.is_at_start


def test_two_digits_are_one_number_where_there_is_such_a_target() -> None:
    hand = Hand()
    targets = [*TARGETS] * 3
    keys = hand.keys
    for name, at in (("1", 0), ("2", 11), ("5", 4), ("9", 8), ("1", 0), ("0", 9)):
        hand._now += 1
        event = events.Key(name, name)
        event.time = hand._now
        assert keys.press(event, targets, WAY) is None
        assert keys.at == at, name


def test_what_was_typed_long_before_is_no_part_of_a_number() -> None:
    hand = Hand(pause=2)
    hand.press("1", "2")
    assert hand.on == Choose("s1")
    assert hand.press("0") == SayAgain()
    assert hand.on == Choose("s1")


def test_the_marks_of_a_keypad_change_how_a_page_is_met() -> None:
    hand = Hand()
    assert hand.press(".") == Enlarge(True)
    assert hand.press("/") == Lower(True)
    assert hand.press("*") == Listen(True)
    assert hand.press("+") is None
    loud = replace(WAY, is_large=True, is_low=True, is_read_out=True, volume=95)
    assert hand.press(".", way=loud) == Enlarge(False)
    assert hand.press("/", way=loud) == Lower(False)
    assert hand.press("*", way=loud) == Listen(False)
    assert hand.press("+", way=loud) == Loud(100)
    assert hand.press("-", way=loud) == Loud(80)
    assert hand.press("-", way=replace(loud, volume=30)) == Loud(25)


def test_a_scanner_changes_nothing_of_it() -> None:
    hand = Hand(pause=0.004)
    hand.press("h")
    assert all(hand.press(each) is None for each in "ttp://10.0.0.1/t/*+-./")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_whole_way_by_keys_in_every_language(
    language: str, tmp_path: Path
) -> None:
    """By Tab, arrows and numbers, in large letters and low, until the next person."""
    folder = tmp_path / "office"
    folder.mkdir()
    make_office(folder, always_open())
    with desk_at(load_office(folder), folder) as desk:
        async with desk.app.run_test(size=SIZE) as pilot:
            await desk.begin(pilot)

            async def choose(act: object, *, by: str) -> None:
                at = [each.act for each in desk.targets].index(act)
                keys = [*str(at + 1)] if by == "number" else [by] * (at + 1)
                await _press(pilot, desk, *keys)
                assert desk.panel._keys.focused(desk.targets) == act
                await _press(pilot, desk, "enter")

            await choose(Speak(language), by="tab")
            assert desk.language == language
            desk.panel._keys.leave()
            await choose(Begin(), by="number")
            assert desk.panel._keys.at == 0
            await _press(pilot, desk, "slash", "full_stop")
            assert desk.panel.way.is_low and desk.panel.way.is_large
            await _press(pilot, desk, "full_stop")
            desk.panel._keys.leave()
            await choose(ChooseNeed("benefit"), by="down")
            desk.panel._keys.leave()
            await choose(Take("benefit-application"), by="right")
            await until(pilot, lambda: desk.label and desk.printed)
            await pilot.pause()
            await choose(Said.DONE, by="number")
            assert desk.panel.way == Way(desk.office.language)
        assert [each["kind"] for each in happened(folder)] == ["issued"]
