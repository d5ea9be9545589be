"""What every page has: the band, the languages, the foot, how it renews itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiaohao.page.files import SCRIPT, STYLE
from jiaohao.page.html import Child, Html, joined, tag
from jiaohao.page.icons import icon
from jiaohao.page.look import Look, Reader
from shared.clock import rfc3339
from shared.text.catalogue import N_
from shared.text.languages import own_name

REFRESH_SECONDS: Final = 20
_GONE: Final = N_("No connection. What stands here may be old: please watch the hall.")
_NIGHT: Final = "#06101c"
_BAND: Final = "#0d2b45"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's own part."""

    title: str
    main: Html
    state: str
    """A word for the script: another one means another page."""
    is_live: bool = False
    """Whether it renews itself; never one with a field to fill in."""
    events: str = ""
    """Where the script hears what changed, without the prefix."""
    ahead: int | None = None
    calls: int = 0
    """How often the number was called."""
    is_called: bool = False


def told_lines(lines: Sequence[str]) -> Html:
    """What staff tell, a line each; unseen while there is nothing, and kept up to date
    by the script (`notices`)."""
    words = "\n".join(lines)
    return tag("p", words, class_="warn told", role="status", data_f="notices")


def told_sheet(
    state: str, title: str, words: str, does: str, href: str, *, class_: str = "card"
) -> Sheet:
    """A page of a few words, if any, and one way on."""
    told = tag("p", words) if words else None
    heading = tag("h1", title, id="top", tabindex="-1")
    button = tag("a", does, class_="btn main", href=href)
    main = card(heading, told, button, class_=class_)
    return Sheet(title, tag("div", main, class_="in narrow"), state)


def page(look: Look, sheet: Sheet) -> str:
    """The whole page as it is sent."""
    name, languages = look.phrase(look.office.name), look.office.languages
    return document(look, sheet, _foot(look, sheet), name=name, languages=languages)


def document(
    look: Reader, sheet: Sheet, foot: Html, *, name: str, languages: Sequence[str]
) -> str:
    """A whole page under the name of an office or a region, in one of its languages."""
    say = look.say
    body = tag(
        "body",
        tag("a", say(N_("Skip to the content")), class_="skip", href="#top"),
        _band(look, name, languages),
        tag("p", say(_GONE), class_="warn", role="alert", id="gone", hidden=True),
        tag("main", sheet.main, id="main"),
        tag("p", class_="vh", role="status", aria_live="polite", id="say"),
        foot,
        tag("script", src=f"{look.prefix}{SCRIPT}"),
        class_="called" if sheet.is_called else None,
        data_state=sheet.state,
        data_calls=str(sheet.calls),
        data_ahead=str(sheet.ahead) if sheet.ahead is not None else "null",
        data_events=_events(look, sheet),
    )
    return "<!doctype html>" + tag(
        "html",
        _head(look, sheet),
        body,
        lang=look.language,
        class_="large" if look.wishes.is_large else None,
    )


def _events(look: Reader, sheet: Sheet) -> str | None:
    if not sheet.is_live or not sheet.events or look.wishes.is_still:
        return None
    return look.link(sheet.events)


def _head(look: Reader, sheet: Sheet) -> Html:
    renews = sheet.is_live and not look.wishes.is_still
    renew = tag("meta", http_equiv="refresh", content=str(REFRESH_SECONDS))
    ground = _NIGHT if sheet.is_called else _BAND
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("title", sheet.title),
        tag("meta", name="viewport", content="width=device-width,initial-scale=1"),
        tag("meta", name="robots", content="noindex") if sheet.events else None,
        tag("meta", name="theme-color", content=ground),
        tag("noscript", renew) if renews else None,
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href=f"{look.prefix}{STYLE}"),
    )


def _band(look: Reader, name: str, languages: Sequence[str]) -> Html:
    listed = tag(
        "ul",
        [
            tag(
                "li",
                tag(
                    "a",
                    ("✓ " if each == look.language else "") + own_name(each),
                    lang=each if each != look.language else None,
                    hreflang=each,
                    href=look.wishing(language=each),
                    aria_current="true" if each == look.language else None,
                ),
            )
            for each in languages
        ],
        class_="langs",
    )
    own = look.say(N_("Language"))
    called = own if own == "Language" else f"{own} Language"
    choice = tag("details", tag("summary", called), listed)
    return tag(
        "header",
        tag(
            "div",
            tag("a", name, class_="name", href=look.link("/")),
            choice if len(languages) > 1 else None,
            class_="in",
        ),
        class_="band",
    )


def _foot(look: Look, sheet: Sheet) -> Html:
    say = look.say
    links = [
        (look.link("/"), say(N_("The hall now"))),
        (look.link("/services"), say(N_("Steps and documents"))),
        other_size(look),
    ]
    if look.office.appointments.bookable:
        links.insert(1, (look.link("/book"), say(N_("Appointments"))))
    if look.office.survey is not None:
        links.insert(-1, (look.link("/comments"), say(N_("Comments and answers"))))
    if look.office.phone:
        words = say(N_("Telephone: {phone}"), phone=look.office.phone)
        links.append((telephone(look.office.phone), words))
    known = rfc3339(look.known_at, look.office.time_zone)
    time = tag(
        "time",
        look.clock(look.known_at, has_seconds=True),
        datetime=known,
        data_f="as_of",
    )
    if look.hall is None:
        return foot_of(look, links)
    as_of = around(say(N_("As of {time}"), time="\0"), time)
    return foot_of(look, links, as_of, " ", _renewing(look, sheet))


def other_size(look: Reader) -> tuple[str, str]:
    """The way to this page in the other size of letters: address and words."""
    is_large = look.wishes.is_large
    size = N_("Usual letters") if is_large else N_("Large letters")
    return look.wishing(is_large=not is_large), look.say(size)


def foot_of(look: Reader, links: Sequence[tuple[str, str]], *as_of: Child) -> Html:
    """The foot of a page: where else to go, and of when it is."""
    say = look.say
    listed = [tag("li", tag("a", words, href=href)) for href, words in links]
    nothing = N_("This page uses no cookies, asks for no name and keeps no place.")
    return tag(
        "footer",
        tag(
            "div",
            tag("nav", tag("ul", listed), aria_label=say(N_("More"))),
            tag("p", *as_of, class_="note muted") if as_of else None,
            tag("p", say(nothing), class_="note muted"),
            class_="in",
        ),
    )


def _renewing(look: Look, sheet: Sheet) -> Html | None:
    if not sheet.is_live:
        return None
    say = look.say
    if look.wishes.is_still:
        return tag(
            "a", say(N_("Renew this page by itself")), href=look.wishing(is_still=False)
        )
    words = say(N_("This page renews itself every {n} seconds."), n=REFRESH_SECONDS)
    stop = tag("a", say(N_("Stop that")), href=look.wishing(is_still=True))
    return tag("span", words, " ", stop, data_nojs=True)


def wish_fields(look: Reader) -> list[Html]:
    """What a form carries on of the visitor's wishes."""
    wishes = look.wishes
    kept = {"lang": wishes.language, "size": "large" if wishes.is_large else ""}
    return [
        tag("input", type="hidden", name=name, value=value)
        for name, value in kept.items()
        if value
    ]


def telephone(phone: str) -> str:
    """What a telephone dials when the number is touched."""
    return "tel:" + "".join(each for each in phone if each in "+0123456789*#")


def telephone_card(look: Look, heading: str) -> Html | None:
    """The office's telephone number, large; nothing where it has none."""
    phone = look.office.phone
    if not phone:
        return None
    number = tag("a", phone, href=telephone(phone), class_="num f-head")
    return card(row(icon("phone"), tag("h2", heading), tag("p", number)))


def around(words: str, middle: Child) -> Html:
    """A sentence with markup in the place where it has a zero character."""
    before, _, after = words.partition("\0")
    return joined(before, middle, after)


def card(*children: Child, class_: str = "card", **attributes: str) -> Html:
    """What is read together."""
    return tag("section", *children, class_=class_, **attributes)


def row(picture: Html, *children: Child) -> Html:
    """An icon, and the words beside it."""
    return tag("div", picture, tag("div", *children), class_="row")
