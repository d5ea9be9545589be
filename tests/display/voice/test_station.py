"""The voice at work on a scripted clock: what was said, in which order, how loud."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from display.voice.speaker import Limits, Speaker
from display.voice.station import VoiceStation
from shared.office.model import Office
from shared.office.voice import Loudness, Voice
from shared.trade.hall import Call
from shared.trade.orders import NoticeState, PostedNotice
from shared.trade.ticket import Ticket
from tests.display.halls import StillLink, call, hall_of, ticket
from tests.shared.speech.machine import AS_SPOKEN, FAILING, PLAYING_ON, Machine
from tests.support import FakeClock

A1, A2, A3, A4 = (call(each, f"A00{each}", each % 3 + 1) for each in range(1, 5))


class Hall:
    """A station that watches a hall as told, and what its machine was asked."""

    def __init__(self, office: Office, machine: Machine, clock: FakeClock) -> None:
        self.office, self.machine, self.clock = office, machine, clock
        self.link = StillLink(hall_of(office))
        speaker = Speaker(machine.means(), machine.sounds)
        self.station = VoiceStation(office, self.link, speaker, clock=clock)

    async def look(self, *calls: Call, there: dict[int, Ticket] | None = None) -> None:
        """Calls newest first; what they make the station say is said to its end."""
        self.link.hall = hall_of(self.office, calls=calls, there=there)
        self.station.look()
        await self.station.silence()
        self.station.look()

    def said(self) -> list[str]:
        """The sentences that were said, in order, without their letters."""
        spoken = [each for each in self.machine.asked("say -v") if "-v en-us" in each]
        return [each.partition("-w ")[2] for each in spoken]

    def numbers(self) -> list[str]:
        """The numbers that were said in English, in order."""
        digits = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4"}
        told = [each.split() for each in self.said() if each.startswith("Number")]
        return ["".join(digits[word.strip(",")] for word in each[2:5]) for each in told]


@pytest.fixture
def made(office: Office, machine: Machine, clock: FakeClock) -> Callable[[Voice], Hall]:
    def make(voice: Voice) -> Hall:
        return Hall(replace(office, own_voice=voice), machine, clock)

    return make


@pytest.fixture
def hall(made: Callable[[Voice], Hall]) -> Hall:
    return made(Voice(("en",)))


async def test_four_in_a_second_a_recall_an_undo_a_restart(
    hall: Hall, clock: FakeClock
) -> None:
    await hall.look()
    await hall.look(A4, A3, A2, A1)
    assert hall.numbers() == ["001"]
    again = replace(A1, seq=5)
    steps = hall.office.displays[0].call_seconds
    for _ in range(steps):
        clock.forward(seconds=0.9)
        await hall.look(again, A4, A3, A2, A1)
    assert hall.numbers() == ["001"], "the board still shows it"
    clock.forward(seconds=steps)
    await hall.look(again, A4, A3, A2, A1)
    clock.forward(seconds=steps)
    await hall.look(again, A4, A2, A1)
    clock.forward(seconds=steps)
    await hall.look(again, A4, A2, A1)
    assert hall.numbers() == ["001", "002", "004", "001"], "the third was undone"
    machine = hall.machine
    restarted = Hall(hall.office, machine, clock)
    machine.forget()
    clock.forward(seconds=3)
    await restarted.look(again, A4, A2, A1)
    assert machine.asked() == []
    assert restarted.station.is_at_rest


def posted(id: str, text: str, **more: Any) -> PostedNotice:
    return PostedNotice(id, text, NoticeState.APPROVED, None, None, **more)


async def test_what_staff_tell_is_read_out_once_and_gives_way_to_calls(
    hall: Hall, clock: FakeClock
) -> None:
    def tell(*notices: PostedNotice) -> None:
        hall.link.hall = replace(hall.link.hall, notices=notices)

    old, down = posted("n1", "Old"), posted("n2", "Systems down")
    line = posted("n3", "Twenty late", service="training")
    tell(old)
    hall.station.look()
    tell(old, down, line)
    hall.station.look()
    assert hall.station.is_at_rest
    hall.link.hall = replace(hall.link.hall, calls=(A1,))
    hall.station.look()
    await hall.station.silence()
    assert hall.numbers() == ["001"], "the call came first"
    for _ in range(4):
        clock.forward(seconds=20)
        hall.station.look()
        await hall.station.silence()
    told = [each for each in hall.said() if not each.startswith("Number")]
    assert [each.rpartition(" ")[2] for each in told] == ["down", "late"]
    assert "Training" in told[1]


async def test_in_every_language_and_the_visitors_own(
    made: Callable[[Voice], Hall],
) -> None:
    hall = made(Voice(("zh-TW", "en"), ("vi", "id")))
    await hall.look()
    await hall.look(A1, there={2: replace(ticket("A001", 2), language="vi")})
    voices = [each.split()[2] for each in hall.machine.asked("say -v")]
    chinese = ["cmn-latn-pinyin", "en-us", "cmn-latn-pinyin"]
    assert voices == [*chinese, "vi", "en-us"]
    assert len(hall.machine.asked("play")) == 1 + 3, "the chime once"


async def test_other_languages_give_way_to_who_is_next(
    made: Callable[[Voice], Hall], clock: FakeClock
) -> None:
    hall = made(Voice(("zh-TW", "en"), ("vi",)))
    await hall.look()
    hall.link.hall = hall_of(
        hall.office,
        calls=[A2, A1],
        there={2: replace(ticket("A001", 2), language="vi")},
    )
    hall.station.look()
    clock.forward(seconds=60)
    await hall.station.silence()
    voices = [each.split()[2] for each in hall.machine.asked("say -v")]
    assert voices[-1] == "vi", "its own is said, English is not"


async def test_volume_by_the_hour_and_quiet_hours(
    made: Callable[[Voice], Hall], clock: FakeClock
) -> None:
    quiet = Loudness(time(10), time(11), 0)
    night = Loudness(time(18), time(8), 20)
    hall = made(Voice(("en",), volume=50, hours=(quiet, night)))
    await hall.look()
    await hall.look(A1)
    clock.forward(minutes=60)
    await hall.look(A2, A1)
    clock.forward(minutes=9 * 60)
    await hall.look(A2, A1)
    assert hall.numbers() == ["001"], "what was quiet is not made up for"
    await hall.look(A3, A2, A1)
    assert hall.numbers() == ["001", "003"]
    loudest = [int(each.split()[2]) for each in hall.machine.asked("play")]
    assert loudest[1::2] == [AS_SPOKEN // 2, AS_SPOKEN // 5]


async def test_a_group_is_sent_to_the_screen(hall: Hall) -> None:
    await hall.look()
    await hall.look(replace(A1, place="二樓會議室"))
    assert hall.said()[-1].endswith("please look at the screen")


async def test_silence_where_there_is_no_player(
    office: Office, machine: Machine, clock: FakeClock
) -> None:
    hall = Hall(replace(office, own_voice=Voice(("en",))), machine, clock)
    means = machine.means(players=())
    hall.station = VoiceStation(
        hall.office, hall.link, Speaker(means, machine.sounds), clock=clock
    )
    await hall.look()
    await hall.look(A1)
    assert machine.asked() == []
    assert hall.station.is_at_rest


async def test_one_language_that_cannot_be_said_keeps_no_other_from_it(
    made: Callable[[Voice], Hall],
) -> None:
    hall = made(Voice(("nan", "en")))
    await hall.look()
    await hall.look(A1)
    assert hall.numbers() == ["001"]


async def test_an_undone_call_is_broken_off(
    office: Office, machine: Machine, clock: FakeClock
) -> None:
    hall = Hall(replace(office, own_voice=Voice(("en",))), machine, clock)
    means = machine.means(players=(machine.player(PLAYING_ON),))
    speaker = Speaker(means, machine.sounds, limits=Limits(slack=300))
    hall.station = VoiceStation(hall.office, hall.link, speaker, clock=clock)
    await hall.look()
    hall.link.hall = hall_of(hall.office, calls=[A1])
    hall.station.look()
    async with asyncio.timeout(20):
        while not machine.asked("play"):
            await asyncio.sleep(0.01)
    hall.link.hall = hall_of(hall.office)
    hall.station.look()
    await hall.station.silence()
    assert hall.station.is_at_rest
    (process,) = machine.asked("play")
    with pytest.raises(ProcessLookupError):
        os.kill(int(process.split()[1]), 0)


async def test_a_fault_of_ours_ends_it(made: Callable[[Voice], Hall]) -> None:
    hall = made(Voice(("a language nobody can say",)))
    await hall.look()
    with pytest.raises(KeyError):
        await hall.look(A1)


async def test_it_ends_when_told_and_leaves_nothing(hall: Hall) -> None:
    async with asyncio.timeout(20):
        running = asyncio.create_task(hall.station.run())
        await asyncio.sleep(0)
        hall.station.begin_anew()
        await running


async def test_trouble_that_stays_is_written_down_once(
    office: Office,
    machine: Machine,
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    hall = Hall(replace(office, own_voice=Voice(("en",))), machine, clock)
    speaker = Speaker(machine.means(players=(machine.player(FAILING),)), machine.sounds)
    hall.station = VoiceStation(hall.office, hall.link, speaker, clock=clock)
    await hall.look()
    for calls in ([A1], [A2, A1], [A3, A2, A1]):
        await hall.look(*calls)
        clock.forward(seconds=60)
    (told,) = caplog.messages
    assert "aplay failed, status 3" in told
