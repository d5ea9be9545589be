"""What is said where no page is shown that was asked for, and what to do then."""

from __future__ import annotations

from jiaohao.page.frame import Sheet, told_sheet
from jiaohao.page.look import Look
from shared.text.catalogue import N_

_HALL = N_("The hall now")
_AGAIN = N_("Try again")


def missing_sheet(look: Look) -> Sheet:
    """There is no page here; the way to the hall."""
    title = look.say(N_("There is no page here"))
    return told_sheet("missing", title, "", look.say(_HALL), look.link("/"))


def too_much_sheet(look: Look) -> Sheet:
    """More was sent than a form holds; it was not read."""
    words = N_(
        "Nothing of it was kept. Please go back and write less: what you wrote is"
        " still there."
    )
    title = look.say(N_("That was too long"))
    return told_sheet(
        "too-much", title, look.say(words), look.say(_HALL), look.link("/")
    )


def too_often_sheet(look: Look, seconds: int) -> Sheet:
    """Too much is asked from where this one asks; `seconds` until it may be tried."""
    words = N_(
        "Very much was asked from this connection. Please try again in {seconds} s."
        " Your number keeps its place, and the screens in the hall show it."
    )
    title = look.say(N_("Please wait a moment"))
    told = look.say(words, seconds=seconds)
    return told_sheet("too-often", title, told, look.say(_AGAIN), look.link(look.path))


def other_address_sheet(look: Look, address: str) -> Sheet:
    """These pages were reached under a name that is not theirs; theirs is `address`."""
    words = N_("They stand at {address}. Please go on from there.")
    title = look.say(N_("These pages have another address"))
    told = look.say(words, address=address)
    return told_sheet("other-address", title, told, look.say(_HALL), f"{address}/")
