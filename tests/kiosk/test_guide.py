"""The kiosk with the screen off: what is spoken, and what happens where nothing is."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from jiaohao.folder import make_office
from kiosk.durations import IDLE_SECONDS
from kiosk.guide import Guide
from kiosk.pages.message import STILL_THERE
from kiosk.reading import Sentence
from kiosk.steps import Start
from kiosk.typed import Enquiry
from kiosk.way import USUAL_VOLUME, Way
from shared.office.reader import load_office
from shared.speech.means import Means
from shared.speech.unspoken import USUAL, Limits
from shared.text.catalogue import catalogue
from tests.kiosk.desk import Desk, desk_at
from tests.kiosk.monkey import always_open
from tests.kiosk.pages import LANGUAGES
from tests.kiosk.support import happened
from tests.shared.speech.machine import FAILING, HANGING, PLAYING_ON, Machine
from tests.support import assert_golden, until

GOLDEN = Path(__file__).parent / "golden" / "spoken"
SIZE = (96, 27)


class Ear:
    """A loudspeaker and a speech command that write down what is said, in order."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "said.log"
        self._log.touch()
        self.machine = Machine(folder / "machine")
        speak = self._script("speak", 'echo "$1 $2" >> {log}; cp {tone} "$3"')
        play = self._script("play", "true")
        commands = {each: f"{speak} {each} {{text}} {{file}}" for each in LANGUAGES}
        self.means = Means(((play, "{file}"),), None, commands)

    def _script(self, name: str, text: str) -> str:
        file = self.machine.folder / name
        tone = self.machine.tone
        file.write_text("#!/bin/sh\n" + text.format(log=self._log, tone=tone) + "\n")
        os.chmod(file, 0o755)
        return str(file)

    @property
    def heard(self) -> list[str]:
        return self._log.read_text(encoding="utf-8").splitlines()


class Listener:
    """Somebody before a kiosk who sees nothing of it."""

    def __init__(self, desk: Desk, pilot: Pilot[None], guide: Guide) -> None:
        self.desk, self._pilot, self._guide = desk, pilot, guide

    async def press(self, *names: str) -> None:
        for name in names:
            self.desk.let_page_stand()
            self.desk.panel._keys._last = 0.0
            await self._pilot.press(name)
            await self._pilot.pause()
            await self._guide.silence()

    async def choose(self, words: str, ear: Ear) -> None:
        """Type the number under which this was last heard, and Enter."""
        line = next(each for each in reversed(ear.heard) if words in each)
        number = line.split()[1].rstrip(":")
        await self.press(*number, "enter")


@contextmanager
def listening(folder: Path, guide: Guide) -> Iterator[Desk]:
    make_office(folder / "office", always_open())
    office = load_office(folder / "office")
    with desk_at(office, folder / "office", guide=guide) as desk:
        yield desk


@pytest.fixture
def ear(tmp_path: Path) -> Ear:
    return Ear(tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_whole_way_by_speech_alone(
    language: str, ear: Ear, tmp_path: Path
) -> None:
    """From a star to a number, by nothing but what was heard; all of it is kept."""
    guide = Guide(ear.means)
    (tmp_path / "office").mkdir()
    say = catalogue(language)
    with listening(tmp_path, guide) as desk:
        async with desk.app.run_test(size=SIZE) as pilot:
            await desk.begin(pilot)
            person = Listener(desk, pilot, guide)
            await person.press("asterisk")
            names = {"zh-TW": "中文", "en": "English", "vi": "Tiếng", "id": "Indonesia"}
            if language != desk.office.language:
                await person.choose(names.get(language, "ภาษาไทย"), ear)
            await person.choose(say("Take a number"), ear)
            need = desk.office.needs[0].name.say(language)
            await person.choose(need, ear)
            spoken = ear.heard
            await person.choose(say("I have them"), ear)
            await until(pilot, lambda: desk.label and desk.printed)
            await pilot.pause()
            await guide.silence()
            # What was said before its paper had come depends on how fast that was.
            count = len(ear.heard)
            await person.press("0")
            spoken += ear.heard[count:]
            await person.choose(say("Done"), ear)
            assert desk.panel.way == Way(desk.office.language)
    assert [each["kind"] for each in happened(tmp_path / "office")] == ["issued"]
    assert all(each.startswith(language) for each in spoken[-6:])
    assert_golden(GOLDEN / f"{language}.txt", "\n".join(spoken) + "\n")


async def test_each_focused_choice_is_said_and_the_page_again(
    ear: Ear, tmp_path: Path
) -> None:
    guide = Guide(ear.means)
    (tmp_path / "office").mkdir()
    with listening(tmp_path, guide) as desk:
        async with desk.app.run_test(size=SIZE) as pilot:
            await desk.begin(pilot)
            person = Listener(desk, pilot, guide)
            await person.press("tab")
            assert ear.heard == []
            await person.press("asterisk")
            page = ear.heard[2:]
            await person.press("tab")
            assert ear.heard[-1].startswith("zh-TW 2: 我已有號碼")
            await person.press("0")
            assert ear.heard[-len(page) :] == page
            await person.press("enter")
            assert "zh-TW 刪除" in ear.heard and "zh-TW 返回" in ear.heard
            # Digits are typed there: nothing says that one of them goes to a choice.
            assert not any(":" in each for each in ear.heard[-4:])
            await person.press(*"a01")
            assert isinstance(desk.here, Enquiry)
            assert ear.heard[-1] == "zh-TW A01"
            await person.press("asterisk")
            count = len(ear.heard)
            await person.press("escape", "tab")
            assert len(ear.heard) == count


async def test_volume_and_speech_go_with_the_person(ear: Ear, tmp_path: Path) -> None:
    guide = Guide(ear.means)
    (tmp_path / "office").mkdir()
    with listening(tmp_path, guide) as desk:
        async with desk.app.run_test(size=SIZE) as pilot:
            await desk.begin(pilot)
            person = Listener(desk, pilot, guide)
            await person.press("asterisk", "plus", "plus")
            assert desk.panel.way.volume == 100
            desk.pass_seconds(IDLE_SECONDS)
            assert not desk.panel.way.is_read_out
            await person.press("asterisk")
            assert desk.panel.way.volume == USUAL_VOLUME


async def test_who_listens_is_there_and_the_warning_is_heard(
    ear: Ear, tmp_path: Path
) -> None:
    guide = Guide(ear.means)
    (tmp_path / "office").mkdir()
    with listening(tmp_path, guide) as desk:
        async with desk.app.run_test(size=SIZE) as pilot:
            await desk.begin(pilot)
            person = Listener(desk, pilot, guide)
            await person.press("asterisk", "1", "enter")
            guide.say_again()
            desk.pass_seconds(IDLE_SECONDS * 2)
            assert desk.panel.message is None
            await guide.silence()
            desk.pass_seconds(IDLE_SECONDS)
            assert desk.panel.message is STILL_THERE
            await pilot.pause()
            await guide.silence()
            words = catalogue("zh-TW")("Are you still there?")
            assert any(words in each for each in ear.heard[-3:])


@pytest.mark.parametrize("way", ["missing", "failing", "hanging", "gone"])
async def test_where_nothing_can_be_said_all_goes_on_in_silence(
    way: str, tmp_path: Path
) -> None:
    """A command that is not there, fails or hangs; a headset that is pulled out."""
    machine = Machine(tmp_path / "machine")
    means = {
        "missing": Means(),
        "failing": machine.means(espeak=machine.espeak(FAILING)),
        "hanging": machine.means(espeak=machine.espeak(HANGING)),
        "gone": machine.means(players=(machine.player(FAILING),)),
    }[way]
    is_hanging = way == "hanging"
    guide = Guide(means, limits=Limits(making=0.3) if is_hanging else USUAL)
    (tmp_path / "office").mkdir()
    with listening(tmp_path, guide) as desk:
        async with desk.app.run_test(size=SIZE) as pilot:
            await desk.begin(pilot)
            person = Listener(desk, pilot, guide)
            await person.press("asterisk", "1", "enter")
            assert desk.here != Start() and desk.app.is_running
            assert not guide.is_speaking
            assert len(guide._troubles) == 1


@pytest.mark.parametrize("how", ["the device is gone", "its socket sends the key"])
async def test_a_headset_that_is_pulled_out_in_a_sentence(
    how: str, tmp_path: Path
) -> None:
    """It falls silent at once, goes on, and speaks again when the headset is back."""
    machine = Machine(tmp_path / "machine")
    guide = Guide(machine.means(players=(machine.player(PLAYING_ON),)))
    (tmp_path / "office").mkdir()
    with listening(tmp_path, guide) as desk:
        async with desk.app.run_test(size=SIZE) as pilot:

            async def press(name: str) -> None:
                desk.let_page_stand()
                desk.panel._keys._last = 0.0
                await pilot.press(name)
                await pilot.pause()

            await desk.begin(pilot)
            await press("asterisk")
            await until(pilot, lambda: machine.asked("play"))
            assert guide.is_speaking
            if how == "the device is gone":
                os.kill(int(machine.asked("play")[0].split()[1]), signal.SIGKILL)
            else:
                await press("asterisk")
            await until(pilot, lambda: not guide.is_speaking)
            assert len(machine.asked("play")) == 1
            await press("1")
            await press("enter")
            assert desk.here != Start()
            if how != "the device is gone":
                assert len(machine.asked("play")) == 1
                await press("asterisk")
            await until(pilot, lambda: len(machine.asked("play")) > 1)
            assert guide.is_speaking


def test_the_number_of_a_ticket_is_spelled_and_marks_are_pauses() -> None:
    said = Sentence("zh-TW", "您的號碼 C153 · 請稍候").pieces
    assert [each.words for each in said] == [
        *("您的號碼", "C", "一", "五", "三", ", 請稍候")
    ]
    assert said[1].is_letter
