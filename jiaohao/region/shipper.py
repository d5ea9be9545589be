"""Sending an office's events to its region: what follows the last that came there.

Nothing is remembered here: how far it is the region says each time. So two that send
for one office, a cut line or a restart can neither double an event nor lose one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from jiaohao.deadline import LONGEST_LOOK, within
from jiaohao.region.taking_down import take_down
from shared.errors import JiaohaoError, OfficeMistake
from shared.office.folder import named_folder
from shared.office.model import Office
from shared.postgres.region import CodeTaken, OtherCode, Region
from shared.station.office_look import office_agreed, office_now
from shared.station.stores import ledgers_of
from shared.tables.connection import keepable
from shared.text.catalogue import N_, catalogue, machine_language
from shared.trade.crowd import Crowd, crowds
from shared.trade.event import Event
from shared.trade.hall import Hall
from shared.trade.ledger import Ledgers
from shared.trade.ticket import TicketState

AT_ONCE: Final = 500
"""Events sent in one transaction."""
_REST_SECONDS: Final = 5.0
"""How often the region hears of the hall, and of new events."""


class NoRegion(OfficeMistake):
    """The office belongs to none."""

    text = N_(
        "office.toml has no [region]: it says to which database the events are sent and"
        " under which code (docs/region.md)."
    )


class Shipper:
    """Sends for one office; it only reads there."""

    def __init__(self, ledgers: Ledgers, region: Region, code: str) -> None:
        self._ledgers = ledgers
        self._region = region
        self._code = code

    def send(self) -> int:
        """Send what is new, `AT_ONCE` events at most; how many came there by this.

        Raises what the share does, ServerUnavailable, CodeTaken, OtherCode.
        """
        # Asked each time: another file may lie there now.
        mark = self._ledgers.read(lambda look: look.office_mark())
        known = self._region.shipped(self._code, mark)
        last = known.last.seq if known.last is not None else 0
        found = self._events(max(last - 1, 0), AT_ONCE + 1)
        if last and (not found or (found[0].seq == last and found[0] != known.last)):
            self._region.begin_era(self._code, mark, known, self._last_common(last))
            return self.send()
        new = [each for each in found if each.seq > last][:AT_ONCE]
        return self._region.append(self._code, mark, known, new) if new else 0

    def tell(self, sheet: str) -> None:
        """Tell how the hall is now, and the office.toml that the stations work by."""
        hall = self._ledgers.read(lambda look: look.hall())
        self._region.tell(self._code, _told(hall, self._ledgers.office), sheet)

    def _last_common(self, last: int) -> int:
        """The seq up to which the file and the region have the same events.

        A file that was put back from a copy shares the beginning alone, so the end of
        that is found by halving.
        """
        low, high = 0, last
        while low < high:
            middle = (low + high + 1) // 2
            if self._is_common(middle):
                low = middle
            else:
                high = middle - 1
        return low

    def _is_common(self, seq: int) -> bool:
        here = self._events(seq - 1, 1)
        there = self._region.events(self._code, after=seq - 1, limit=1)
        # What was moved into an archive is in the file no more, and counts.
        return bool(here) and (here[0].seq > seq or here == there)

    def _events(self, after: int, limit: int) -> list[Event]:
        found = self._ledgers.read(lambda look: look.events(after=after, limit=limit))
        return [each._replace(id=keepable(each.id)) for each in found]


def ship(given: Path | None, tell: Callable[[JiaohaoError], None]) -> None:
    """Send for the office in a folder, for good; `tell` is told of each new trouble.

    What is away may come again, so it goes on. Raises NoRegion, OfficeMistake,
    CodeTaken, OtherCode.
    """
    place = named_folder(given)
    folder, office = within(LONGEST_LOOK, place, lambda: office_now(given))
    if office.region is None:
        raise NoRegion
    ledgers = ledgers_of(folder, office)
    region = Region(office.region.address)
    shipper = Shipper(ledgers, region, office.region.office)
    say = catalogue(machine_language())
    told = ""
    while True:
        try:
            region.create()
            while shipper.send() == AT_ONCE:
                pass
            agreed = office_agreed(folder, office)
            if agreed is not None:
                ledgers.office = agreed[0]
            shipper.tell(agreed[1].text if agreed is not None else "")
            take_down(folder, office, region, say)
            told = ""
        except (CodeTaken, OtherCode):
            raise
        except JiaohaoError as error:
            if str(error) != told:
                told = str(error)
                tell(error)
        time.sleep(_REST_SECONDS)


def _told(hall: Hall, office: Office) -> dict[str, Any]:
    """What a region is told of a hall; `longest` in milliseconds, where one waits."""
    waiting = [each for each in hall.tickets if each.state is TicketState.WAITING]
    return {
        "at": hall.as_of,
        "name": office.name.say(office.language),
        "is_open": office.is_open(hall.as_of),
        "waiting": sum(each.waiting for each in hall.services),
        "longest": max((each.waited(hall.as_of) for each in waiting), default=None),
        "crowds": [_crowd(each) for each in crowds(hall, office)],
        "stopped": [each.code for each in hall.services if each.paused or each.is_full],
    }


def _crowd(crowd: Crowd) -> dict[str, Any]:
    wait = crowd.wait.data() if crowd.wait is not None else {}
    return {"services": crowd.services, "people": crowd.people, **wait}
