"""The machines of the office and how each is: kiosks, counters, printers, the share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counter.supervisor.scene import Scene
from counter.supervisor.tasks import clock_words
from printers.session.outcome import condition_words
from shared import VERSION
from shared.desk.words import wall_time, whole_minutes
from shared.text.catalogue import N_
from shared.trade.hall import KioskNow, StationNow
from shared.trade.printer import Condition, PrinterNow
from shared.wire.client import OLD_SECONDS

_NEARLY_A_MINUTE = 59_500
"""Milliseconds that are a minute once they are rounded."""
_COUNTER = "counter-"
"""What the station of a counter is called, before its number."""


@dataclass(frozen=True, slots=True)
class Machine:
    """One row."""

    key: str
    """"kiosk NAME", "printer NAME STATION", "station NAME", "counters" or "share"."""
    name: str
    state: str
    is_fine: bool
    version: str = ""
    is_old: bool = False
    late: str = ""
    """How old what it shows is at most, or for how long it has been silent."""
    is_late: bool = False


def machines_of(scene: Scene, share: str) -> tuple[Machine, ...]:
    """Every machine; `share` is what is wrong with the share, "" when nothing is."""
    say = scene.say
    stations = {each.name: each for each in scene.hall.stations}
    kiosks = [
        _kiosk(each, stations.get(each.name), scene) for each in scene.hall.kiosks
    ]
    names = {each.name for each in scene.hall.kiosks}
    others = [each for each in scene.hall.stations if each.name not in names]
    fine = share or say(N_("fine"))
    name = say(N_("Shared folder"))
    return (
        *kiosks,
        *_stations(others, scene),
        *(_printer(each, scene) for each in scene.hall.printers),
        Machine("share", name, fine, not share),
    )


def _kiosk(kiosk: KioskNow, station: StationNow | None, scene: Scene) -> Machine:
    say, is_fine, state = scene.say, True, scene.say(N_("fine"))
    if kiosk.state == "away":
        is_fine, state = False, say(N_("not at work"))
    elif kiosk.paused is not None:
        until = kiosk.paused.until
        is_fine, state = False, say(N_("paused"))
        if until is not None:
            time = wall_time(until, scene.office)
            state = say(N_("paused until {time}"), time=time)
    elif station is not None and station.clock_ahead:
        is_fine, state = False, _clock(station, scene)
    late = _late([station] if station else [], scene)
    if is_fine and late[1]:
        is_fine, state = False, say(N_("its screen is behind"))
    version = station.version if station else ""
    is_old = bool(version) and version != VERSION
    key = f"kiosk {kiosk.name}"
    return Machine(key, kiosk.name, state, is_fine, version, is_old, *late)


def _late(stations: Iterable[StationNow], scene: Scene) -> tuple[str, bool]:
    """The longest that one of them is behind, and whether that is too long."""
    found = [
        each.behind if each.gone_since is None else scene.now - each.gone_since
        for each in stations
    ]
    longest = max((each for each in found if each is not None), default=None)
    if longest is None:
        return "", False
    return _duration(longest, scene), longest > 1000 * OLD_SECONDS


def _duration(milliseconds: int, scene: Scene) -> str:
    if milliseconds >= _NEARLY_A_MINUTE:
        return scene.say(N_("{n} min"), n=whole_minutes(milliseconds))
    seconds = round(milliseconds / 1000, 1)
    return scene.say(N_("{n} s"), n=seconds if seconds < 1 else round(seconds))


def _clock(station: StationNow, scene: Scene) -> str:
    seconds = abs(station.clock_ahead) // 1000
    return scene.say(clock_words(station.clock_ahead), n=seconds)


def _stations(stations: Iterable[StationNow], scene: Scene) -> Iterator[Machine]:
    """Those that are fine in one row, where they are counters; others one by one."""
    say, plain, alone = scene.say, list[StationNow](), list[StationNow]()
    for each in stations:
        is_plain = each.gone_since is None and not each.clock_ahead
        is_plain = is_plain and not _late([each], scene)[1]
        number = each.name.removeprefix(_COUNTER)
        is_counter = each.name.startswith(_COUNTER) and number.isdigit()
        if is_plain and is_counter and each.version == VERSION:
            plain.append(each)
        else:
            alone.append(each)
    if plain:
        numbers = [int(each.name.removeprefix(_COUNTER)) for each in plain]
        late = _late(plain, scene)
        words = say(N_("Counters {counters}"), counters=ranges(numbers))
        yield Machine("counters", words, say(N_("fine")), True, VERSION, False, *late)
    for each in alone:
        is_old, late = each.version != VERSION, _late([each], scene)
        state, is_fine = say(N_("fine")), True
        if each.gone_since is not None:
            is_fine, time = False, wall_time(each.gone_since, scene.office)
            state = say(N_("silent since {time}"), time=time)
        elif each.clock_ahead:
            is_fine, state = False, _clock(each, scene)
        elif late[1]:
            is_fine, state = False, say(N_("its screen is behind"))
        name, number = each.name, each.name.removeprefix(_COUNTER)
        if each.name.startswith(_COUNTER) and number.isdigit():
            name = say(N_("Counter {counter}"), counter=number)
        key = f"station {each.name}"
        yield Machine(key, name, state, is_fine, each.version, is_old, *late)


def _printer(printer: PrinterNow, scene: Scene) -> Machine:
    say, told = scene.say, []
    if not printer.is_at_work:
        told.append(say(N_("its station is not at work")))
    elif printer.condition != Condition.FINE:
        told.append(condition_words(printer.condition, printer.reason, say))
    if printer.jobs:
        told.append(say(N_("{n} not printed"), n=len(printer.jobs)))
    name = say(N_("Printer {printer}"), printer=printer.name)
    state = say(N_("; ")).join(told) or say(N_("fine"))
    return Machine(f"printer {printer.name} {printer.station}", name, state, not told)


def ranges(numbers: Iterable[int]) -> str:
    """Whole numbers in order, neighbours joined: 1 2 4-7."""
    runs: list[list[int]] = []
    for each in sorted(numbers):
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    words = []
    for run in runs:
        if len(run) > 2:
            words.append(f"{run[0]}-{run[-1]}")
        else:
            words += [str(each) for each in run]
    return " ".join(words)
