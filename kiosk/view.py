"""What a page knows when it is painted, and how it speaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.maintenance.acts import NOTHING_TOLD, Told
from kiosk.scale import Role
from kiosk.stack import Line
from kiosk.way import Way
from printers.papers.dates import WEEKDAYS
from shared import clock
from shared.office.model import Need, Office, Service
from shared.office.opening import Opening, opening_at
from shared.office.training import MARKED
from shared.text.catalogue import N_, Phrase, catalogue
from shared.text.palette import ACCENT, GOOD, QUIET, WARNING, letter_colour
from shared.trade.hall import Hall, ServiceNow
from shared.trade.last_number import all_late
from shared.trade.orders import Pause
from shared.trade.printer import Condition
from shared.trade.range import Range

_AT_ONCE = 2
"""Minutes of waiting that nobody needs to be told of."""


@dataclass(frozen=True, slots=True)
class View:
    """The hall as it is known, in the language of the person at the screen."""

    office: Office
    way: Way
    now: int
    """Milliseconds since 1970, UTC."""
    hall: Hall | None = None
    """None: not known, or too old to be told as new."""
    is_away: bool = False
    """Whether the share does not answer."""
    may_issue: bool = True
    may_print: bool = False
    """Whether this kiosk has a printer."""
    paper: Condition | None = None
    """Why no paper would come, or none."""
    kiosk: str | None = None
    """The name of this kiosk."""
    told: Told = NOTHING_TOLD
    """What is said on the pages for the staff."""
    wait_seconds: int = 0
    """How long no PIN is looked at."""

    @property
    def language(self) -> str:
        """What the page speaks."""
        return self.way.language

    @property
    def moment(self) -> datetime:
        """What the clock of the office shows."""
        return clock.local(self.now, self.office.time_zone)

    @property
    def time(self) -> str:
        """Hours and minutes."""
        return f"{self.moment:%H:%M}"

    @property
    def opening(self) -> Opening:
        """The hours now."""
        return opening_at(self.office, self.now)

    @property
    def is_ending(self) -> bool:
        """Whether a number taken now may not be served: by the office's rule, or
        because as things are nobody who comes now is sure to be called in time."""
        opening = self.opening
        known = self.hall.services if self.hall is not None else ()
        waits = [each.wait for each in known if each.is_open]
        return opening.is_ending or all_late(waits, self.now, opening.closes)

    def say(self, msgid: str, /, **values: object) -> str:
        """The program's words in the page's language."""
        return catalogue(self.language)(msgid, **values)

    def beside(self, msgid: str, /, **values: object) -> str:
        """The same words in the language that stands beside; "" where none does."""
        other = self.office.beside(self.language)
        if other is None:
            return ""
        words = catalogue(other)(msgid, **values)
        return "" if words == self.say(msgid, **values) else words

    def phrase(self, phrase: Phrase | None) -> str:
        """The office's words in the page's language."""
        return phrase.say(self.language) if phrase is not None else ""

    def phrase_beside(self, phrase: Phrase | None) -> str:
        """The office's words in the language beside; "" where they are the same."""
        other = self.office.beside(self.language)
        if phrase is None or other is None:
            return ""
        words = phrase.say(other)
        return "" if words == self.phrase(phrase) else words

    def marked(self, title: str) -> str:
        """A title as it is shown: in an office that trains with the mark of that."""
        has_mark = title == self.phrase(self.office.name)
        if has_mark or not self.office.is_training:
            return title
        return self.say(MARKED, name=title)

    def name(self, service: str) -> Phrase:
        """What a service is called."""
        found = self.office.service(service)
        return found.name if found is not None else Phrase({"": service})

    def letter_colour(self, letter: str) -> str:
        """The ground that a letter stands on."""
        return letter_colour(letter, self.office.letters)

    def is_closed(self, service: Service) -> bool:
        """Whether the kiosk gives out no numbers for it now."""
        now = self.hall.service(service.code) if self.hall is not None else None
        return now is not None and not now.is_open

    @property
    def pause(self) -> Pause | None:
        """Why this kiosk gives out no numbers, where staff ordered that."""
        found = self.hall.kiosks if self.hall is not None else ()
        return next((each.paused for each in found if each.name == self.kiosk), None)

    @property
    def has_called_staff(self) -> bool:
        """Whether this kiosk asks for help, and nobody has answered yet."""
        calls = self.hall.help_calls if self.hall is not None else ()
        return self.kiosk is not None and any(
            each.kiosk == self.kiosk for each in calls
        )

    def wait(self, need: Need) -> Line | None:
        """How many wait for all that a need leads to."""
        found = [self.office.service(code) for code in need.services]
        return self._wait([each for each in found if each is not None])

    def wait_for(self, service: Service) -> Line | None:
        """How many wait for a service."""
        return self._wait([service])

    def why_closed(self, services: list[Service]) -> str:
        """Why none of them gives out numbers, and until when."""
        found = [self.hall.service(each.code) for each in services] if self.hall else []
        known = [each for each in found if each is not None]
        if self.opening.is_open and known and all(each.is_full for each in known):
            return self.say(N_("Full for today"))
        if known and all(each.is_full or each.is_crowded for each in known):
            return self.say(N_("Full at present"))
        if known and all(each.is_closed for each in known):
            return self.say(N_("Closed for today"))
        paused = [each.paused for each in known if each.paused is not None]
        if not self.opening.is_open or len(paused) < len(known) or not paused:
            return self.say(N_("Closed now"))
        ends = [each.until for each in paused]
        if None in ends:
            return self.say(N_("Paused"))
        until = clock.local(min(end for end in ends if end), self.office.time_zone)
        return self.say(N_("Paused until {time}"), time=f"{until:%H:%M}")

    def _wait(self, services: list[Service]) -> Line | None:
        found = self.waits(services)
        if len(found) < 2:
            return found[0] if found else None
        people, about = found
        return replace(about, words=f"{people.words} · {about.words}")

    def waits(self, services: list[Service]) -> list[Line]:
        """How many wait, and how long one will wait where that is known."""
        if self.hall is None or not services:
            return []
        if all(self.is_closed(each) for each in services):
            words = self.why_closed(services)
            return [Line(words, Role.BODY, WARNING, is_bold=True)]
        known = [self.hall.service(each.code) for each in services]
        waiting = sum(each.waiting for each in known if each is not None)
        wait = _wait_of([each for each in known if each is not None and each.is_open])
        if not waiting and (wait is None or wait.high <= _AT_ONCE):
            return [Line(self.say(N_("No waiting")), Role.BODY, GOOD, is_bold=True)]
        people = self.say(N_("{n} waiting"), n=waiting)
        line = Line(people, Role.BODY, ACCENT, is_bold=True)
        return [line] if wait is None else [line, self.range(wait, Role.BODY)]

    def range(self, wait: Range, role: Role) -> Line:
        """How long one will wait."""
        msgid, values = range_words(wait)
        short = self.say(N_("{low}-{high} min"), low=wait.low, high=wait.high)
        words = self.say(msgid, **values)
        return Line(words, role, ACCENT, short=short, is_bold=True)

    def day(self, day: date) -> str:
        """A day such as 11/30 (Mon)."""
        weekday = self.say(WEEKDAYS[day.weekday()])
        return self.say(
            N_("{weekday} {month}/{day}"),
            weekday=weekday,
            month=day.month,
            day=day.day,
        )


def range_words(wait: Range) -> tuple[str, dict[str, object]]:
    """What is said of a range, and what stands in its places."""
    if wait.low == wait.high:
        return N_("about {n} min"), {"n": wait.high}
    return N_("about {low}-{high} min"), {"low": wait.low, "high": wait.high}


def _wait_of(services: list[ServiceNow]) -> Range | None:
    """One range for all of them; none where that of any is not known."""
    waits = [each.wait for each in services if each.wait is not None]
    if not waits or len(waits) < len(services):
        return None
    return Range(min(it.low for it in waits), max(it.high for it in waits))


def second(words: str, rank: int = 2, most: int = 1) -> Line:
    """The line under a title, in the other language."""
    return Line(words, Role.NOTE, QUIET, rank=rank, most=most)
