"""The page of a region: which office is emptiest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiaohao.page.frame import Sheet, card, document, foot_of, other_size, wish_fields
from jiaohao.page.html import Child, Html, tag
from jiaohao.page.look import Reader, Wishes
from jiaohao.page.told import next_words, opening_words
from jiaohao.page.when import minutes_words
from jiaohao.region.page.emptiest import OfficeTold
from shared.clock import local
from shared.text.catalogue import N_, Phrase

FRONT = "/"


@dataclass(frozen=True, slots=True)
class RegionLook(Reader):
    """What is known when the page of a region is made."""

    offices: Sequence[OfficeTold]
    """The emptiest first."""
    services: Mapping[str, Phrase]
    languages: Sequence[str]
    service: str
    """The code of the one that is asked for, or ""."""
    language: str
    wishes: Wishes
    prefix: str = ""
    path: str = FRONT


def region_page(look: RegionLook) -> str:
    """The whole page as it is sent."""
    say = look.say
    title = say(N_("Which office is emptiest?"))
    offices = [_office(look, each, at == 0) for at, each in enumerate(look.offices)]
    nobody = None if offices else card(say(N_("No office has told anything yet.")))
    far = N_("The way there is not counted. Look once more before you go.")
    main = tag(
        "div",
        tag("h1", title, id="top", tabindex="-1"),
        _choice(look) if len(look.services) > 1 else None,
        tag("ol", offices, class_="plain cols"),
        nobody,
        tag("p", say(far), class_="note muted"),
        class_="in",
    )
    again = look.link(FRONT, **({"s": look.service} if look.service else {}))
    links = [(again, say(N_("Look again"))), other_size(look)]
    name = say(N_("All offices"))
    sheet = Sheet(title, main, "region")
    foot = foot_of(look, links)
    return document(look, sheet, foot, name=name, languages=look.languages)


def _choice(look: RegionLook) -> Html:
    say = look.say
    named = {"": say(N_("All services"))}
    named |= {code: look.phrase(name) for code, name in look.services.items()}
    options = [
        tag("option", words, value=code, selected=code == look.service)
        for code, words in named.items()
    ]
    return tag(
        "form",
        wish_fields(look),
        tag("label", say(N_("What do you need?")), class_="wide100", for_="s"),
        tag("select", options, id="s", name="s"),
        tag("button", say(N_("Find")), class_="btn", type="submit"),
        method="get",
        action=f"{look.prefix}{FRONT}",
        class_="find lead2",
    )


def _office(look: RegionLook, told: OfficeTold, is_first: bool) -> Html:
    name: Child = look.phrase(told.office.name)
    if told.office.pages is not None:
        name = tag("a", name, href=f"{told.office.pages.address}/")
    is_best = is_first and told.is_choice and len(look.offices) > 1
    best = tag("b", "✓ ", look.say(N_("Least waiting now")), class_="tag")
    kind = "now" if is_best else "card" if told.is_choice else "card stale"
    facts = None if is_best else "muted"
    return tag(
        "li",
        tag("p", best) if is_best else None,
        tag("h2", name),
        tag("p", _crowd(look, told), class_="f-name"),
        [tag("p", each, class_=facts) for each in _facts(look, told)],
        class_=kind,
    )


def _crowd(look: RegionLook, told: OfficeTold) -> Child:
    say = look.say
    if told.is_silent:
        if told.told_at is None:
            return tag("b", say(N_("Not known")))
        time = _clock(told, told.told_at)
        return tag("b", say(N_("Not known: the data stops at {time}"), time=time))
    if not told.opening.is_open:
        return tag("b", opening_words(look, told.opening))
    if told.is_stopped:
        return tag("b", say(N_("No numbers at present")))
    people = _people(look, told)
    if told.wait is None:
        return tag("b", people)
    wait = tag("b", minutes_words(look, told.wait), class_="k")
    return [wait, " ", tag("span", people, class_="k")]


def _people(look: RegionLook, told: OfficeTold) -> str:
    if told.is_few:
        few = told.office.privacy_from
        return look.say(N_("fewer than {n} people wait"), n=few)
    if told.people is None:
        return look.say(N_("How many wait is not told here"))
    if told.people == 1:
        return look.say(N_("1 person waits"))
    return look.say(N_("{n} people wait"), n=told.people)


def _facts(look: RegionLook, told: OfficeTold) -> list[str]:
    say = look.say
    found = []
    if told.is_choice and told.longest is not None:
        found.append(say(N_("The longest wait so far: {n} min"), n=told.longest))
    if told.opening.is_open:
        found.append(opening_words(look, told.opening))
    elif told.opening.next is not None:
        found.append(next_words(look, told.opening))
    if told.told_at is not None and not told.is_silent:
        time = _clock(told, told.told_at, has_seconds=True)
        found.append(say(N_("As of {time}"), time=time))
    return found


def _clock(told: OfficeTold, instant: int, *, has_seconds: bool = False) -> str:
    wall = local(instant, told.office.time_zone)
    return f"{wall:%H:%M:%S}" if has_seconds else f"{wall:%H:%M}"
