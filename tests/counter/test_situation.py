"""Every key in every state of the counter: lawful, or why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter.keys import KEYS, names_of
from counter.line import line_of
from counter.sentence import sentence_of
from counter.situation import Situation, State, why_stay
from counter.why_not import why_not
from shared.office.desk import COUNTER_KEYS
from shared.office.model import Office
from shared.office.rules import RecallRule
from shared.text.catalogue import catalogue
from shared.trade.hall import Group, Hall
from shared.trade.ticket import Ticket, TicketState
from tests.counter.helpers import called, hall_of, serving, ticket
from tests.support import MONDAY_9

SAY = catalogue("en")
ALWAYS = {"help", "go_on", "printers", "other_pane", "call_help"}
LAWFUL = {
    State.CLOSED: set(),
    State.FREE: {"away", "walk_in", "call_group"},
    State.CALLED: {
        *("recall", "start", "finish", "no_show", "hold", "transfer", "away"),
        "priority",
    },
    State.SERVING: {
        *("finish", "hold", "transfer", "continue_with", "tick", "away", "priority"),
    },
    State.PAUSED: {"away"},
    State.GROUP: {"away", "call_group"},
    State.UNSIGNED: set(),
}
"""Besides what is always lawful."""


def situation(
    office: Office, state: State, *people: Ticket, **more: object
) -> Situation:
    """A counter in a state, with two who wait for jobs."""
    here = {State.CALLED: [called(9)], State.SERVING: [serving(9)]}.get(state, [])
    word = {State.CLOSED: "closed", State.PAUSED: "paused"}.get(state, "open")
    hall = hall_of(office, *here, ticket(12), ticket(13), *people, state=word)
    if state is State.GROUP:
        group = Group("g", 1, "jobs", None, MONDAY_9, ("A001", "A002"))
        hall = replace(hall, groups=(group,))
    return of_hall(office, hall, **{"is_signed": state is not State.UNSIGNED, **more})


def of_hall(office: Office, hall: Hall, **more: object) -> Situation:
    counter = hall.counter(1)
    assert counter is not None
    line = line_of(office.counters[0], office, hall, MONDAY_9)
    made = Situation(counter, hall, line, office, MONDAY_9, calls=1)
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "zh-TW"])
@pytest.mark.parametrize("state", list(State))
def test_every_key_in_every_state(office: Office, state: State, language: str) -> None:
    say = catalogue(language)
    now = situation(office, state)
    assert now.state is state
    names = names_of(office, say)
    why = {key.do: why_not(now, key.do, say, names) for key in KEYS}
    assert {do for do, words in why.items() if words is None} == ALWAYS | LAWFUL[state]
    assert all(words for do, words in why.items() if words is not None)


def test_who_signed_on_may_sign_off_when_nobody_is_here(office: Office) -> None:
    signing = replace(office, has_sign_on=True)
    names = names_of(office, SAY)
    for state in State:
        words = why_not(situation(signing, state), "sign_off", SAY, names)
        is_busy = state in (State.CALLED, State.SERVING, State.UNSIGNED)
        assert bool(words) is is_busy, state


def test_the_table_names_every_key_once() -> None:
    assert sorted(key.do for key in KEYS) == sorted(COUNTER_KEYS)
    assert len(set(COUNTER_KEYS.values())) == len(COUNTER_KEYS)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.CLOSED, "Open the counter"),
        (State.FREE, "Call next A012"),
        (State.CALLED, "Here: start"),
        (State.SERVING, "Done and next"),
        (State.PAUSED, "Go on calling"),
        (State.GROUP, "End the group"),
    ],
)
def test_enter_says_what_it_does(office: Office, state: State, words: str) -> None:
    assert sentence_of(situation(office, state), SAY) == words


@pytest.mark.parametrize(
    ("state", "do", "words"),
    [
        (TicketState.WAITING, "call_ticket", "Call A020"),
        (TicketState.HELD, "resume", "Resume A020"),
        (TicketState.MISSED, "requeue", "A020 back in line"),
    ],
)
def test_the_chosen_one_is_taken(
    office: Office, state: TicketState, do: str, words: str
) -> None:
    chosen = ticket(20, state=state, counter=1)
    now = situation(office, State.FREE, chosen, chosen=chosen)
    assert now.go_on().do == do
    assert now.go_on().fields == {"counter": 1, "label": "A020"}
    assert sentence_of(now, SAY) == words


def test_commands_name_whom_the_clerk_sees(office: Office) -> None:
    now = situation(office, State.CALLED)
    assert now.with_visit("hold", reason="x").fields == {
        "counter": 1,
        "label": "A009",
        "reason": "x",
    }
    assert now.go_on().fields == {"counter": 1, "label": "A009"}
    served = situation(office, State.SERVING).go_on()
    assert served.fields == {"counter": 1, "finish_current": True}
    assert served.finishes == "A009"


@pytest.mark.parametrize(
    ("calls", "seconds_ago", "recall", "is_early"),
    [
        (1, 10, "A009 can be called again in 20 s", True),
        (1, 30, None, True),
        (3, 10, "A009 was called 3 times: F5 no-show, Enter if here", True),
        (3, 30, "A009 was called 3 times: F5 no-show, Enter if here", False),
    ],
)
def test_the_office_s_rule_of_calls(
    office: Office, calls: int, seconds_ago: int, recall: str | None, is_early: bool
) -> None:
    last = MONDAY_9 - seconds_ago * 1000
    now = situation(office, State.CALLED, calls=calls, called_last=last)
    assert why_not(now, "recall", SAY, names_of(office, SAY)) == recall
    assert now.is_no_show_early == is_early


def test_a_call_that_is_newer_than_the_known_time(office: Office) -> None:
    at_once = replace(office, recall=RecallRule(2, 0))
    called_last = MONDAY_9 + 5
    now = situation(at_once, State.CALLED, calls=1, called_last=called_last)
    assert why_not(now, "recall", SAY, names_of(at_once, SAY)) is None


def test_an_office_may_call_once_only(office: Office) -> None:
    once = replace(office, recall=RecallRule(1, 0))
    now = situation(once, State.CALLED)
    assert not now.is_no_show_early
    assert why_not(now, "recall", SAY, names_of(once, SAY))


def test_another_station_has_the_counter(office: Office) -> None:
    now = situation(office, State.FREE, own="two")
    assert now.state is State.CLOSED
    assert situation(office, State.FREE, own="one").state is State.FREE


@pytest.mark.parametrize("state", [State.CALLED, State.SERVING])
def test_leaving_with_somebody_here(office: Office, state: State) -> None:
    counter = situation(office, state).counter
    assert why_stay(None, counter, SAY) == "A009 is still at this counter"
    assert why_stay("Calling …", counter, SAY) == "“Calling …” has no answer yet"
    assert why_stay(None, situation(office, State.FREE).counter, SAY) is None
