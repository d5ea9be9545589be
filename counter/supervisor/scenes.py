"""From what is known to the scene that every pane is drawn from."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Final

from counter.supervisor.day import DayCurve, curve_of
from counter.supervisor.scene import Scene
from counter.supervisor.tasks import tasks_of
from shared.desk.known import Known
from shared.office.model import Office
from shared.text.catalogue import Catalogue
from shared.trade.hall import Hall

_MOST_RECENT: Final = 40
_UNSEEN: Final = frozenset({"issued", "expired"})
"""Events of which there are too many to be worth a row of "just now"."""
_CURVE_MS: Final = 15_000
"""How often the curve moves on where nothing happens."""


_SAME_MS: Final = 200
"""So long one scene is good for every part of a press or a look."""


class Scenes:
    """Makes scenes; the day's curve is counted again only when that is due."""

    def __init__(self, office: Office, say: Catalogue, known: Known) -> None:
        self._office, self._say, self._known = office, say, known
        self._curve: tuple[object, DayCurve] | None = None
        self._scene: Scene | None = None
        self._seen_at = 0

    def scene(self) -> Scene | None:
        """The hall now; none before the first one is heard."""
        hall, last = self._known.hall, self._known.log.last
        if hall is None:
            return None
        kept, now = self._scene, self._known.now
        is_same = kept is not None and kept.hall is hall and self._seen_at == last
        if kept is None or not is_same or now - kept.now > _SAME_MS:
            made = self._made(hall)
            kept = self._scene = replace(made, tasks=tasks_of(made))
            self._seen_at = last
        return kept

    def _made(self, hall: Hall) -> Scene:
        log = self._known.log
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
