"""From what is known to the scene that every pane is drawn from."""

from __future__ import annotations

from itertools import islice
from typing import Final

from shared.office.model import Office
from shared.text.catalogue import Catalogue
from supervisor.day import DayCurve, curve_of
from supervisor.known import Known
from supervisor.scene import Scene

_MOST_RECENT: Final = 40
_UNSEEN: Final = frozenset({"issued", "expired"})
"""Events of which there are too many to be worth a row of "just now"."""
_CURVE_MS: Final = 15_000
"""How often the curve moves on where nothing happens."""


class Scenes:
    """Makes scenes; the day's curve is counted again only when that is due."""

    def __init__(self, office: Office, say: Catalogue, known: Known) -> None:
        self._office, self._say, self._known = office, say, known
        self._curve: tuple[object, DayCurve] | None = None

    def scene(self) -> Scene | None:
        """The hall now; none before the first one is heard."""
        hall, log = self._known.hall, self._known.log
        if hall is None:
            return None
        seen = (each for each in reversed(log.events) if each.kind not in _UNSEEN)
        numbers = [each.number for each in hall.counters]
        last = ((number, log.last_at(number)) for number in numbers)
        return Scene(
            hall,
            self._known.now,
            self._office,
            self._say,
            self._curve_now(),
            tuple(islice(seen, _MOST_RECENT)),
            {number: event for number, event in last if event is not None},
            {number: log.day_of(number) for number in numbers},
            {
                str(each.data.get("notice")): str(each.data.get("by") or "")
                for each in log.events
                if each.kind == "notice_posted"
            },
        )

    def _curve_now(self) -> DayCurve:
        mark = self._known.log.last, self._known.now // _CURVE_MS
        if self._curve is None or self._curve[0] != mark:
            events, now = self._known.log.events, self._known.now
            self._curve = mark, curve_of(events, self._office, now)
        return self._curve[1]
