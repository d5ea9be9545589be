"""The questions on a spare kiosk: by touch and keys, kept, and gone by themselves."""

from __future__ import annotations

import math
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from kiosk.act import Back, Begin, Choose, ChooseNeed, Enlarge, Home, Speak
from kiosk.durations import HERE_SECONDS, IDLE_SECONDS, WARNING_SECONDS
from kiosk.pages.message import STILL_THERE
from kiosk.sheet import Sheet
from kiosk.survey.app import SurveyApp
from kiosk.survey.course import (
    Answer,
    Asked,
    Closed,
    Course,
    Keep,
    Thanks,
    Welcome,
    Write,
    fields_of,
    start,
)
from kiosk.survey.pages import paint_survey
from kiosk.survey.panel import NOT_KEPT, SurveyPanel
from kiosk.view import View
from shared.canvas.grid import Grid
from shared.office.reader import load_office
from shared.wire.client import Client
from tests.conftest import make_office_folder
from tests.desk import Asker
from tests.kiosk.desk import WORDS
from tests.kiosk.pages import LANGUAGES, SIZES
from tests.kiosk.support import finger
from tests.kiosk.survey_places import PLACES, STEPS, asked_office
from tests.short import IS_EVERY
from tests.support import MONDAY_9, OFFICE, station_link, until

SIZE = (120, 40)


# The way, without a screen


def walked(*acts: object) -> Course | Keep:
    found: Course | Keep = start(asked_office())
    for act in acts:
        assert isinstance(found, Course)
        found = found.after(act)
    return found


def test_the_way_to_an_answer_and_back() -> None:
    to_service = (Begin(), ChooseNeed("other"), Choose("express"))
    at = walked(*to_service)
    assert isinstance(at, Course) and at.here == Asked("express")
    kept = walked(*to_service, *map(Answer, STEPS))
    assert kept == Keep("express", STEPS)
    assert isinstance(kept, Keep)
    assert fields_of(kept, at.questions) == {
        **{"service": "express", "environment": 5},
        **{"expertise": 3, "measures": 1},
    }
    back = walked(*to_service, Answer(5), Back())
    assert isinstance(back, Course) and back.here == Asked("express")
    home = walked(Speak("en"), *to_service, Enlarge(True), Home())
    assert home == start(asked_office())
    nothing = walked(*to_service, *[Answer(None)] * 4)
    assert isinstance(nothing, Keep) and nothing.is_empty


def test_who_uses_keys_may_write() -> None:
    course = start(asked_office()).keyed()
    for act in (Begin(), ChooseNeed("other"), Choose("express"), *map(Answer, STEPS)):
        after = course.after(act)
        assert isinstance(after, Course)
        course = after
    for character in "太好x":
        course = course.typed(character)
    assert course.typed("").here == Write("express", STEPS, "太好")
    assert len(course.typed("x" * 100_000).here.typed) == 200  # type: ignore[union-attr]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("is_large", [False, True])
def test_nothing_is_cut_and_all_can_be_pressed(
    size: tuple[int, int], is_large: bool
) -> None:
    for language in LANGUAGES if IS_EVERY else ("zh-TW", "vi"):
        for each in PLACES:
            way = replace(each.way, language=language, is_large=is_large)
            sheet = Sheet(Grid(*size), WORDS)
            course = replace(each, way=way)
            paint_survey(sheet, View(course.office, way, MONDAY_9), course, None)
            cut = [said.text for said in sheet.surface.said if said.is_cut]
            assert not cut, (size, language, each.here, cut)
            acts = [target.act for target in sheet.targets]
            assert len(acts) == len(set(map(repr, acts)))
            if isinstance(each.here, Asked) and not is_large and size != (67, 60):
                steps = {act.step for act in acts if isinstance(act, Answer)}
                assert steps == {None, 1, 2, 3, 4, 5}


# The screen, against a real station


class Spare:
    """The app with its link."""

    def __init__(self, folder: Path) -> None:
        self.client: Client = station_link(folder, "kiosk-1")
        self.app = SurveyApp(load_office(folder), self.client, words=WORDS)

    @property
    def panel(self) -> SurveyPanel:
        return self.app.query_one(SurveyPanel)

    async def begin(self, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: self.client.hall and self.panel.is_at_start)
        await until(pilot, lambda: isinstance(self.panel.course.here, Welcome))

    async def press(self, pilot: Pilot[Any], act: object) -> None:
        self.panel._shown_at = -math.inf
        sheet = self.panel.sheet
        assert sheet is not None
        box = next(each.box for each in sheet.targets if each.act == act)
        finger(self.app, box.x + box.width // 2, (box.y + box.height // 2) // 2)
        await pilot.pause()

    def pass_seconds(self, seconds: int) -> None:
        for _ in range(seconds):
            self.panel.tick()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_office_folder(tmp_path, f"{OFFICE}\n[survey]\n")


@contextmanager
def spare_at(folder: Path) -> Iterator[Spare]:
    spare = Spare(folder)
    try:
        yield spare
    finally:
        if spare.client._process is not None:
            spare.client._process.kill()


def said(folder: Path) -> dict[str, list[int]]:
    ask = Asker(folder, name=None)
    day = ask.ok("state")["day"]
    found = ask.ok("survey", first=day, last=day)["tallies"]
    ask.close()
    return {each["dimension"]: each["steps"] for each in found}


async def test_by_touch_from_the_first_page_to_the_thanks(folder: Path) -> None:
    with spare_at(folder) as spare:
        async with spare.app.run_test(size=SIZE) as pilot:
            await spare.begin(pilot)
            for act in (Speak("en"), Begin(), Choose("jobs")):
                await spare.press(pilot, act)
            for step in STEPS:
                await spare.press(pilot, Answer(step))
            await until(pilot, lambda: isinstance(spare.panel.course.here, Thanks))
            assert spare.panel.course.way.language == "en"
            spare.pass_seconds(HERE_SECONDS)
            assert spare.panel.course == start(load_office(folder))
    assert said(folder) == {
        "environment": [0, 0, 0, 0, 1],
        "courtesy": [0, 0, 0, 0, 0],
        "expertise": [0, 0, 1, 0, 0],
        "measures": [1, 0, 0, 0, 0],
    }


async def test_by_keys_one_line_may_be_written(folder: Path) -> None:
    with spare_at(folder) as spare:
        async with spare.app.run_test(size=SIZE) as pilot:
            await spare.begin(pilot)
            spare.panel._shown_at = -math.inf
            spare.panel.course = spare.panel.course._at((Asked("jobs"),))
            for _ in STEPS:
                spare.panel._shown_at = -math.inf
                spare.panel.repaint()
                # The first is the way back.
                await pilot.press("2")
                await pilot.pause(0.05)
                await pilot.press("enter")
                await pilot.pause(0.05)
            assert isinstance(spare.panel.course.here, Write)
            await pilot.press("太", "1", "x", "backspace", "enter")
            await until(pilot, lambda: isinstance(spare.panel.course.here, Thanks))
            code = spare.panel.course.here.code  # type: ignore[union-attr]
    ask = Asker(folder, name=None)
    assert ask.ok("comment", comment=code)["comment"]["text"] == "太1"
    ask.close()


async def test_who_walks_away_leaves_nothing(folder: Path) -> None:
    with spare_at(folder) as spare:
        async with spare.app.run_test(size=SIZE) as pilot:
            await spare.begin(pilot)
            for act in (Begin(), Choose("jobs"), Answer(1)):
                await spare.press(pilot, act)
            spare.pass_seconds(IDLE_SECONDS)
            assert spare.panel.message is STILL_THERE
            spare.pass_seconds(WARNING_SECONDS)
            assert spare.panel.course == start(load_office(folder))
            assert spare.panel.is_at_start
    assert said(folder) == {}


async def test_without_the_share_it_says_so_and_goes(folder: Path) -> None:
    with spare_at(folder) as spare:
        async with spare.app.run_test(size=SIZE) as pilot:
            await spare.begin(pilot)
            for act in (Begin(), Choose("jobs"), Answer(5)):
                await spare.press(pilot, act)
            client = spare.client
            client.trouble = ("share_unavailable", "away")
            spare.panel._hear()
            assert isinstance(spare.panel.course.here, Closed)
            assert spare.panel.sheet is not None
            assert not [
                each for each in spare.panel.sheet.targets if each.act == Begin()
            ]
            client.trouble = None
            spare.panel._hear()
            assert spare.panel.course == start(load_office(folder))


async def test_what_is_not_answered_is_said_not_to_be_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.survey.panel._ASK_SECONDS", 0.2)
    with spare_at(folder) as spare:
        async with spare.app.run_test(size=SIZE) as pilot:
            await spare.begin(pilot)
            assert spare.client._process is not None
            spare.client._process.send_signal(signal.SIGSTOP)
            spare.panel.act(Keep("jobs", (5, None, None, None)))
            await until(pilot, lambda: spare.panel.message is NOT_KEPT)
            spare.client._process.send_signal(signal.SIGCONT)
            spare.pass_seconds(HERE_SECONDS)
            assert spare.panel.is_at_start
