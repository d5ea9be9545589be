"""What the script of a page is sent while it is open."""

from __future__ import annotations

from typing import Any

from jiaohao.page.look import Look
from jiaohao.page.told import people_words, told_of
from jiaohao.page.visit import Standing, Visit
from jiaohao.page.visit_page import title_of
from jiaohao.page.visit_parts import how_many, notices_of
from jiaohao.page.when import when_called

_COUNTED = (Standing.WAITING, Standing.NEAR)


def visit_news(look: Look, visit: Visit) -> dict[str, Any]:
    """How it stands with a number: another `state` is another page."""
    fields = {"notices": "\n".join(notices_of(look, visit))}
    told: dict[str, Any] = {
        "state": visit.standing.value,
        "calls": _calls(visit),
        "ahead": visit.ahead,
        "is_live": visit.is_live,
        "fields": fields,
    }
    if visit.standing in _COUNTED and visit.ahead is not None:
        words = how_many(look, visit.ahead)
        fields["people"] = told["say"] = words
        when = when_called(look, visit.ticket)
        if when is not None:
            fields.update(clock=when.clock, minutes=when.minutes, back=when.back)
            told["say"] = f"{words}. {when.spoken}"
        told["title"] = title_of(look, visit)
    elif visit.ahead is not None:
        fields["people"] = how_many(look, visit.ahead)
    return told


def _calls(visit: Visit) -> int:
    """How often it was called, while it is: once more means a sound once more."""
    is_called = visit.standing is Standing.CALLED and visit.ticket is not None
    return visit.ticket.calls if is_called and visit.ticket else 0


def hall_news(look: Look) -> dict[str, Any]:
    """How it stands in the hall."""
    known = told_of(look)
    state = "hall-old" if look.is_old else "hall"
    fields = {f"people{each.letter}": people_words(look, each) for each in known.crowds}
    fields["notices"] = "\n".join(known.notices)
    told = {"state": state, "calls": 0, "ahead": None, "is_live": True}
    return {**told, "fields": fields}
