"""What needs somebody: printers, what was not handed in, who is on hold too long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from counter.known import Known
from counter.put_aside import Aside
from printers.questions import has_printers, trouble_words
from shared.desk.words import elapsed, wall_time, whole_minutes
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import Hall, OfficeNow, Remark
from shared.trade.orders import HelpCall
from shared.trade.ticket import TICKET_STATES, Ticket, TicketState

_WHAT: Final = {
    "recall": N_("the recall"),
    "start": N_("the start"),
    "no_show": N_("the no-show"),
    "finish": N_("the end"),
    "hold": N_("the hold"),
    "issue": N_("the number"),
}


def remark_words(remark: Remark, office: Office, say: Catalogue) -> str:
    """What a station did while the share was away and could not be added, and why."""
    values = {
        "label": remark.label or "",
        "what": say(_WHAT[remark.do]) if remark.do in _WHAT else remark.do,
        "time": wall_time(remark.happened, office),
        "station": remark.station,
    }
    if remark.label is None or remark.state is None:
        words = N_("{what} of {time} at {station} could not be added")
        return say(words, **values)
    if remark.do == "issue":
        words = N_("{label} was given to two people ({station}, {time})")
        return say(words, **values)
    state = say(TICKET_STATES[TicketState(remark.state)])
    words = N_("{label}: {what} of {time} at {station} was not added, it is {state}")
    return say(words, **values, state=state)


def help_words(call: HelpCall, hall: Hall, now: int, say: Catalogue) -> str:
    """Who asks for help, why where that was said, and since when."""
    where = call.kiosk or say(N_("Counter {counter}"), counter=call.counter)
    counter = hall.counter(call.counter) if call.counter is not None else None
    who = f"{where} {counter.staff}" if counter and counter.staff else where
    told = {"who": who, "time": elapsed(now - call.since)}
    if call.reason:
        words = N_("{who} asks for help {time}: {reason}")
        return say(words, reason=call.reason, **told)
    return say(N_("{who} asks for help {time}"), **told)


class Troubles:
    """Everything that needs somebody, in words."""

    def __init__(self, office: Office, say: Catalogue) -> None:
        self._office = office
        self._say = say
        self._prints = has_printers(office)
        self._version = ""
        """Of the office.toml that stations worked by when this screen began."""

    def words(
        self, known: Known, held: tuple[Ticket, ...], aside: Mapping[int, Aside]
    ) -> tuple[str, ...]:
        """From the most pressing to the least."""
        hall = known.hall
        if hall is None:
            return ()
        return tuple(self._all(hall, known, held, aside))

    def _all(
        self,
        hall: Hall,
        known: Known,
        held: tuple[Ticket, ...],
        aside: Mapping[int, Aside],
    ) -> Iterator[str]:
        if self._prints and (printers := trouble_words(hall, self._say)):
            yield self._say(N_("{trouble} (Ctrl+P)"), trouble=printers)
        yield from self._visitors(hall, known)
        for remark in hall.remarks:
            yield remark_words(remark, self._office, self._say)
        for ticket in held:
            one = aside.get(ticket.key)
            if one is not None and one.is_due(known.now):
                held_for = N_("{label} is on hold for {n} min: F7 resumes")
                minutes = whole_minutes(known.now - one.since)
                yield self._say(held_for, label=ticket.label, n=minutes)
        if hall.office is not None and (words := self._office_words(hall.office)):
            yield words

    def _visitors(self, hall: Hall, known: Known) -> Iterator[str]:
        """Who came by appointment for whoever sits here."""
        here = hall.counter(known.number)
        if here is None or here.staff is None:
            return
        for ticket in hall.waiting():
            if ticket.slot_at is not None and ticket.officer == here.staff:
                time = wall_time(ticket.slot_at, self._office)
                words = N_("Your visitor {label} is here, booked for {time}")
                yield self._say(words, label=ticket.label, time=time)

    def _office_words(self, office: OfficeNow) -> str:
        """What is to be known of office.toml, or ""."""
        self._version = self._version or office.version
        if office.version != self._version:
            return self._say(
                N_("office.toml was taken up anew: start this screen again to see it")
            )
        return office.notice(self._say)
