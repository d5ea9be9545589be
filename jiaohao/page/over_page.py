"""The page of a number that is over, of another day, or nobody's."""

from __future__ import annotations

from jiaohao.page import icons
from jiaohao.page.frame import Sheet, card, telephone_card
from jiaohao.page.html import Html, tag
from jiaohao.page.look import Look
from jiaohao.page.told import day_words
from jiaohao.page.visit import Standing, Visit
from jiaohao.page.visit_parts import service_name
from shared.text.catalogue import N_


def over_sheet(look: Look, visit: Visit) -> Sheet:
    """What is to be said of a number that does not come up any more."""
    if visit.standing is Standing.DONE:
        return _done(look, visit)
    say = look.say
    if visit.standing is Standing.CANCELLED:
        title = say(N_("This number was cancelled"))
        words = say(N_("It will not be called. To be served today, take a new one."))
    elif visit.standing is Standing.OTHER_DAY and visit.day is not None:
        title = say(N_("This number is of {date}"), date=day_words(look, visit.day))
        words = say(
            N_(
                "It counted on that day only and will not be called today."
                " Nothing else of that day is shown here."
            )
        )
    else:
        title = say(N_("This number is not found"))
        words = say(
            N_(
                "Please take the code from the paper once more."
                " The number on the paper counts all the same."
            )
        )
    parts = [
        card(tag("h1", title, id="top", tabindex="-1"), tag("p", words)),
        _today(look),
        telephone_card(look, say(N_("Is something wrong? Ask us"))),
    ]
    return Sheet(title, tag("div", parts, class_="in narrow"), visit.standing.value)


def _done(look: Look, visit: Visit) -> Sheet:
    say, ticket = look.say, visit.ticket
    title = say(N_("Thank you for coming"))
    facts = [(say(N_("Service")), service_name(look, visit))]
    if ticket is not None:
        facts.append((say(N_("Number taken at")), look.clock(ticket.issued_at)))
        if ticket.called_at is not None:
            facts.append((say(N_("Called at")), look.clock(ticket.called_at)))
        if ticket.ended_at is not None:
            facts.append((say(N_("Finished at")), look.clock(ticket.ended_at)))
    listed = [
        tag("div", tag("dt", what), tag("dd", fact)) for what, fact in facts if fact
    ]
    first = card(
        tag("h1", icons.icon("tick"), " ", title, id="top", tabindex="-1"),
        tag("p", say(N_("Your visit is finished."))),
        class_="good",
    )
    second = card(
        icons.number(visit.label, look.office.letters), tag("dl", listed, class_="sum")
    )
    main = tag("div", first, second, class_="in narrow")
    return Sheet(f"{visit.label}: {title}", main, visit.standing.value)


def _today(look: Look) -> Html:
    say = look.say
    button = tag("a", say(N_("The hall now")), class_="btn main", href=look.link("/"))
    return card(tag("h2", say(N_("Do you need something today?"))), button)
