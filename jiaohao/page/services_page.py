"""Steps and papers of every service, found by words; it never renews itself."""

from __future__ import annotations

import unicodedata

from jiaohao.page.frame import Sheet, card, wish_fields
from jiaohao.page.html import Html, tag
from jiaohao.page.look import Look
from shared.office.model import Office, Service
from shared.text.catalogue import N_, Phrase

LONGEST_SEARCH = 100


def found_services(office: Office, words: str) -> list[Service]:
    """The services in which every one of the words stands, in any language."""
    sought = _plain(words[:LONGEST_SEARCH]).split()
    return [
        each for each in office.services if all(part in _text(each) for part in sought)
    ]


def _text(service: Service) -> str:
    phrases: list[Phrase | None] = [
        service.name,
        service.short,
        service.for_whom,
        *service.steps,
        *service.documents,
    ]
    said = [words for each in phrases if each for words in each.by_language.values()]
    return _plain(" ".join([service.code, *said]))


def _plain(words: str) -> str:
    """Words as they are compared: without case, width and accents."""
    split = unicodedata.normalize("NFKD", words.casefold())
    return "".join(each for each in split if not unicodedata.combining(each))


def services_sheet(look: Look, words: str) -> Sheet:
    """All services, or those found."""
    say, office = look.say, look.office
    words = words[:LONGEST_SEARCH].strip()
    found = found_services(office, words)
    title = say(N_("Steps and documents"))
    main = tag(
        "div",
        tag("p", tag("a", "← ", say(N_("The hall now")), href=look.link("/"))),
        tag("h1", title, id="top", tabindex="-1"),
        _form(look, words),
        _result(look, words, found),
        class_="in narrow",
    )
    return Sheet(f"{title}: {words}" if words else title, main, "services")


def _form(look: Look, words: str) -> Html:
    say = look.say
    return tag(
        "form",
        wish_fields(look),
        tag("label", say(N_("What do you need?")), class_="wide100", for_="q"),
        tag("input", id="q", name="q", type="search", value=words, autocomplete="off"),
        tag("button", say(N_("Find")), class_="btn", type="submit"),
        role="search",
        method="get",
        action=f"{look.prefix}/services",
        class_="find lead2",
    )


def _result(look: Look, words: str, found: list[Service]) -> Html:
    say = look.say
    everything = None
    heading = say(N_("All services: {n}"), n=len(look.office.services))
    if words:
        everything = tag("p", tag("a", heading, href=look.link("/services")))
        heading = say(N_("Found for “{words}”: {n}"), words=words, n=len(found))
    hint = None
    if not found:
        hint = tag("p", say(N_("Please try fewer words, or ask the staff.")))
    is_open = 0 < len(found) <= 2
    parts = [_service(look, each, is_open=is_open) for each in found]
    return tag("div", card(tag("h2", heading), hint, parts), everything)


def _service(look: Look, service: Service, *, is_open: bool) -> Html:
    say = look.say
    facts = [
        look.phrase(service.for_whom),
        say(N_("Numbers begin with {letter}"), letter=service.letter),
    ]
    steps = [tag("li", look.phrase(each)) for each in service.steps]
    papers = [tag("li", look.phrase(each), class_="box") for each in service.documents]
    legal = look.phrase(service.legal)
    content = [
        [tag("p", each, class_="muted") for each in facts if each],
        [tag("h3", say(N_("Steps"))), tag("ol", steps, class_="steps")]
        if steps
        else None,
        [tag("h3", say(N_("Documents to bring"))), tag("ul", papers, class_="plain")]
        if papers
        else None,
        [tag("h3", say(N_("Legal basis"))), tag("p", legal)] if legal else None,
    ]
    return tag(
        "details",
        tag("summary", tag("b", look.phrase(service.name))),
        tag("div", content),
        class_="more",
        open=is_open,
    )
