"""The page of a number that is called: yellow, and where to go."""

from __future__ import annotations

from jiaohao.page import icons
from jiaohao.page.frame import Sheet
from jiaohao.page.html import Html, joined, tag
from jiaohao.page.look import Look
from jiaohao.page.visit import Visit
from jiaohao.page.visit_parts import bell, service_of
from shared.text.catalogue import N_
from shared.trade.ticket import Ticket


def called_sheet(look: Look, visit: Visit, code: str) -> Sheet:
    """Where to go now."""
    say, ticket = look.say, visit.ticket
    where = _where(look, visit)
    hidden = tag("span", f" {visit.label}, {where}", class_="vh")
    heading = tag(
        "h1", say(N_("Your turn, please go to")), hidden, id="top", tabindex="-1"
    )
    counter = _counter(look, ticket, visit.place)
    hit = tag(
        "div",
        heading,
        icons.number(visit.label, look.office.letters, is_called=True),
        tag("div", counter, _way(look, ticket, visit.place), class_="go"),
        _last(look, ticket),
        class_="in hit",
    )
    title = say(N_("Your turn: {label}, {where}"), label=visit.label, where=where)
    return Sheet(
        title,
        joined(hit, _papers(look, visit)),
        "called",
        is_live=True,
        events=f"/t/{code}/events",
        calls=ticket.calls if ticket is not None else 0,
        is_called=True,
    )


def _where(look: Look, visit: Visit) -> str:
    if visit.place:
        return visit.place
    number = visit.ticket.counter if visit.ticket else None
    return look.say(N_("Counter {counter}"), counter=number) if number else ""


def _counter(look: Look, ticket: Ticket | None, place: str | None) -> Html | None:
    """The arrow, and the counter's number as large as it may be, or a room's name."""
    arrow = Html(icons.icon("arrow").replace('class="i"', 'class="arr"'))
    if place:
        return tag("p", arrow, tag("b", place), class_="to")
    if ticket is None or ticket.counter is None:
        return None
    words = look.say(N_("Counter {counter}"), counter="\0")
    before, _, after = words.partition("\0")
    return tag(
        "p",
        arrow,
        tag("b", before.strip(), class_="pre") if before.strip() else None,
        icons.digits(str(ticket.counter)),
        tag("span", str(ticket.counter), class_="vh"),
        tag("b", after.strip()) if after.strip() else None,
        class_="to",
    )


def _way(look: Look, ticket: Ticket | None, place: str | None) -> Html | None:
    counter = look.office.counter(ticket.counter) if ticket and ticket.counter else None
    if place or counter is None or counter.way is None:
        return None
    return tag("p", tag("span", look.phrase(counter.way)), class_="way")


def _last(look: Look, ticket: Ticket | None) -> Html:
    say = look.say
    time = ""
    if ticket is not None and ticket.called_at is not None:
        time = say(N_("Called at {time}."), time=look.clock(ticket.called_at))
    return tag(
        "div",
        tag("p", tag("b", time), " ", say(N_("There is no need to hurry."))),
        tag("div", bell(look), data_js=True, hidden=True),
        class_="last",
    )


def _papers(look: Look, visit: Visit) -> Html | None:
    service = service_of(look, visit)
    if service is None or not service.documents:
        return None
    listed = [tag("li", look.phrase(each)) for each in service.documents]
    heading = tag("h2", look.say(N_("Documents to bring")))
    return tag("div", heading, tag("ul", listed), class_="in papers", id="papers")
