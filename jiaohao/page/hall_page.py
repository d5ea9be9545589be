"""The page of the hall: notices, hours, who waits, the way to everything else."""

from __future__ import annotations

from jiaohao.page import icons, told
from jiaohao.page.frame import Sheet, card, row, telephone_card, told_lines
from jiaohao.page.html import Html, tag
from jiaohao.page.look import Look
from jiaohao.page.told import Told, told_of
from jiaohao.page.when import minutes_words
from shared.text.catalogue import N_
from shared.trade.crowd import Crowd


def hall_sheet(look: Look) -> Sheet:
    """The hall for everybody."""
    known = told_of(look)
    left = [_hours(look, known), _waiting(look, known), _best_hours(look)]
    right = [
        _services(look),
        _address(look),
        telephone_card(look, look.say(N_("Telephone"))),
        _closed_days(look, known),
    ]
    columns = tag(
        "div",
        tag("div", left, class_="wide"),
        tag("div", right),
        class_="two",
    )
    main = tag("div", _notices(look, known), columns, class_="in")
    name = look.phrase(look.office.name)
    title = look.say(N_("{office}: waiting now"), office=name)
    state = "hall-old" if look.is_old else "hall"
    return Sheet(title, main, state, is_live=True, events="/events")


def _notices(look: Look, known: Told) -> list[Html]:
    found = []
    if look.is_old:
        found.append(_age(look))
    found.append(told_lines(known.notices))
    found += [
        _warned(told.stopped_words(look, each), each.why) for each in known.stopped
    ]
    return found


def _age(look: Look) -> Html:
    say = look.say
    if look.hall is None:
        return _warned(say(N_("Waiting for the office")))
    minutes = max(1, round(look.age / 60))
    time = look.clock(look.known_at)
    title = say(N_("What is here is of {time}"), time=time)
    return _warned(title, say(N_("Data is {n} min old"), n=minutes))


def _warned(title: str, words: str = "") -> Html:
    return card(
        row(
            icons.icon("warning"),
            tag("b", title, class_="t"),
            tag("p", words) if words else None,
        ),
        class_="warn",
    )


def _hours(look: Look, known: Told) -> Html:
    opening = known.opening
    facts = (told.last_number_words(look, opening), told.next_words(look, opening))
    table, week = None, told.week_words(look)
    if week:
        summary = tag("summary", look.say(N_("Opening hours")))
        table = tag("details", summary, tag("div", _by_day(week)), class_="more")
    meanwhile = "" if opening.is_open else look.phrase(look.office.meanwhile)
    return card(
        tag("h1", told.opening_words(look, opening), id="top", tabindex="-1"),
        [tag("p", each) for each in (*facts, meanwhile) if each],
        table,
    )


def _by_day(said: list[tuple[str, str]]) -> Html:
    rows = [
        tag("tr", tag("th", day, scope="row"), tag("td", hours)) for day, hours in said
    ]
    return tag("table", tag("tbody", rows))


def _best_hours(look: Look) -> Html | None:
    said = told.best_words(look)
    if not said:
        return None
    heading = tag("h2", look.say(told.BEST_HOURS))
    note = tag("p", look.say(told.BEST_HOURS_NOTE), class_="note muted")
    return card(heading, _by_day(said), note)


def _waiting(look: Look, known: Told) -> Html | None:
    if not known.crowds:
        return None
    say = look.say
    listed = tag("ul", [_crowd(look, each) for each in known.crowds], class_="letters")
    note = None
    if any(each.people is None for each in known.crowds):
        words = N_("So few people are not counted, to protect those who wait.")
        note = tag("p", say(words), class_="note muted")
    return card(tag("h2", say(N_("Waiting now"))), listed, note)


def _crowd(look: Look, crowd: Crowd) -> Html:
    letters = look.office.letters
    picture = icons.badge(crowd.letter, letters) if crowd.letter else None
    hidden = tag("span", crowd.letter, class_="vh") if crowd.letter else None
    wait = None
    if crowd.wait is not None:
        words = minutes_words(look, crowd.wait)
        wait = tag("span", words, data_f=f"wait{crowd.letter}")
    return tag(
        "li",
        picture,
        tag(
            "div",
            hidden,
            tag(
                "p",
                tag(
                    "span",
                    told.people_words(look, crowd),
                    data_f=f"people{crowd.letter}",
                ),
                wait,
                class_="big",
            ),
            tag("p", told.names_of(look, crowd), class_="muted note"),
        ),
    )


def _services(look: Look) -> Html:
    say, count = look.say, len(look.office.services)
    words = say(N_("Services: {n}. How many steps, and what to bring."), n=count)
    heading = tag("h2", say(N_("Before you come")))
    button = tag(
        "a",
        say(N_("Steps and documents")),
        class_="btn",
        href=look.link("/services"),
    )
    return card(row(icons.icon("paper"), heading, tag("p", words)), button)


def _address(look: Look) -> Html | None:
    if not look.address:
        return None
    heading = tag("h2", look.say(N_("This page's address, for the telephone")))
    return card(heading, tag("p", tag("b", look.address), class_="f-name"))


def _closed_days(look: Look, known: Told) -> Html | None:
    if not known.closed_days:
        return None
    days = [tag("p", told.day_words(look, each)) for each in known.closed_days]
    heading = tag("h2", look.say(N_("Closed on")))
    return card(row(icons.icon("calendar"), heading, days))
