"""Every path in every language: by Pilot, and by the bytes of a mouse in a pty."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from jiaohao.folder import make_office
from kiosk.act import (
    Act,
    Back,
    Begin,
    Choose,
    ChooseNeed,
    Claim,
    Fulfil,
    Home,
    Speak,
    Take,
    Turn,
    TypeSign,
)
from kiosk.given import Given, Said
from kiosk.on_paper import OnPaper
from kiosk.pages.painter import paint
from kiosk.sheet import Sheet
from kiosk.steps import AllServices, Documents, Help, Lacking, NotForYou
from kiosk.typed import Ask, Enquiry
from kiosk.view import View
from kiosk.way import Way
from shared.canvas.grid import Grid
from shared.canvas.said import Kind
from shared.clock import now_ms
from shared.office.model import Office
from shared.office.reader import load_office
from tests.jiaohao.terminal import Terminal
from tests.kiosk.desk import WORDS, desk_at, issued
from tests.kiosk.monkey import always_open
from tests.kiosk.pages import LANGUAGES, SIZES, ticket
from tests.short import IS_EVERY
from tests.support import until

_BENEFIT = "benefit-application"
PATHS: dict[str, tuple[object, ...]] = {
    "papers are there": (Begin(), ChooseNeed("benefit"), Take(_BENEFIT)),
    "all pages of papers": (
        *(Begin(), ChooseNeed("benefit"), Turn(Documents(_BENEFIT, 1))),
        Take(_BENEFIT),
    ),
    "something is missing": (
        *(Begin(), ChooseNeed("benefit"), Lacking(_BENEFIT)),
        Take(_BENEFIT),
    ),
    "another day": (Begin(), ChooseNeed("benefit"), Lacking(_BENEFIT), Home()),
    "straight to a number": (Begin(), ChooseNeed("training")),
    "first, by priority": (
        *(Begin(), Claim("priority"), ChooseNeed("confirmation")),
        Choose("recertification"),
    ),
    "a question, yes": (Begin(), ChooseNeed("job"), Choose("youth"), Fulfil("youth")),
    "a question, no": (
        *(Begin(), ChooseNeed("job"), Choose("youth"), NotForYou("youth")),
        Choose("job-seeking"),
    ),
    "all services": (
        *(Begin(), AllServices(), Turn(AllServices("employer"))),
        Choose("vacancy"),
    ),
    "none of these": (Begin(), ChooseNeed("other"), Help(), Back(), Back(), Back()),
    "help": (Help(), Back()),
    "how it stands": (
        *(Enquiry(), *(TypeSign(sign) for sign in "C001")),
        *(Ask("C001"), Back()),
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The centre's folder."""
    return make_centre(tmp_path / "office")


def make_centre(folder: Path) -> Path:
    """The template's centre, always open; nothing printed."""
    make_office(folder, always_open())
    return folder


class Walk:
    """What the paths lead to, by the rules alone."""

    def __init__(self, office: Office, size: tuple[int, int]) -> None:
        self.office, self.size = office, size
        self.way = Way(office.language)
        self.wanted: list[tuple[str, str, str | None]] = []
        """Service, language and priority of every number that is to come."""

    def sheet(self) -> Sheet:
        """The page where the person is, as far as it can be known beforehand."""
        sheet = Sheet(Grid(*self.size), WORDS)
        paint(sheet, View(self.office, self.way, now_ms()))
        return sheet

    def after(self, act: object) -> bool:
        """Go on; whether a number comes of it."""
        if isinstance(act, Ask):
            return False
        assert isinstance(act, Act)
        after = self.way.after(act, self.office)
        if isinstance(after, Take):
            wanted = (after.service, self.way.language, self.way.priority)
            self.wanted.append(wanted)
            self.way = Way(self.office.language)
            return True
        self.way = after
        return False


def _path(language: str, office: Office, name: str) -> Sequence[object]:
    speak = (Speak(language),) if language != office.language else ()
    return (*speak, *PATHS[name])


def _check(folder: Path, wanted: list[tuple[str, str, str | None]]) -> None:
    found = [
        (
            each["service"],
            (each["data"] or {}).get("language"),
            (each["data"] or {}).get("priority"),
        )
        for each in issued(folder)
    ]
    assert [service for service, _, _ in found] == [each[0] for each in wanted]
    assert [tongue for _, tongue, _ in found] == [each[1] for each in wanted]
    assert [first for _, _, first in found] == [each[2] or "normal" for each in wanted]


EVERY = [(each, (96, 27)) for each in LANGUAGES]
EVERY += [("zh-TW", size) for size in SIZES if size != (96, 27)]
AT_LEAST = EVERY if IS_EVERY else [("zh-TW", (96, 27)), ("zh-TW", (480, 135))]


@pytest.mark.parametrize(("language", "size"), AT_LEAST, ids=str)
async def test_every_path_by_pilot(
    folder: Path, language: str, size: tuple[int, int]
) -> None:
    office = load_office(folder)
    walk = Walk(office, size)
    with desk_at(office, folder) as desk:
        async with desk.app.run_test(size=size) as pilot:
            await desk.begin(pilot)
            for name in PATHS:
                for act in _path(language, office, name):
                    await desk.press(pilot, act)
                    if walk.after(act):
                        count = len(walk.wanted)
                        await until(pilot, lambda n=count: len(desk.printed) == n)  # type: ignore[misc]
                        await pilot.pause()
                        assert desk.language == language
                        await desk.press(pilot, Said.DONE)
                    if isinstance(act, Ask):
                        await until(pilot, lambda: desk.panel.visit.found)
                        assert desk.panel.visit.found and desk.panel.visit.found.ticket
                    assert desk.panel.way == walk.way, (name, act)
                assert desk.panel.is_at_start, name
                walk.way = desk.panel.way
                if desk.language != office.language:
                    await desk.press(pilot, Speak(office.language))
                    walk.way = desk.panel.way
            await desk.client.ask("state")
    _check(folder, walk.wanted)
    assert len(walk.wanted) == 8


COARSE = ((96, 27), (120, 40), (54, 48), (67, 60), (96, 27))
"""Where the terminal writes the words, so that they can be read in what it is sent."""


_PATIENCE: Final = 6.0
"""Seconds after which a person who sees nothing new presses once more."""


class Finger:
    """Somebody before a kiosk that runs in a terminal of its own."""

    def __init__(self, terminal: Terminal, walk: Walk) -> None:
        self.terminal, self.walk = terminal, walk
        self._from = 0
        self._last: tuple[int, int] | None = None

    def until_shown(self, before: Sheet | None, after: Sheet) -> None:
        """Wait until what is new on a page is written: its title, where that is new."""
        known = {each.text for each in before.surface.said} if before else set()
        new = [
            each
            for each in after.surface.said
            if each.kind is Kind.TERMINAL
            and each.text not in known
            and not any(map(str.isdigit, each.text))
        ]
        titles = [each for each in new if each.box.y < after.header_height]
        self.until_one_of([each.text for each in titles or new])

    def until_one_of(self, words: Sequence[str]) -> None:
        """Wait until one of these is written, and has stood for a while."""
        touched = time.monotonic()

        def is_there() -> bool:
            nonlocal touched
            if time.monotonic() > touched + _PATIENCE and self._last is not None:
                # What comes too early is passed over; a person presses once more.
                touched = time.monotonic()
                self.terminal.touch(*self._last)
            shown = self.terminal.text[self._from :]
            return not words or any(each in shown for each in words)

        self.terminal.until(is_there)
        # So long as a new page takes no press yet.
        stood = time.monotonic() + 0.4
        self.terminal.until(lambda: time.monotonic() > stood)

    def touch(self, sheet: Sheet, act: object) -> None:
        """A finger on what means `act`: the bytes that a terminal sends for it."""
        self._from = len(self.terminal.text)
        box = next(each.box for each in sheet.targets if each.act == act)
        column, row = box.x + box.width // 2, (box.y + box.height // 2) // 2
        self._last = column + 1, row + 1
        self.terminal.touch(*self._last)

    def press(self, act: object) -> None:
        """Touch it and wait for what comes of it."""
        walk = self.walk
        before = walk.sheet()
        self.touch(before, act)
        language = walk.way.language
        if walk.after(act):
            self._done(language)
        elif not isinstance(act, Ask):
            self.until_shown(before, walk.sheet())

    def _done(self, language: str) -> None:
        """The number is there, with nothing to print it: it was noted."""
        walk = self.walk
        view = View(walk.office, Way(language), now_ms())
        numbers = Sheet(Grid(*walk.size), WORDS)
        paint(numbers, view, given=Given(ticket(), OnPaper.NONE))
        noted = next(each.words for each in numbers.targets if each.act is Said.DONE)
        said = [each.text for each in numbers.surface.said]
        self.until_one_of([each for each in said if each in noted])
        self.touch(numbers, Said.DONE)
        self.until_shown(numbers, walk.sheet())


def walk_in_a_terminal(folder: Path, language: str, size: tuple[int, int]) -> None:
    """All paths by the finger, one after the other; what the file says of them."""
    office = load_office(folder)
    command = [sys.executable, "-m", "jiaohao", "kiosk", "kiosk-1"]
    command.append(f"--office={folder}")
    terminal = Terminal(command, columns=size[0], rows=size[1])
    walk = Walk(office, size)
    finger = Finger(terminal, walk)
    try:
        finger.until_shown(None, walk.sheet())
        for name in PATHS:
            for act in _path(language, office, name):
                finger.press(act)
            if walk.way.language != office.language:
                finger.press(Speak(office.language))
    finally:
        status = terminal.end()
    assert status == 0 and "Traceback" not in terminal.text
    _check(folder, walk.wanted)
    assert len(walk.wanted) == 8


def test_every_path_by_a_mouse_in_terminals(tmp_path: Path) -> None:
    """Languages beside each other: a page is mostly waited for."""
    languages = LANGUAGES if IS_EVERY else LANGUAGES[:2]
    with ThreadPoolExecutor(len(languages)) as people:
        walks = [
            people.submit(
                walk_in_a_terminal, make_centre(tmp_path / language), language, size
            )
            for language, size in zip(languages, COARSE, strict=False)
        ]
    for walk in walks:
        walk.result()
