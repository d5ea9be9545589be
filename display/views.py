"""What the lobby screens say now, from what is known of the hall and the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from display.content.announcing import Announcements
from display.content.board import GONE_MS, Board, age_words, board_of
from display.content.ranges import Ranges
from display.content.words import Tongues
from display.painting.closed import Closed, Fact
from display.painting.header import Header
from display.painting.newest_plan import Said
from display.painting.serving import Serving, Stale
from display.painting.strip import WaitingWords
from printers.papers.dates import WEEKDAYS
from shared.canvas.logo import Logo
from shared.clock import local
from shared.office.model import Display, Office
from shared.office.opening import opening_at
from shared.text.catalogue import N_, catalogue
from shared.trade.hall import Hall
from shared.wire.client import OLD_SECONDS

STALE_SECONDS: Final = 60
"""From here on a board is not to be gone by."""
TURN_MS: Final = 8_000
"""How long a notice or a part of a list stays."""
_TALL: Final = ("th", "vi")
_DARK_MS: Final = 30 * 60_000
"""A panel is dark from so long after the hours until so long before them."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a screen knows when it is painted."""

    office: Office
    display: Display
    now: int
    """Milliseconds since 1970, UTC."""
    hall: Hall | None = None
    age: float = 0.0
    """Seconds since the hall was confirmed."""
    logo: Logo | None = None

    @property
    def tongues(self) -> Tongues:
        """The languages of the screen."""
        return Tongues.of(self.office)

    @property
    def is_tall(self) -> bool:
        """Whether the letters of the first language have marks above and below."""
        return self.office.language in _TALL

    @property
    def is_stale(self) -> bool:
        """Whether what is known is too old to go by."""
        return self.hall is None or self.age > STALE_SECONDS

    @property
    def turn(self) -> int:
        """Which part of what does not fit has its turn."""
        return self.now // TURN_MS

    @property
    def notices(self) -> tuple[str, ...]:
        """That it closes soon, what staff posted, and the notices of the day."""
        day = self.hall.day if self.hall else self.office.business_day(self.now)
        posted = self.hall.announced if self.hall else ()
        shown = [*_closing(self)]
        say = catalogue(self.office.language)
        shown += [
            each.words(self.office, say) for each in posted if each.is_shown(self.now)
        ]
        for notice in self.office.notices_on(day):
            shown += self.tongues.phrase(notice.text)
        return tuple(shown)


def _closing(known: Known) -> tuple[str, ...]:
    """Shortly before closing: that it is, and how many still wait."""
    opening = opening_at(known.office, known.now)
    if not opening.is_ending or opening.until is None or known.hall is None:
        return ()
    waiting, time = len(known.hall.waiting()), f"{opening.until:%H:%M}"
    if waiting < known.office.privacy_from:
        return known.tongues.say(N_("We close at {time}"), time=time)
    words = N_("We close at {time}; {n} people still wait")
    return known.tongues.say(words, time=time, n=waiting)


def header_of(known: Known) -> Header:
    """The band above both screens."""
    office, tongues = known.office, known.tongues
    title, *others = tongues.phrase(office.name)
    wall = local(known.now, office.time_zone)
    until = opening_at(office, known.now).until
    hours = ""
    if until is not None:
        hours = tongues.say(N_("Open until {time}"), time=f"{until:%H:%M}")[0]
    return Header(
        title=title,
        second=next(iter(others), ""),
        time=f"{wall:%H:%M}",
        hours=hours,
        age=_age(known),
        # High contrast is black, white and yellow only.
        logo=known.logo if known.display.theme != "contrast" else None,
    )


def _age(known: Known) -> str:
    if known.hall is None or known.age <= OLD_SECONDS:
        return ""
    minutes, seconds = divmod(int(known.age), 60)
    if minutes:
        return known.tongues.say(N_("Data is {n} min old"), n=minutes)[0]
    return known.tongues.say(N_("Data is {n} s old"), n=seconds)[0]


def serving_of(
    known: Known, announcements: Announcements, ranges: Ranges | None = None
) -> Serving:
    """The number board; without `ranges` it does not say how long one waits."""
    tongues, hall = known.tongues, known.hall
    if hall is None:
        board = Board()
    else:
        board = board_of(
            hall,
            announcements,
            known.office,
            now=known.now,
            display=known.display,
            ranges=ranges or Ranges(),
            tongues=tongues,
        )
    together = board.together
    words = f"{board.nth}/{together}" if together > 1 and board.stands_out else ""
    return Serving(
        board=board,
        said=Said(
            caption=_caption(known, announcements),
            counter=tongues.pair(N_("counter")),
            together="" if known.is_stale else words,
        ),
        captions=(tongues.pair(N_("Number")), tongues.say(N_("Counter"))[0]),
        ages=tuple(age_words(each.minutes, tongues) for each in board.rows),
        waiting=WaitingWords(
            caption=tongues.pair(N_("Waiting")),
            people=tongues.say(N_("people"))[0],
            next=tongues.say(N_("next"))[0],
        ),
        notices=known.notices,
        stale=_stale(known) if known.is_stale else None,
        turn=known.turn,
    )


def _caption(known: Known, announcements: Announcements) -> tuple[str, str]:
    tongues, newest = known.tongues, announcements.newest
    if known.hall is None:
        return tongues.pair(N_("Waiting for the office"))
    if newest is None:
        return tongues.pair(N_("No number has been called yet"))
    if known.is_stale or not newest.stands_out(known.now):
        return tongues.pair(N_("Latest call"))
    first, second = tongues.pair(N_("Please go to counter"))
    if known.hall is not None and newest.call.label in known.hall.without_paper:
        # Who has no slip looks for the number on the board only.
        second = tongues.pair(N_("no slip"))[0]
    return first, second


def _stale(known: Known) -> Stale:
    tongues = known.tongues
    title = tongues.pair(N_("Please listen to the staff"))
    if known.hall is None:
        return Stale(title, tongues.pair(N_("Not up to date")))
    since = local(known.now - round(known.age * 1000), known.office.time_zone)
    words = N_("This screen is not up to date since {time}")
    return Stale(title, tongues.pair(words, time=f"{since:%H:%M}"))


def is_closed(known: Known) -> bool:
    """Whether the hours are over and nobody is being called any more."""
    if opening_at(known.office, known.now).is_open:
        return False
    calls = known.hall.calls if known.hall else ()
    return all(known.now - each.at > GONE_MS for each in calls)


def is_dark(known: Known) -> bool:
    """Whether the panel rests: long closed, nobody waits, not about to open."""
    if not is_closed(known) or (known.hall and known.hall.waiting()):
        return False
    office = known.office
    return not any(office.is_open(known.now + shift) for shift in (-_DARK_MS, _DARK_MS))


def closed_of(known: Known) -> Closed:
    """What is said outside the hours."""
    tongues, office = known.tongues, known.office
    facts = []
    opens = opening_at(office, known.now).next
    if opens is not None:
        weekday = tongues.say(WEEKDAYS[opens.weekday()])[0]
        what = tongues.say(N_("Next opening"))[0]
        day = f"{opens.month}/{opens.day}"
        time = f"{weekday} {opens:%H:%M}"
        facts.append(Fact("calendar", f"{what} {day}", time, day))
    if office.phone:
        what = tongues.say(N_("Telephone"))[0]
        facts.append(Fact("phone", what, office.phone))
    return Closed(
        title=tongues.pair(N_("We are closed now")),
        still=_still(known),
        facts=tuple(facts),
        notices=known.notices,
        turn=known.turn,
    )


def opens_words(known: Known) -> str:
    """When the office opens next: day and time; "" where that is not known."""
    opens = opening_at(known.office, known.now).next
    if opens is None:
        return ""
    tongues = known.tongues
    day = tongues.say(
        N_("{weekday} {month}/{day}"),
        weekday=tongues.say(WEEKDAYS[opens.weekday()])[0],
        month=opens.month,
        day=opens.day,
    )[0]
    return f"{day} {opens:%H:%M}"


def _still(known: Known) -> str:
    """What those do who still wait, and how many where that may be said."""
    waiting = len(known.hall.waiting()) if known.hall and not known.is_stale else 0
    if not waiting:
        return ""
    if waiting < known.office.privacy_from:
        return known.tongues.say(N_("Still waiting? Ask at the desk"))[0]
    words = N_("{n} still waiting: ask at the desk")
    return known.tongues.say(words, n=waiting)[0]
