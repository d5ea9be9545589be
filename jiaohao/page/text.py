"""The hall in plain lines: who answers the telephone reads what the page says."""

from __future__ import annotations

from collections.abc import Iterator

from jiaohao.page import told
from jiaohao.page.look import Look
from jiaohao.page.told import told_of
from jiaohao.page.when import minutes_words
from shared.text.catalogue import N_


def lines(look: Look) -> Iterator[str]:
    """What the page of the hall and the page of services say, line by line."""
    say, known = look.say, told_of(look)
    as_of = say(N_("As of {time}"), time=look.clock(look.known_at, has_seconds=True))
    yield f"{look.phrase(look.office.name)}  {as_of}"
    opening = known.opening
    yield told.opening_words(look, opening)
    for words in (
        told.last_number_words(look, opening),
        told.next_words(look, opening),
        *known.notices,
        *(told.stopped_words(look, each) for each in known.stopped),
    ):
        if words:
            yield words
    yield ""
    yield say(N_("Waiting now"))
    for crowd in known.crowds:
        said = [told.people_words(look, crowd)]
        said += [minutes_words(look, crowd.wait)] if crowd.wait is not None else []
        yield f"  {crowd.letter:<2} {'  '.join(said)}"
        yield f"     {told.names_of(look, crowd)}"
    week = told.week_words(look)
    if week:
        yield ""
        yield say(N_("Opening hours"))
        yield from (f"  {day}  {hours}" for day, hours in week)
    best = told.best_words(look)
    if best:
        yield ""
        yield say(told.BEST_HOURS)
        yield from (f"  {day}  {hours}" for day, hours in best)
    if known.closed_days:
        yield ""
        days = [told.day_words(look, each) for each in known.closed_days]
        closed = say(N_("Closed on"))
        yield f"{closed}  {', '.join(days)}"
    if look.address:
        yield ""
        called = say(N_("Address"))
        yield f"{called}  {look.address}"
    yield from _services(look)


def _services(look: Look) -> Iterator[str]:
    say = look.say
    for service in look.office.services:
        yield ""
        yield f"{service.letter}  {look.phrase(service.name)}"
        for number, step in enumerate(service.steps, 1):
            yield f"   {number}. {look.phrase(step)}"
        if service.documents:
            heading = say(N_("Documents to bring"))
            yield f"   {heading}"
        for each in service.documents:
            yield f"   □ {look.phrase(each)}"
