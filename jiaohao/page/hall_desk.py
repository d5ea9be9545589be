"""What the pages know: the hall as the station tells it, and what it is asked."""

from __future__ import annotations

import contextlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jiaohao.page.look import OLD_SECONDS
from jiaohao.page.visit import UNKNOWN, Line, Standing, Visit, visit_of
from shared.clock import Clock, now_ms
from shared.errors import JiaohaoError
from shared.office.model import Office
from shared.offline.known_office import recall
from shared.trade.hall import Hall
from shared.trade.ticket import Ticket
from shared.trade.ticket_code import CodedNumber, genuine_number
from shared.wire.client import Client
from shared.wire.decoder import ticket_from_json

_ASK_SECONDS: Final = 4.0
_KEEP_SECONDS: Final = 5.0
"""So long the answer about a ticket is told again."""
_MOST_KEPT: Final = 2_000


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was answered about a number that is not in the hall."""

    at: float
    hall: Hall | None
    ticket: Ticket | None

    def is_told_again(self, now: float, hall: Hall | None) -> bool:
        """Whether it holds still: a number that is over is so for good, nearly; any
        other may be in the next hall and over in the one after it."""
        is_over = self.ticket is not None and self.ticket.ended_at is not None
        return now - self.at < _KEEP_SECONDS and (is_over or self.hall is hall)


class HallDesk:
    """Answers how it stands, from one station that only watches."""

    def __init__(
        self,
        office: Office,
        client: Client,
        folder: Path,
        *,
        clock: Clock = now_ms,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """`ticks` gives seconds."""
        self.office, self.client, self.clock = office, client, clock
        self._folder, self._ticks = folder, ticks
        self._mark = ""
        self._line: tuple[Hall, Line] | None = None
        self._asked: OrderedDict[str, _Kept] = OrderedDict()

    @property
    def hall(self) -> Hall | None:
        """The hall as it was told last."""
        return self.client.hall

    def number(self, code: str) -> CodedNumber | None:
        """Whose number a code is; none where this office never made it."""
        if not self._mark:
            # The station's worker wrote it down before it told the first hall.
            known = recall(self._folder)
            self._mark = known.office if known is not None else ""
        return genuine_number(self._mark, code)

    async def visit(self, code: str, near: int) -> Visit:
        """How it stands with the number of a code."""
        return await self.visit_of(self.number(code), near)

    async def visit_of(self, number: CodedNumber | None, near: int) -> Visit:
        """How it stands with a number; none: that of a code which is nobody's."""
        line = self._present_line()
        if not self._mark:
            # Nothing of the office is known yet, nor whether it is anybody's.
            return Visit(Standing.OLD)
        if number is None:
            return UNKNOWN
        if line is None:
            return Visit(Standing.OLD, number.label, number.day)
        is_old = self.client.age() > OLD_SECONDS
        asked = None
        is_here = number.label in line.tickets or number.day != line.day
        if not is_here and not is_old:
            asked = await self._asked_ticket(number.label)
        return visit_of(number, line, near=near, is_old=is_old, asked=asked)

    def _present_line(self) -> Line | None:
        hall = self.hall
        if hall is None:
            return None
        if self._line is None or self._line[0] is not hall:
            self._line = hall, Line.of(hall)
        return self._line[1]

    async def _asked_ticket(self, label: str) -> Ticket | None:
        """A ticket of today that is not in the hall, or none; asked seldom."""
        now, hall = self._ticks(), self.hall
        kept = self._asked.get(label)
        if kept is not None and kept.is_told_again(now, hall):
            return kept.ticket
        found = None
        # A number that the office does not know, or no answer in time.
        with contextlib.suppress(JiaohaoError):
            answer = await self.client.ask("ticket", label=label, patience=_ASK_SECONDS)
            found = ticket_from_json(answer["ticket"])
        self._asked[label] = _Kept(now, hall, found)
        self._asked.move_to_end(label)
        if len(self._asked) > _MOST_KEPT:
            self._asked.popitem(last=False)
        return found
