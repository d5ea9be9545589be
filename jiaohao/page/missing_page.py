"""What is said where there is no page."""

from __future__ import annotations

from jiaohao.page.frame import Sheet, card
from jiaohao.page.html import tag
from jiaohao.page.look import Look
from shared.text.catalogue import N_


def missing_sheet(look: Look) -> Sheet:
    """There is no page here; the way to the hall."""
    say = look.say
    title = say(N_("There is no page here"))
    button = tag("a", say(N_("The hall now")), class_="btn main", href=look.link("/"))
    heading = tag("h1", title, id="top", tabindex="-1")
    return Sheet(
        title, tag("div", card(heading, button), class_="in narrow"), "missing"
    )
