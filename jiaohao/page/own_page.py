"""The pages on which somebody gives a number back, or steps out for a while."""

from __future__ import annotations

from jiaohao.page import icons
from jiaohao.page.frame import Sheet, card, row, told_lines, told_sheet
from jiaohao.page.html import Html, tag
from jiaohao.page.look import Look
from jiaohao.page.visit import Visit
from jiaohao.page.visit_parts import how_many, notices_of
from shared.text.catalogue import N_
from shared.trade.ticket_code import PLACE

GIVE_BACK = "/give-back"
STEP_OUT = "/step-out"
COME_BACK = "/back"


def own_acts(look: Look, visit: Visit, code: str) -> Html | None:
    """What the holder may do with a number that waits, where the office offers it."""
    say, pages = look.say, look.office.pages
    if pages is None or visit.ticket is None:
        return None
    acts = (
        (pages.may_step_out, N_("I step out and keep my place"), STEP_OUT),
        (pages.may_give_back, N_("I give my number back"), GIVE_BACK),
    )
    buttons = [
        _act(look, code, act, say(words))
        for is_offered, words, act in acts
        if is_offered
    ]
    return card(*buttons, class_="card noprint") if buttons else None


def _act(look: Look, code: str, act: str, words: str) -> Html:
    return tag("a", words, class_="btn", href=look.link(f"{PLACE}{code}{act}"))


def give_back_sheet(look: Look, visit: Visit, code: str) -> Sheet:
    """Is it to be given back? Only a press does it."""
    lost = N_(
        "You are not called any more then. If you still need it today, you take a new"
        " number and wait at the end."
    )
    words = (N_("Give this number back?"), lost)
    buttons = (N_("Give it back"), N_("Keep it and go on waiting"))
    return _asked(look, visit, code, GIVE_BACK, *words, *buttons)


def step_out_sheet(look: Look, visit: Visit, code: str) -> Sheet:
    """Is it to rest? Only a press does it."""
    kept = N_(
        "You are not called while you are out. Press “I am back” on this page when you"
        " are here again: then you wait at the place you have now."
    )
    words = (N_("Step out for a while?"), kept)
    buttons = (N_("I step out"), N_("I stay here"))
    return _asked(look, visit, code, STEP_OUT, *words, *buttons)


def unsure_sheet(look: Look, code: str) -> Sheet:
    """The office has not answered; the number's page says it as soon as it has."""
    say = look.say
    title = say(N_("The office has not answered yet"))
    words = N_(
        "It may be done, or not yet. Look at your number again in a minute: its page"
        " says how it stands. You may also ask the staff."
    )
    back, number = say(N_("Back to my number")), look.link(f"{PLACE}{code}")
    return told_sheet("unsure", title, say(words), back, number)


def out_sheet(look: Look, visit: Visit, code: str) -> Sheet:
    """The place is kept; the way back."""
    say = look.say
    title = say(N_("You are out; your place is kept"))
    words = say(N_("Nobody calls you now. Are you here again? Then press:"))
    main = card(
        tag("h1", title, id="top", tabindex="-1"),
        icons.number(visit.label, look.office.letters),
        tag("p", words),
        _form(look, code, COME_BACK, say(N_("I am back"))),
    )
    pages = look.office.pages
    may_give_back = pages is not None and pages.may_give_back
    parts = [main, _if_back_now(look, visit), _if_late(look, visit)]
    if may_give_back:
        words = say(N_("I give my number back"))
        parts.append(card(_act(look, code, GIVE_BACK, words)))
    return Sheet(
        f"{visit.label}: {title}",
        tag("div", [told_lines(notices_of(look, visit)), *parts], class_="in narrow"),
        "out",
        is_live=True,
        events=f"{PLACE}{code}/events",
    )


def _if_back_now(look: Look, visit: Visit) -> Html | None:
    if visit.ahead is None:
        return None
    heading = tag("h2", look.say(N_("If you come back now")))
    people = tag("p", how_many(look, visit.ahead), data_f="people")
    return card(row(icons.icon("people"), heading, people))


def _if_late(look: Look, visit: Visit) -> Html:
    say = look.say
    heading = tag("h2", say(N_("This page does not open when you are back?")))
    words = N_(
        "Your number counts all day. Please go to the reception and say: {label}, back"
        " again."
    )
    told = tag("p", say(words, label=visit.label))
    return card(row(icons.icon("question"), heading, told))


def _asked(
    look: Look,
    visit: Visit,
    code: str,
    act: str,
    title: str,
    words: str,
    does: str,
    stays: str,
) -> Sheet:
    say = look.say
    stay = tag("a", say(stays), class_="btn", href=look.link(f"{PLACE}{code}"))
    asked = card(
        tag("h1", say(title), id="top", tabindex="-1"),
        icons.number(visit.label, look.office.letters),
        tag("p", say(words)),
        _form(look, code, act, say(does), how="lose" if act == GIVE_BACK else "main"),
        stay,
    )
    return Sheet(say(title), tag("div", asked, class_="in narrow"), act)


def _form(look: Look, code: str, act: str, words: str, *, how: str = "main") -> Html:
    button = tag("button", words, class_=f"btn {how}", type="submit")
    action = look.link(f"{PLACE}{code}{act}")
    return tag("form", button, method="post", action=action)
