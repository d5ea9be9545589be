"""Every path in every language: by Pilot, and by the bytes of a mouse in a pty."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from jiaohao.folder import template
from kiosk.pages.enquiry import Ask
from kiosk.pages.number import Given, OnPaper, Said
from kiosk.pages.painter import paint
from kiosk.sheet import Sheet
from kiosk.view import View
from kiosk.way import (
    Act,
    AllServices,
    Back,
    Begin,
    Choose,
    ChooseNeed,
    Claim,
    Documents,
    Enquiry,
    Fulfil,
    Help,
    Home,
    Lacking,
    NotForYou,
    Speak,
    Take,
    Turn,
    Way,
)
from shared.canvas.grid import Grid
from shared.clock import now_ms
from shared.office.model import OFFICE_FILE, Office
from shared.office.reader import load_office
from shared.sqlite.transactions import Store
from tests.jiaohao.terminal import Terminal
from tests.kiosk.desk import WORDS, desk_at, issued
from tests.kiosk.pages import LANGUAGES, SIZES, ticket
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
        *(Enquiry(), *(Turn(Enquiry("C001"[: n + 1])) for n in range(4))),
        *(Ask("C001"), Back()),
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The centre of the template, always open, in five languages, without printers."""
    every = ", ".join(f'"{each}"' for each in LANGUAGES)
    text = template("employment-centre").replace('["zh-TW", "en"]', f"[{every}]", 1)
    text = re.sub(r"^\[hours\].*?(?=^\[)", "", text, flags=re.DOTALL | re.MULTILINE)
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / OFFICE_FILE).write_text(text, encoding="utf-8")
    store = Store(folder)
    store.create()
    store.close()
    yield folder


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


AT_LEAST = [(each, (96, 27)) for each in LANGUAGES]
AT_LEAST += [("zh-TW", size) for size in SIZES if size != (96, 27)]


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
                        await until(pilot, lambda: desk.panel.found)
                        assert desk.panel.found and desk.panel.found.ticket
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


class Finger:
    """Somebody before a kiosk that runs in a terminal of its own."""

    def __init__(self, terminal: Terminal, walk: Walk) -> None:
        self.terminal, self.walk = terminal, walk
        self._from = 0

    def until_shown(self, before: Sheet | None, after: Sheet) -> None:
        """Wait until all that is new on a page has been written, and stood a while."""
        known = {each.text for each in before.surface.said} if before else set()
        new = {
            each.text
            for each in after.surface.said
            if each.kind == "terminal" and each.text not in known
        }
        new = {each for each in new if not any(map(str.isdigit, each))}
        self.terminal.until(
            lambda: all(each in self.terminal.text[self._from :] for each in new)
        )
        stood = time.monotonic() + 0.5
        self.terminal.until(lambda: time.monotonic() > stood)

    def touch(self, sheet: Sheet, act: object) -> None:
        """A finger on what means `act`: the bytes that a terminal sends for it."""
        self._from = len(self.terminal.text)
        box = next(each.box for each in sheet.targets if each.act == act)
        column, row = box.x + box.width // 2, (box.y + box.height // 2) // 2
        self.terminal.touch(column + 1, row + 1)

    def press(self, act: object) -> None:
        """Touch it and wait for what comes of it."""
        walk = self.walk
        before = walk.sheet()
        self.touch(before, act)
        language = walk.way.language
        if walk.after(act):
            self._done(before, language)
        elif not isinstance(act, Ask):
            self.until_shown(before, walk.sheet())

    def _done(self, before: Sheet, language: str) -> None:
        walk = self.walk
        view = View(walk.office, Way(language), now_ms())
        numbers = Sheet(Grid(*walk.size), WORDS)
        paint(numbers, view, given=Given(ticket(), OnPaper.NONE))
        paper = Sheet(Grid(*walk.size), WORDS)
        paint(paper, view, given=Given(ticket(), OnPaper.COMING))
        label = {each.text for each in before.surface.said}
        shown = [each.text for each in numbers.surface.said if each.text not in label]
        noted = next(each.words for each in numbers.targets if each.act is Said.DONE)
        words = [each for each in shown if each and each in noted]
        self.terminal.until(
            lambda: any(each in self.terminal.text[self._from :] for each in words)
        )
        stood = time.monotonic() + 0.5
        self.terminal.until(lambda: time.monotonic() > stood)
        self.touch(numbers, Said.DONE)
        self.until_shown(numbers, walk.sheet())


@pytest.mark.parametrize(
    ("language", "size"),
    [*zip(LANGUAGES, COARSE, strict=True)],
    ids=str,
)
def test_every_path_by_a_mouse_in_a_terminal(
    folder: Path, language: str, size: tuple[int, int]
) -> None:
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
