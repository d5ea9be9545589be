"""The running line: who is called and the notices, as plain lines of a width.

For LED signs and other systems: each line is UTF-8, exactly so many columns wide, and
stays the one to show until the next comes.
"""

from __future__ import annotations

import os
import select
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from rich.cells import cell_len, set_cell_size

from display.content.announcing import call_ms, valid_calls
from display.content.hearing import Hearing
from display.content.words import Tongues
from display.listening import Listener
from printers.drawing.wrapping import wrap
from shared.clock import Clock, local, now_ms
from shared.office.model import Office
from shared.text.catalogue import N_, catalogue
from shared.text.steering import STEERING
from shared.trade.hall import Call, Hall
from shared.wire.client import OLD_SECONDS, Client

LEAST_MS: Final = 3_000
"""What every line has, however short."""
_COLUMN_MS: Final = 100
"""What a line has for each column: eight to ten are read in a second."""
_LISTEN_SECONDS: Final = 60.0
"""Data older than this says nothing any more."""
_MOST_LINES: Final = 8
"""Of one notice in one language."""
_BETWEEN: Final = "   "


@dataclass(frozen=True, slots=True)
class Running:
    """Which line is shown; a value, one for each look."""

    width: int
    """Columns."""
    line: str = ""
    since: int | None = None
    """When it came, in milliseconds; none before the first."""
    call: Call | None = None
    """Whose call the line is; none of other lines."""
    first: str = ""
    """The first of the lines that go round, as it was shown last."""
    round: str = ""
    """The line from which the round goes on."""
    queue: tuple[Call, ...] = ()
    """Calls that have not been shown yet."""
    least: int = LEAST_MS
    """What a call has at least, in milliseconds; longer where it says more."""
    hearing: Hearing = field(default_factory=Hearing)

    def hear(self, hall: Hall, *, now: int, known_at: int) -> Running:
        """Take up who was called (see Hearing), and forget who was taken back."""
        news, hearing = self.hearing.listen(hall.calls, now=now, known_at=known_at)
        stands = valid_calls(hall)
        is_taken_back = self.call is not None and not stands(self.call)
        return replace(
            self,
            since=None if is_taken_back else self.since,
            queue=tuple(each for each in (*self.queue, *news) if stands(each)),
            hearing=hearing,
        )

    def look(self, lines: Sequence[str], office: Office, now: int) -> Running:
        """The line to show at `now`: a call that is new, else the next of `lines`.

        The first of them comes soon wherever it is another than it was, and no call has
        said so: it says who is where, or how old that is.
        """
        if self.queue and self._may_go(now, LEAST_MS):
            call, *left = self.queue
            line = call_line(call, office, self.width)
            first, queue = lines[0], tuple(left)
            return replace(
                self, line=line, since=now, call=call, first=first, queue=queue
            )
        if lines[0] != self.first:
            if not self._may_go(now, LEAST_MS):
                return self
            is_in_round = self.round in lines
            going_on = self.round if is_in_round else lines[0]
            return replace(self._with(lines[0], now), first=lines[0], round=going_on)
        at = lines.index(self.round) + 1 if self.round in lines else 0
        line = lines[at % len(lines)]
        if not self._may_go(now, self._reading_ms()):
            return self
        if line == self.line and self.call is None:
            return self
        return replace(self._with(line, now), round=line)

    def _with(self, line: str, now: int) -> Running:
        return replace(self, line=line, since=now, call=None)

    def _may_go(self, now: int, least: int) -> bool:
        """Whether the line was there for so long; a call for all that it takes."""
        if self.since is None:
            return True
        if self.call is not None:
            least = max(least, self.least, self._reading_ms())
        return not 0 <= now - self.since < least

    def _reading_ms(self) -> int:
        return max(LEAST_MS, _COLUMN_MS * cell_len(self.line.rstrip()))


def call_line(call: Call, office: Office, width: int) -> str:
    """A call in as many words as the width has room for, the way to go last."""
    if call.place is not None:
        return _first_that_fits([f"{call.label} → {_plain(call.place)}"], width)
    words = N_("{label} to counter {counter}")
    tongues = Tongues.of(office)
    said = tongues.say(words, label=call.label, counter=call.counter)
    short = _short(call.label, call.counter)
    counter = office.counter(call.counter)
    ways = tongues.phrase(counter.way) if counter and counter.way else ()
    way = _plain(ways[0]) if ways else ""
    led = [_BETWEEN.join((*said, way)), f"{said[0]} {way}", f"{short[0]} {way}"]
    texts = [*(led if way else ()), _BETWEEN.join(said), said[0], *short]
    return _first_that_fits(texts, width)


def lines_of(
    hall: Hall | None, office: Office, *, width: int, now: int, age: float
) -> tuple[str, ...]:
    """The lines that go round, each `width` columns wide; `age` in seconds."""
    tongues = Tongues.of(office)
    if hall is None:
        return _whole(tongues.say(N_("Waiting for the office")), width)
    if age > _LISTEN_SECONDS:
        return _whole(tongues.say(N_("Please listen to the staff")), width)
    said = list[str]()
    if age > OLD_SECONDS:
        known_at = local(now - round(age * 1000), office.time_zone)
        said += _whole(tongues.say(N_("As of {time}"), time=f"{known_at:%H:%M}"), width)
    there = _there(hall)
    said += _packed([_first_that_fits(_short(*each), width) for each in there], width)
    if not there and not office.is_open(now):
        said += _whole(tongues.say(N_("We are closed now")), width)
    say = catalogue(office.language)
    for posted in hall.announced:
        if posted.is_shown(now):
            said += _whole([posted.words(office, say)], width)
    for notice in office.notices_on(hall.day):
        said += _whole(tongues.phrase(notice.text), width)
    return tuple(dict.fromkeys(said)) or _whole(tongues.phrase(office.name), width)


def _there(hall: Hall) -> list[tuple[str, int]]:
    """Who is at which counter, the last called first."""
    order = {(each.label, each.counter): each.seq for each in reversed(hall.calls)}
    there = [
        (each.ticket.label, each.number)
        for each in hall.counters
        if each.ticket is not None and each.state == "open"
    ]
    return sorted(there, key=lambda each: order.get(each, 0), reverse=True)


def _short(label: str, counter: int) -> list[str]:
    return [f"{label} → {counter}", f"{label}→{counter}"]


def _first_that_fits(texts: Sequence[str], width: int) -> str:
    """The first text that fits, filled up; the last one cut where none does."""
    fitting = (each for each in texts if cell_len(each) <= width)
    return set_cell_size(next(fitting, texts[-1]), width)


def _packed(items: Iterable[str], width: int) -> list[str]:
    """Items beside each other in lines, none of them torn apart."""
    lines: list[str] = []
    for item in map(str.rstrip, items):
        longer = f"{lines[-1]}{_BETWEEN}{item}" if lines else ""
        if lines and cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(item)
    return [set_cell_size(each, width) for each in lines]


def _whole(texts: Sequence[str], width: int) -> tuple[str, ...]:
    """Texts in each language, side by side where they fit, else in lines of each."""
    plain = [_plain(each) for each in texts]
    together = _BETWEEN.join(plain)
    if cell_len(together) <= width:
        return (set_cell_size(together, width),)
    return tuple(
        set_cell_size(line, width)
        for text in plain
        for line in wrap(text, width, cell_len)[:_MOST_LINES]
    )


def _plain(words: str) -> str:
    """Without what would steer a sign or turn its text round."""
    return " ".join(STEERING.sub(" ", words).split())


class TickerStation(Listener):
    """Writes the running line of a hall until nobody reads it any more."""

    def __init__(
        self,
        office: Office,
        client: Client,
        width: int,
        output: int,
        *,
        clock: Clock = now_ms,
    ) -> None:
        """`width` in columns; `output` is the descriptor that is written to."""
        super().__init__(client, clock=clock)
        self._office, self._output = office, output
        self.running = Running(width, least=call_ms(office))

    def look(self) -> None:
        """Write a line where another is to be shown; end where the output closed."""
        hall, now, last = self.client.hall, self.clock(), self.running
        if not _is_open(self._output):
            self.end()
            return
        if hall is not None:
            last = last.hear(hall, now=now, known_at=self.known_at(now))
        lines = lines_of(
            hall, self._office, width=last.width, now=now, age=self.client.age()
        )
        self.running = last.look(lines, self._office, now)
        if self.running.since != last.since or self.running.line != last.line:
            self._write(self.running.line)

    def _write(self, line: str) -> None:
        if not _takes_more(self._output):
            # Whoever reads is slow: an old line is worth nothing to them.
            return
        try:
            os.write(self._output, f"{line}\n".encode())
        except OSError:
            self.end()


def _is_open(output: int) -> bool:
    """Whether somebody may still read; not known on Windows before it is written to."""
    if not hasattr(select, "poll"):
        return True
    looked = select.poll()
    looked.register(output, 0)
    return not looked.poll(0)


def _takes_more(output: int) -> bool:
    if not hasattr(select, "poll"):
        return True
    looked = select.poll()
    looked.register(output, select.POLLOUT)
    return bool(looked.poll(0))
