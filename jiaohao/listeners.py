"""Stations that only watch the hall, without a screen: voice, running line, pages."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jiaohao.deadline import LONGEST_LOOK, within
from jiaohao.office_watch import OfficeWatch
from jiaohao.screens import office_of
from jiaohao.stations import command_line
from jiaohao.terminal import tell
from shared.clock import local, now_ms
from shared.errors import BadRequest, OfficeMistake
from shared.machine import log
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.trade.label import parse_label
from shared.wire.client import Client

if TYPE_CHECKING:
    from display.listening import Listener
    from display.voice.speaker import Speaker

_BY: Final = {"clips": N_("recorded clips"), "speech": N_("speech command")}


def run_voice(given: Path | None, say: Catalogue) -> int:
    """Speak the calls of the hall until a signal; returns the exit status."""
    from display.voice.speaker import Speaker
    from display.voice.station import VoiceStation
    from shared.speech.means import PLAYER_PACKAGE, find_means
    from shared.speech.unspoken import NO_PLAYER

    with tempfile.TemporaryDirectory(prefix="jiaohao-voice-") as own:

        def made(folder: Path, office: Office, client: Client) -> Listener:
            means = find_means(office, folder)
            if not means.players:
                remedy = N_("On Debian: apt install {package}")
                words = f"{say(NO_PLAYER)} {say(remedy, package=PLAYER_PACKAGE)}"
                tell(words, is_trouble=True)
            return VoiceStation(office, client, Speaker(means, Path(own)))

        return listened(given, "voice", made)


def run_ticker(given: Path | None, width: int) -> int:
    """Write the running line until its output closes; returns the exit status."""
    from display.ticker import TickerStation

    if sys.stdout is None:
        # Started with a closed one: nobody reads.
        return 0
    output = sys.stdout.fileno()

    def made(folder: Path, office: Office, client: Client) -> Listener:
        return TickerStation(office, client, width, output)

    return listened(given, "ticker", made)


def say_once(given: Path | None, label: str, counter: int, say: Catalogue) -> int:
    """Say one call now and tell how; 1 where something could not be said."""
    from display.voice.speaker import Speaker
    from shared.speech.means import find_means

    folder, office = office_of(given)
    if parse_label(label) is None:
        words = N_("“{label}” is not a number as it is printed, such as A012.")
        raise BadRequest(words, label=label)
    if office.counter(counter) is None:
        raise OfficeMistake(
            N_("This office has no counter {counter}. It has: {known}"),
            counter=counter,
            known=", ".join(str(each.number) for each in office.counters),
        )
    with tempfile.TemporaryDirectory(prefix="jiaohao-voice-") as own:
        speaker = Speaker(find_means(office, folder), Path(own))
        return asyncio.run(_say_once(speaker, office, label, counter, say))


async def _say_once(
    speaker: Speaker, office: Office, label: str, counter: int, say: Catalogue
) -> int:
    from display.voice.sentences import sentence
    from shared.speech.unspoken import Unspoken

    voice = office.voice
    wall = local(now_ms(), office.time_zone).time()
    # Whoever asks wants to hear it, in quiet hours too.
    volume = voice.volume_at(wall) or voice.volume
    status = 0
    try:
        await speaker.ring(volume)
        for language in voice.languages:
            words = " ".join(each.words for each in sentence(language, label, counter))
            try:
                said = await speaker.say(language, label, counter, volume=volume)
                tell(f"{language}  {words}  ({say(_BY[said.by])})")
                if said.instead is not None:
                    tell(f"{language}  {said.instead.told(say)}", is_trouble=True)
            except Unspoken as error:
                tell(f"{language}  {error.told(say)}", is_trouble=True)
                status = 1
    except Unspoken as error:
        tell(error.told(say), is_trouble=True)
        return 1
    return status


def list_clips(given: Path | None, say: Catalogue) -> int:
    """Print the clips that the office must record, and what is wrong with each."""
    from display.voice.record_list import lines

    folder, office = office_of(given)
    for line in within(LONGEST_LOOK, folder, lambda: list(lines(office, folder, say))):
        tell(line)
    return 0


def listened(
    given: Path | None,
    name: str,
    made: Callable[[Path, Office, Client], Listener],
    station: Callable[[Office], str | None] = lambda office: None,
) -> int:
    """Run a listener, and one made anew as often as the office changes.

    `station` is the name it works under where it does more than watch.
    """
    tried = ""
    while True:
        folder, office = office_of(given)
        log.begin(folder, name)
        client = Client(command_line(folder, station(office)), stderr=log.errors())
        listener = made(folder, office, client)
        watch = OfficeWatch(listener, client, office, tried)
        watch.begin()
        asyncio.run(listener.run())
        watch.end()
        if not watch.wanted:
            return 0
        tried = watch.wanted
