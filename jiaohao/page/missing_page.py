"""What is said where there is no page, or where too much was sent to one."""

from __future__ import annotations

from jiaohao.page.frame import Sheet, card
from jiaohao.page.html import Html, tag
from jiaohao.page.look import Look
from shared.text.catalogue import N_


def missing_sheet(look: Look) -> Sheet:
    """There is no page here; the way to the hall."""
    return _sheet(look, "missing", look.say(N_("There is no page here")))


def too_much_sheet(look: Look) -> Sheet:
    """More was sent than a form holds; it was not read."""
    words = N_(
        "Nothing of it was kept. Please go back and write less: what you wrote is"
        " still there."
    )
    title = look.say(N_("That was too long"))
    return _sheet(look, "too-much", title, tag("p", look.say(words)))


def _sheet(look: Look, state: str, title: str, words: Html | None = None) -> Sheet:
    hall = look.say(N_("The hall now"))
    button = tag("a", hall, class_="btn main", href=look.link("/"))
    heading = tag("h1", title, id="top", tabindex="-1")
    main = tag("div", card(heading, words, button), class_="in narrow")
    return Sheet(title, main, state)
