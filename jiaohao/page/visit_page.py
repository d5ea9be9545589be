"""The page of one number: what its holder has to know now, the largest first."""

from __future__ import annotations

from jiaohao.page import icons
from jiaohao.page.called_page import called_sheet
from jiaohao.page.frame import Sheet, card, row, telephone_card, told_lines
from jiaohao.page.html import Html, joined, tag
from jiaohao.page.look import Look
from jiaohao.page.over_page import over_sheet
from jiaohao.page.own_page import out_sheet, own_acts
from jiaohao.page.visit import Standing, Visit
from jiaohao.page.visit_parts import (
    alert,
    documents,
    how_estimated,
    how_many,
    notices_of,
    number_card,
    when_row,
    where_to_wait,
)
from jiaohao.page.when import latest_time, when_called
from shared.text.catalogue import N_

_STANDS: dict[Standing, tuple[str, str]] = {
    Standing.SERVING: (
        N_("You are being served"),
        N_("This page changes when you are done."),
    ),
    Standing.HELD: (
        N_("Your visit is on hold"),
        N_("Please stay near. The counter goes on with you; you need no new number."),
    ),
    Standing.UNSEEN: (
        N_("Your number counts"),
        N_("It cannot be followed here yet. Please watch the hall: it will be called."),
    ),
}


def visit_sheet(look: Look, visit: Visit, code: str) -> Sheet:
    """The page of a number."""
    if visit.standing in (Standing.WAITING, Standing.NEAR):
        return _waiting(look, visit, code)
    if visit.standing is Standing.CALLED:
        return called_sheet(look, visit, code)
    if visit.ticket is not None and visit.ticket.is_out and visit.standing in _STANDS:
        return out_sheet(look, visit, code)
    if visit.standing in _STANDS:
        return _standing(look, visit, code)
    if visit.standing is Standing.MISSED:
        return _missed(look, visit, code)
    if visit.standing is Standing.OLD:
        return _old(look, visit, code)
    return over_sheet(look, visit)


def title_of(look: Look, visit: Visit) -> str:
    """The state in one line, as a telephone's list of pages shows it."""
    when = when_called(look, visit.ticket)
    said = [how_many(look, visit.ahead or 0), *([when.clock] if when else [])]
    return f"{visit.label}: {' · '.join(said)}"


def _waiting(look: Look, visit: Visit, code: str) -> Sheet:
    is_near = visit.standing is Standing.NEAR
    first = [
        told_lines(notices_of(look, visit)),
        _soon(look, visit) if is_near else None,
        number_card(
            look,
            visit,
            is_heading=not is_near,
            rest=None if is_near else _line(look, visit),
        ),
        None if is_near else where_to_wait(look),
        _not_called(look, visit),
    ]
    second = [alert(look), documents(look, visit), own_acts(look, visit, code)]
    main = tag(
        "div",
        tag("div", tag("div", first, class_="wide"), tag("div", second), class_="two"),
        class_="in",
    )
    title = title_of(look, visit)
    return Sheet(
        title,
        main,
        visit.standing.value,
        is_live=True,
        events=f"/t/{code}/events",
        ahead=visit.ahead,
    )


def _line(look: Look, visit: Visit) -> Html:
    if visit.is_closed:
        return tag("p", look.say(N_("Nobody is called for this today any more.")))
    ahead = visit.ahead or 0
    words = how_many(look, ahead)
    return joined(
        row(icons.icon("people"), tag("p", words, class_="big", data_f="people")),
        icons.line_of(ahead, words),
        when_row(look, visit),
        how_estimated(look, visit),
    )


def _soon(look: Look, visit: Visit) -> Html:
    heading = tag("h1", look.say(N_("Soon your turn")), id="top", tabindex="-1")
    place = look.phrase(look.office.waiting_area) or look.say(
        N_("Please come back to the waiting area.")
    )
    return card(
        heading,
        tag("p", place, class_="f-name"),
        row(
            icons.icon("people"),
            tag("p", how_many(look, visit.ahead or 0), class_="big", data_f="people"),
        ),
        when_row(look, visit),
        class_="now",
    )


def _not_called(look: Look, visit: Visit) -> Html:
    say, time = look.say, latest_time(look, visit.ticket)
    asked = say(N_("Not called for a long time?"))
    if time:
        asked = say(N_("Not called by {time}?"), time=time)
    return card(
        row(
            icons.icon("question"),
            tag("h2", asked, data_f="latest"),
            tag("p", say(N_("Please tell the reception. You need no new number."))),
        )
    )


def _standing(look: Look, visit: Visit, code: str) -> Sheet:
    title, words = (look.say(each) for each in _STANDS[visit.standing])
    parts = [
        told_lines(notices_of(look, visit)),
        card(tag("h1", title, id="top", tabindex="-1"), tag("p", words)),
        number_card(look, visit, rest=_counter_line(look, visit)),
    ]
    main = tag("div", parts, class_="in narrow")
    return Sheet(
        f"{visit.label}: {title}",
        main,
        visit.standing.value,
        is_live=True,
        events=f"/t/{code}/events",
    )


def _counter_line(look: Look, visit: Visit) -> Html | None:
    ticket = visit.ticket
    if ticket is None or ticket.counter is None:
        return None
    return tag("p", look.say(N_("Counter {counter}"), counter=ticket.counter))


def _missed(look: Look, visit: Visit, code: str) -> Sheet:
    say = look.say
    title = say(N_("You have been called"))
    what = say(
        N_("Please go to the reception and say: {label}, called already."),
        label=visit.label,
    )
    first = card(
        tag("h1", title, id="top", tabindex="-1"),
        tag("p", tag("b", what), class_="f-name"),
        tag("p", say(N_("You need no new number. They will sort it out with you."))),
        class_="warn",
    )
    facts = []
    ticket = visit.ticket
    if ticket is not None and ticket.called_at is not None:
        facts.append((say(N_("Called at")), look.clock(ticket.called_at)))
    if ticket is not None and ticket.counter is not None:
        facts.append((say(N_("Counter")), str(ticket.counter)))
    listed = tag("dl", [_fact(*each) for each in facts], class_="sum")
    parts = [
        first,
        number_card(look, visit, rest=listed),
        telephone_card(look, say(N_("Have you left already?"))),
    ]
    return Sheet(
        f"{visit.label}: {title}",
        tag("div", parts, class_="in narrow"),
        visit.standing.value,
        is_live=True,
        events=f"/t/{code}/events",
    )


def _fact(what: str, words: str) -> Html:
    return tag("div", tag("dt", what), tag("dd", words))


def _old(look: Look, visit: Visit, code: str) -> Sheet:
    say = look.say
    time = look.clock(look.known_at)
    title = say(N_("What is here is of {time}"), time=time)
    if look.hall is None:
        title = say(N_("Waiting for the office"))
    minutes = max(1, round(look.age / 60))
    warned = card(
        tag("h1", title, id="top", tabindex="-1"),
        tag("p", say(N_("Data is {n} min old"), n=minutes)) if look.hall else None,
        tag("p", tag("b", say(N_("Your number counts all the same: watch the hall.")))),
        class_="warn",
        role="alert",
    )
    then = None
    if visit.ahead is not None:
        words = say(
            N_("At {time}: {people}"), time=time, people=how_many(look, visit.ahead)
        )
        then = tag("p", words)
    again = tag("a", say(N_("Look again")), class_="btn", href=look.wishing())
    parts = [
        warned,
        number_card(look, visit, rest=then, is_stale=True) if visit.label else None,
        where_to_wait(look),
        card(again),
    ]
    return Sheet(
        f"{visit.label}: {title}",
        tag("div", parts, class_="in narrow"),
        visit.standing.value,
        is_live=True,
        events=f"/t/{code}/events",
    )
