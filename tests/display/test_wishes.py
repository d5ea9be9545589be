"""What only staff are told of a visitor never shows on a lobby screen, nor is it said.

Two halls are the same but for one thing that is known of a person, called or waiting:
the screens, the running line and the voice are the same.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final

from display.ticker import Running, lines_of
from display.voice.sentences import in_order, sentence
from display.voice.spoken_calls import SpokenCalls
from shared.office.model import Office
from shared.speech.piece import Piece
from shared.trade.hall import Hall
from shared.trade.range import Range
from shared.trade.ticket import Ticket, TicketState
from tests.display.halls import call, hall_of, ticket
from tests.display.lobby import Lobby, lobby_of
from tests.support import MONDAY_9, FakeClock

STAFF_ONLY: Final[dict[str, object]] = {
    "priority": "priority",
    "channel": "staff",
    "note": "請到門口接他",
    "services": ("jobs", "training"),
    "officer": "陳",
    "kept_for": 2,
    "sent_by": 2,
    "needs_help": True,
    "by": "林",
    "group": "g1",
    "returns": 2,
    "call_from": MONDAY_9 + 600_000,
    "waits_from": MONDAY_9 - 600_000,
    "promised": Range(5, 25),
    "slot_at": MONDAY_9 + 900_000,
    "code": "k3Xq9",
    "cannot_hear": True,
    "came_from": 17,
    "out_since": MONDAY_9 - 60_000,
}
"""What a ticket tells staff alone, each with another value than it has by itself."""
TOLD: Final = {
    *("key", "letter", "number", "service", "state", "counter", "calls"),
    *("issued_at", "due_at", "called_at", "started_at", "ended_at"),
    *("wait", "ahead", "has_paper", "language"),
}
"""What may be seen or heard: who, where, when; a call is spoken in its language too."""
BEFORE: Final = call(1, "B001", 2)
CALLED: Final = call(2, "A001", 1, at=MONDAY_9 + 1_000)


def hall_with(office: Office, **known: object) -> Hall:
    """A001 is called and A002 waits; that much is known of both of them."""
    called = replace(ticket("A001", 1), **known)  # type: ignore[arg-type]
    waiting = replace(
        ticket("A002", 1),
        state=TicketState.WAITING,
        counter=None,
        called_at=None,
        **known,  # type: ignore[arg-type]
    )
    hall = hall_of(
        office,
        calls=[CALLED, BEFORE],
        there={1: called, 2: ticket("B001", 2)},
        waiting={"jobs": 1},
    )
    return replace(hall, tickets=(waiting,))


def test_it_is_said_of_everything_a_ticket_has() -> None:
    assert {each.name for each in fields(Ticket)} == TOLD | set(STAFF_ONLY)
    plain = ticket("A001", 1)
    for name, value in STAFF_ONLY.items():
        assert getattr(plain, name) != value


async def test_no_screen_shows_it(office: Office, clock: FakeClock) -> None:
    plain = hall_with(office)
    size = (320, 67)
    async with lobby_of(office, clock, "both", hall_of(office), size=size) as lobby:
        shown = await _painted(lobby, plain)
        assert "001" in str(shown)
        for name, value in STAFF_ONLY.items():
            wished = hall_with(office, **{name: value})
            assert await _painted(lobby, wished) == shown, name
        speaking = hall_with(office, language="vi")
        assert await _painted(lobby, speaking) == shown


async def _painted(lobby: Lobby, hall: Hall) -> object:
    """Every cell that a hall is painted as, and what it says."""
    said = await lobby.look(hall=hall)
    page = lobby.app.panel.page
    assert page is not None
    return page.surface.rows(), said


def test_no_running_line_tells_it(office: Office) -> None:
    written = _written(office, hall_with(office))
    assert "A001" in written[0]
    for name, value in STAFF_ONLY.items():
        wished = hall_with(office, **{name: value})
        assert _written(office, wished) == written, name


def _written(office: Office, hall: Hall) -> list[str]:
    """The lines of a sign in the minute after a call."""
    running, told = Running(40), list[str]()
    first = replace(hall, calls=hall.calls[1:])
    for second in range(60):
        now, known = MONDAY_9 + second * 1_000, hall if second else first
        lines = lines_of(known, office, width=40, now=now, age=0)
        heard = running.hear(known, now=now, known_at=now)
        running = heard.look(lines, office, now)
        told += [running.line] if second else []
    return told


def test_no_voice_says_it(office: Office) -> None:
    spoken = _spoken(office, hall_with(office))
    assert spoken
    for name, value in STAFF_ONLY.items():
        wished = hall_with(office, **{name: value})
        assert _spoken(office, wished) == spoken, name


def _spoken(office: Office, hall: Hall) -> list[tuple[Piece, ...]]:
    """What is said of a call, in every language of it."""
    first = replace(hall, calls=hall.calls[1:])
    calls = SpokenCalls().look(first, now=MONDAY_9, known_at=MONDAY_9)
    now = MONDAY_9 + 1_000
    spoken = calls.look(hall, now=now, known_at=now).begin(now).spoken
    assert spoken is not None
    languages = in_order(("zh-TW", "en"), ("vi",), spoken.language)
    label, counter = spoken.call.label, spoken.call.counter
    return [sentence(each, label, counter) for each in languages]
