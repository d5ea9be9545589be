"""Parts that several pages of a number have in common."""

from __future__ import annotations

from functools import lru_cache

from jiaohao.page import icons
from jiaohao.page.frame import card, row
from jiaohao.page.html import Html, tag
from jiaohao.page.look import NEAR, Look
from jiaohao.page.told import posted_words
from jiaohao.page.visit import Visit
from jiaohao.page.when import asked_and_told, promised_words, when_called
from shared.office.model import Service
from shared.text.catalogue import N_, catalogue


def how_many(look: Look, ahead: int) -> str:
    """How many people go before."""
    return _how_many(look.language, ahead)


@lru_cache(maxsize=4_096)
def _how_many(language: str, ahead: int) -> str:
    say = catalogue(language)
    if ahead == 0:
        return say(N_("You are next"))
    if ahead == 1:
        return say(N_("1 person ahead of you"))
    return say(N_("{n} people ahead of you"), n=ahead)


def notices_of(look: Look, visit: Visit) -> list[str]:
    """What staff tell everybody, and who waits for this."""
    return posted_words(look, visit.ticket.service if visit.ticket else None)


def when_row(look: Look, visit: Visit) -> Html | None:
    """When it will be called, and what was said before; none where it is not known."""
    when = when_called(look, visit.ticket)
    if when is None:
        return None
    before = promised_words(look, visit.ticket)
    return row(
        icons.icon("clock"),
        tag("p", when.clock, class_="big", data_f="clock"),
        tag("p", when.minutes, data_f="minutes"),
        tag("p", before, class_="note muted") if before else None,
        tag("p", when.back, data_f="back"),
    )


def how_estimated(look: Look, visit: Visit) -> Html | None:
    """How the time is known, and how it changed; folded up."""
    said = asked_and_told(look, visit.ticket)
    if not said or when_called(look, visit.ticket) is None:
        return None
    say = look.say
    words = N_(
        "From how long visits take today and took at this hour on past days, and how"
        " many counters are at work. About 8 people of 10 are called within it. It"
        " moves when those before you are quicker or slower."
    )
    heads = [say(N_("Asked at")), say(N_("You will be called"))]
    head = tag("tr", [tag("th", each, scope="col") for each in heads])
    rows = [
        tag(
            "tr",
            tag("th", time or say(N_("Now")), scope="row"),
            tag("td", told, data_f=None if time else "clock"),
        )
        for time, told in said
    ]
    table = tag("table", tag("thead", head), tag("tbody", rows))
    return tag(
        "details",
        tag("summary", say(N_("How is the time estimated?"))),
        tag("div", tag("p", say(words)), table),
        class_="more",
    )


def service_of(look: Look, visit: Visit) -> Service | None:
    """What the visit is for at present."""
    return look.office.service(visit.ticket.service) if visit.ticket else None


def service_name(look: Look, visit: Visit) -> str:
    """What the visit is for, in words; "" where it is not known."""
    service = service_of(look, visit)
    return look.phrase(service.name) if service is not None else ""


def number_card(
    look: Look,
    visit: Visit,
    *,
    rest: Html | None = None,
    is_heading: bool = False,
    is_stale: bool = False,
) -> Html:
    """The number as it is on the paper, what it is for, and the rest below."""
    words = look.say(N_("Your number"))
    caption = tag("p", words, class_="muted")
    if is_heading:
        hidden = tag("span", f" {visit.label}", class_="vh")
        caption = tag("h1", words, hidden, id="top", tabindex="-1", class_="sub muted")
    name = service_name(look, visit)
    return card(
        caption,
        icons.number(visit.label, look.office.letters),
        tag("p", tag("b", name), class_="up0") if name else None,
        rest,
        class_="card stale" if is_stale else "card",
    )


def where_to_wait(look: Look) -> Html:
    """Where to wait, and how one will know."""
    say = look.say
    place = look.phrase(look.office.waiting_area) or say(
        N_("Please watch the lobby screen")
    )
    words = N_(
        "When you are called, this whole page turns yellow; the hall says it too."
    )
    return card(
        row(icons.icon("seat"), tag("h2", place), tag("p", say(words), class_="muted"))
    )


def documents(look: Look, visit: Visit) -> Html | None:
    """What to have in hand, with boxes to tick where a script keeps them."""
    service = service_of(look, visit)
    if service is None or not service.documents:
        return None
    listed = [look.phrase(each) for each in service.documents]
    ticked = tag(
        "ul",
        [
            tag(
                "li",
                tag(
                    "label",
                    tag("input", type="checkbox", autocomplete="off"),
                    tag("span", each),
                ),
            )
            for each in listed
        ],
        class_="ticks",
        data_js=True,
        hidden=True,
    )
    plain = tag(
        "ul",
        [tag("li", each, class_="box") for each in listed],
        class_="plain",
        data_nojs=True,
    )
    heading = tag("h2", look.say(N_("Documents to bring")))
    return card(heading, ticked, plain, id="papers")


def alert(look: Look) -> Html:
    """From how many people ahead on the visitor wants to know, by sound if possible."""
    words = look.say(N_("Alert me when so many are ahead"))
    return card(_by_script(look, words), _by_links(look, words), class_="card noprint")


def _by_script(look: Look, words: str) -> Html:
    say = look.say
    chosen = [
        tag(
            "label",
            tag(
                "input",
                type="radio",
                name="n",
                value=str(each),
                checked=each == look.wishes.near,
                data_href=look.wishing(near=each),
            ),
            tag("span", str(each)),
            class_="pick",
        )
        for each in NEAR
    ]
    stay = N_(
        "Keep this page open and the screen on, or nothing rings."
        " The hall calls you all the same."
    )
    return tag(
        "form",
        tag(
            "fieldset",
            tag("legend", tag("h2", words)),
            tag("div", chosen, class_="tiles"),
        ),
        tag(
            "label",
            tag("input", type="checkbox", checked=True, id="shake"),
            tag("span", say(N_("Vibrate"))),
            class_="pick",
            data_vibrate=True,
        ),
        bell(look),
        tag("p", say(stay), class_="note muted up05"),
        data_js=True,
        hidden=True,
    )


def bell(look: Look) -> Html:
    """Turns the sound on and off; only a script can keep its word."""
    on, off = look.say(N_("Turn the sound on")), look.say(N_("Turn the sound off"))
    return tag(
        "button", on, class_="btn", type="button", id="bell", data_on=off, data_off=on
    )


def _by_links(look: Look, words: str) -> Html:
    chosen = [
        tag("li", tag("b", f"✓ {each}", aria_current="true"))
        if each == look.wishes.near
        else tag("li", tag("a", str(each), href=look.wishing(near=each)))
        for each in NEAR
    ]
    note = N_(
        "Here nothing can ring: please look."
        " When it is soon, a yellow box stands on top."
    )
    return tag(
        "div",
        tag("h2", words),
        tag("ul", chosen, class_="chips up05"),
        tag("p", look.say(note), class_="note muted"),
        data_nojs=True,
    )
