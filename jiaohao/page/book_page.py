"""The pages on which an appointment is made: service, day, time, is this right?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from jiaohao.page.booking_desk import DAYS_AT_ONCE, DayOffered
from jiaohao.page.frame import Sheet, card, told_sheet, wish_fields
from jiaohao.page.html import Child, Html, tag
from jiaohao.page.look import Look
from jiaohao.page.told import day_words
from shared.clock import local
from shared.text.catalogue import N_
from shared.trade.booking import BOOK_PLACE, Slot

_STEPS: Final = 4
_NOON: Final = 12
_MINUTES: Final = N_("About {n} minutes")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen so far; it stands in the address."""

    service: str = ""
    day: date | None = None
    at: int | None = None
    """Milliseconds since 1970, UTC."""

    def fields(self) -> dict[str, str]:
        """As fields of a form."""
        found = {"s": self.service} if self.service else {}
        if self.day is not None:
            found["d"] = self.day.isoformat()
        if self.at is not None:
            found["t"] = str(self.at)
        return found


def service_sheet(look: Look) -> Sheet:
    """The first step: what for."""
    say, office = look.say, look.office
    title = say(N_("What would you like to book?"))
    offered = [office.service(each.service) for each in office.appointments.bookable]
    picks = [
        _pick("s", each.code, look.phrase(each.name), _minutes(look, each.code))
        for each in offered
        if each is not None
    ]
    other = N_("Other services need no appointment: come and take a number.")
    hall = tag("a", say(N_("The hall now")), href=look.link("/"))
    rest = tag("p", say(other), " ", hall, class_="note muted up05")
    return _step(look, 1, title, Chosen(), [_choice(title, picks)], rest)


def day_sheet(look: Look, chosen: Chosen, days: Sequence[DayOffered]) -> Sheet:
    """The second step: which day."""
    say = look.say
    title = say(N_("Which day suits you?"))
    picks = [_day(look, each) for each in days]
    if not days:
        none = say(N_("No day can be booked at present. Please ask the staff."))
        picks = [tag("p", none)]
    later = None
    if len(days) == DAYS_AT_ONCE:
        asked = {**chosen.fields(), "after": days[-1].day.isoformat()}
        words = say(N_("Later days"))
        later = tag(
            "p", tag("a", words, href=look.link(BOOK_PLACE, **asked)), class_="up05"
        )
    is_offered = any(each.free for each in days)
    choice = [_choice(title, picks, _what(look, chosen))]
    return _step(look, 2, title, chosen, choice, later, goes_on=is_offered)


def time_sheet(
    look: Look, chosen: Chosen, slots: Sequence[Slot], *, is_taken: bool = False
) -> Sheet:
    """The third step: what time; `is_taken`: somebody was faster."""
    say = look.say
    day = day_words(look, chosen.day) if chosen.day is not None else ""
    title = say(N_("What time on {day}?"), day=day)
    free = [each for each in slots if each.free]
    halves = [
        (N_("Morning"), [each for each in free if _hour(look, each) < _NOON]),
        (N_("Afternoon"), [each for each in free if _hour(look, each) >= _NOON]),
    ]
    parts: list[Child] = [_taken(look)] if is_taken else []
    parts += [
        tag("h1", title, id="top", tabindex="-1"),
        tag("p", _what(look, chosen), class_="muted"),
    ]
    parts += [_half(look, say(words), those) for words, those in halves if those]
    if not free:
        parts.append(tag("p", say(N_("Nothing is free on this day any more."))))
    return _step(look, 3, title, chosen, parts, goes_on=bool(free))


def right_sheet(
    look: Look, chosen: Chosen, id: str, *, is_unsure: bool = False
) -> Sheet:
    """The last step: is this right? `id` is the request's, so that who sends it twice
    books once; `is_unsure`: it was sent, and no answer came."""
    say = look.say
    title = say(N_("Is this right?"))
    words = N_("It is not known yet whether it is booked.")
    again = N_("Please send it once more: you are not booked twice.")
    warning = card(tag("b", say(words)), tag("p", say(again)), class_="warn")
    nothing = N_(
        "No name and no telephone number is asked. You get a code to check in with."
    )
    form = tag(
        "form",
        _hidden({**chosen.fields(), "id": id}),
        tag("button", say(N_("Book it")), class_="btn main", type="submit"),
        method="post",
        action=look.link(BOOK_PLACE),
    )
    asked = card(
        tag("h1", title, id="top", tabindex="-1"),
        facts(look, chosen.service, chosen.at or 0),
        tag("p", say(nothing)),
        form,
    )
    main = _page(look, 4, chosen, [warning if is_unsure else None, asked])
    return Sheet(title, main, "book")


def facts(look: Look, service: str, at: int) -> Html:
    """Of an appointment: what for, when and where."""
    say, found = look.say, look.office.service(service)
    listed = (
        (say(N_("Service")), look.phrase(found.name) if found is not None else service),
        (say(N_("When")), when_words(look, at)),
        (say(N_("Where")), look.phrase(look.office.name)),
    )
    rows = [tag("div", tag("dt", what), tag("dd", words)) for what, words in listed]
    return tag("dl", rows, class_="sum")


def when_words(look: Look, at: int) -> str:
    """The day and the time of a slot."""
    wall = local(at, look.office.time_zone)
    return f"{day_words(look, wall.date())} {wall:%H:%M}"


def trouble_sheet(look: Look) -> Sheet:
    """Nothing can be booked now: the office does not answer."""
    say = look.say
    title = say(N_("Appointments cannot be made at this moment"))
    words = say(N_("Please try again in a few minutes, or ask the staff."))
    again, place = say(N_("Try again")), look.link(BOOK_PLACE)
    return told_sheet("book", title, words, again, place, class_="warn")


def _step(
    look: Look,
    number: int,
    title: str,
    chosen: Chosen,
    parts: Sequence[Child],
    rest: Html | None = None,
    *,
    goes_on: bool = True,
) -> Sheet:
    button = tag("button", look.say(N_("Next step")), class_="btn main", type="submit")
    form = tag(
        "form",
        wish_fields(look),
        _hidden(chosen.fields()),
        parts,
        button if goes_on else None,
        method="get",
        action=f"{look.prefix}{BOOK_PLACE}",
    )
    return Sheet(title, _page(look, number, chosen, [form, rest]), "book")


def _page(look: Look, number: int, chosen: Chosen, parts: Sequence[Child]) -> Html:
    say = look.say
    before = {2: {}, 3: ["s"], 4: ["s", "d"]}.get(number)
    back = None
    if before is not None:
        kept = {name: chosen.fields().get(name, "") for name in before}
        words = say(N_("Back"))
        back = tag("p", tag("a", "← ", words, href=look.link(BOOK_PLACE, **kept)))
    words = say(N_("Appointment, step {n} of {all}"), n=number, all=_STEPS)
    return tag("div", back, tag("p", words, class_="muted"), *parts, class_="in narrow")


def _hidden(fields: dict[str, str]) -> list[Html]:
    return [
        tag("input", type="hidden", name=name, value=value)
        for name, value in fields.items()
    ]


def _choice(title: str, picks: Sequence[Child], words: str = "") -> Html:
    legend = tag("legend", tag("h1", title, id="top", tabindex="-1"))
    about = tag("p", words, class_="muted") if words else None
    return tag("fieldset", legend, about, *picks)


def _pick(name: str, value: str, words: str, more: str = "") -> Html:
    radio = tag("input", type="radio", name=name, value=value, required=True)
    small = tag("small", more, class_="muted") if more else None
    between = tag("br") if more else None
    said = tag("span", tag("b", words), between, small)
    return tag("label", radio, said, class_="pick")


def _day(look: Look, offered: DayOffered) -> Html:
    words = day_words(look, offered.day)
    if not offered.free:
        full = look.say(N_("Full"))
        return tag("p", tag("b", words), tag("br"), full, class_="full")
    free = look.say(N_("Times that are free: {n}"), n=offered.free)
    return _pick("d", offered.day.isoformat(), words, free)


def _half(look: Look, words: str, slots: Sequence[Slot]) -> Html:
    tiles = [_pick("t", str(each.at), look.clock(each.at)) for each in slots]
    legend = tag("legend", words)
    return tag("fieldset", legend, tag("div", tiles, class_="tiles"), class_="up05")


def _hour(look: Look, slot: Slot) -> int:
    return local(slot.at, look.office.time_zone).hour


def _taken(look: Look) -> Html:
    title = tag("b", look.say(N_("This time has just been taken")))
    words = tag("p", look.say(N_("Please choose another one.")))
    return card(title, words, class_="warn")


def _what(look: Look, chosen: Chosen) -> str:
    service = look.office.service(chosen.service)
    name = look.phrase(service.name) if service is not None else ""
    return f"{name} · {_minutes(look, chosen.service)}"


def _minutes(look: Look, service: str) -> str:
    bookable = look.office.appointments.of(service)
    return look.say(_MINUTES, n=bookable.minutes) if bookable is not None else ""
