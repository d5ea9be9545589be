"""What `jiaohao doctor` finds about the time: whose clock is wrong, and what it did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jiaohao.deadline import LONGEST_LOOK, within
from jiaohao.doctor.finding import Finding, Level
from shared.clock import local
from shared.errors import RESTORE
from shared.machine.share_clock import ShareClock
from shared.office.model import Office
from shared.safety.share_look import ShareSeen
from shared.station import outside
from shared.station.office_look import office_to_begin
from shared.station.stores import ledgers_of
from shared.text.catalogue import N_

_CLOCK: Final = N_("clock")
_AHEAD_MS: Final = 120_000
"""Milliseconds by which the newest event may be ahead of the clock."""
_FAR_AHEAD_MS: Final = 86_400_000
"""Then the office stands in another day."""
SET_IT: Final = N_("Let it be set by the network (NTP).")


def clock_findings(
    clock: ShareClock, office: Office, seen: ShareSeen
) -> Iterator[Finding]:
    """This machine's clock, the share's, the file's and those of the stations."""
    if clock.offset is not None:
        values: dict[str, object] = {"seconds": ahead(clock.offset)}
        words = N_("This machine's clock is off by {seconds} s from the share's")
        level = Level.WARNING if clock.is_wrong else Level.FINE
        yield Finding(_CLOCK, level, words, SET_IT if clock.is_wrong else "", values)
    if clock.is_doubted:
        words = N_("The server's time does not fit what already happened.")
        remedy = N_("Set the server's clock; until then this machine's counts.")
        yield Finding(_CLOCK, Level.WARNING, words, remedy)
    if seen.doubt is not None:
        doubt = seen.doubt
        yield Finding(_CLOCK, Level.UNUSABLE, doubt.words, values=dict(doubt.values))
    yield from _ahead_of_time(office, seen)
    for each in seen.stations:
        if each.has_wrong_clock:
            values = {"seconds": ahead(each.offset_ms or 0)}
            words = N_("The clock of its machine is off by {seconds} s; corrected")
            yield Finding(_CLOCK, Level.WARNING, words, SET_IT, values, each.name)


def accept_day(folder: Path) -> Finding:
    """Believe the clock, though it says that nobody was at work for many days."""

    def accept() -> str:
        ledgers = ledgers_of(*office_to_begin(folder), is_reader=False)
        try:
            return outside.accept_day(ledgers)
        finally:
            ledgers.close()

    values: dict[str, object] = {"day": within(LONGEST_LOOK, folder, accept)}
    return Finding(_CLOCK, Level.FINE, N_("The office's day is {day}."), values=values)


def _ahead_of_time(office: Office, seen: ShareSeen) -> Iterator[Finding]:
    if seen.newest <= seen.now + _AHEAD_MS:
        return
    when = local(seen.newest, office.time_zone)
    values: dict[str, object] = {"time": f"{when:%Y-%m-%d %H:%M}"}
    if seen.newest <= seen.now + _FAR_AHEAD_MS:
        words = N_("The newest event lies in the future ({time}): a clock was wrong.")
        remedy = N_("Set the clocks; times stand still until then.")
        yield Finding(_CLOCK, Level.WARNING, words, remedy, values)
        return
    words = N_(
        "A wrong clock has put the office ahead to {time}; numbers do not begin anew"
        " until then. Set the clocks."
    )
    yield Finding(_CLOCK, Level.UNUSABLE, words, RESTORE, values)


def ahead(offset: int) -> str:
    """By how many seconds a machine is ahead whose clock lacks `offset`."""
    return f"{-offset / 1000:+.1f}"
