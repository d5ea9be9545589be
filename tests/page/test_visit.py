"""How it stands with one number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jiaohao.page.visit import Line, Standing, Visit, visit_of
from shared.trade.hall import Group, Hall
from shared.trade.orders import Pause, Paused
from shared.trade.ticket import Ticket, TicketState
from shared.trade.ticket_code import CodedNumber
from tests.display.halls import MONDAY
from tests.page.looks import hall, numbered

OURS = CodedNumber(MONDAY, "C153")


def _waiting(number: int, service: str, due: int, state: str = "waiting") -> Ticket:
    return replace(
        numbered(TicketState(state), counter=None),
        key=number,
        number=number,
        service=service,
        due_at=due,
    )


def _of(found: Hall, *, near: int = 3, is_old: bool = False) -> Visit:
    return visit_of(OURS, Line.of(found), near=near, is_old=is_old, asked=None)


def test_only_who_goes_before_for_the_same_service_is_ahead() -> None:
    line = (
        _waiting(153, "training", 50),
        _waiting(1, "training", 40),
        _waiting(2, "training", 60),
        _waiting(3, "express", 10),
        _waiting(4, "training", 20, "held"),
        _waiting(5, "training", 30, "missed"),
        _waiting(6, "training", 49),
    )
    assert _of(hall(tickets=line)).ahead == 2


@pytest.mark.parametrize(
    ("near", "standing"),
    [(1, Standing.WAITING), (2, Standing.NEAR), (10, Standing.NEAR)],
)
def test_soon_is_when_the_visitor_said(near: int, standing: Standing) -> None:
    line = tuple(_waiting(each, "training", each) for each in (1, 2, 153))
    found = _of(hall(tickets=line), near=near)
    assert (found.standing, found.ahead) == (standing, 2)


def test_nobody_is_next_for_a_closed_service() -> None:
    found = hall(tickets=(_waiting(153, "training", 1),))
    closed = Pause(Paused.SERVICE, "training", None, None, is_closed=True)
    services = tuple(
        replace(each, paused=closed if each.code == "training" else None)
        for each in found.services
    )
    assert _of(found).standing is Standing.NEAR
    visit = _of(replace(found, services=services))
    assert (visit.standing, visit.ahead) == (Standing.WAITING, None)
    assert visit.is_closed


@pytest.mark.parametrize("state", ["called", "serving"])
def test_who_is_at_a_counter_is_found_there(state: str) -> None:
    there = numbered(TicketState(state))
    first, *others = hall().counters
    found = _of(hall(counters=(replace(first, ticket=there), *others)))
    assert (found.standing.value, found.ticket) == (state, there)
    assert found.ahead is None


def test_a_member_of_a_group_is_called_to_its_place() -> None:
    held = numbered(TicketState.HELD, group="g")
    group = Group("g", 3, "training", "Room 2", 0, ("C001", "C153"))
    found = _of(hall(tickets=(held,), groups=(group,)))
    assert (found.standing, found.place) == (Standing.CALLED, "Room 2")


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        ("done", Standing.DONE),
        ("cancelled", Standing.CANCELLED),
        ("expired", Standing.CANCELLED),
    ],
)
def test_who_is_in_the_hall_no_more(state: str, standing: Standing) -> None:
    ended = numbered(TicketState(state))
    found = visit_of(OURS, Line.of(hall()), near=3, is_old=False, asked=ended)
    assert found.standing is standing
    assert not found.is_live


def test_a_number_newer_than_the_hall_has_people_ahead_too() -> None:
    new = replace(numbered(TicketState.WAITING, counter=None), ahead=7)
    found = visit_of(OURS, Line.of(hall()), near=3, is_old=False, asked=new)
    assert (found.standing, found.ahead) == (Standing.WAITING, 7)


def test_a_number_that_nobody_knows_yet_counts() -> None:
    assert _of(hall()).standing is Standing.UNSEEN


def test_of_another_day_nothing_is_said() -> None:
    line = Line.of(hall(tickets=(numbered(TicketState.WAITING, counter=None),)))
    yesterday = CodedNumber(date(2026, 11, 22), "C153")
    found = visit_of(yesterday, line, near=3, is_old=False, asked=None)
    assert found == Visit(Standing.OTHER_DAY, "C153", yesterday.day)


def test_what_is_old_is_said_before_all_else() -> None:
    line = (_waiting(1, "training", 1), _waiting(153, "training", 2))
    found = _of(hall(tickets=line), is_old=True)
    assert (found.standing, found.ahead) == (Standing.OLD, 1)
