"""What a station asks of its own worker, and what comes of it."""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec

from shared.wire.entry import JournalEntry


class _Message(msgspec.Struct, frozen=True, tag=True):
    """One kind of message; its name is on the wire."""


class Question(_Message, frozen=True):
    """A request that changes something, or a question about the hall."""

    id: str
    do: str
    fields: dict[str, Any]


class Answer(_Message, frozen=True):
    """What the office answered."""

    body: bytes
    """A JSON object."""
    error: str | None = None
    """The code of what kept it from being done, other than a rule."""
    message: str = ""
    at: int = 0
    """The office's time then, in milliseconds since 1970; 0: it was no command."""
    seq: int = 0
    """The last event then."""
    is_new: bool = False
    """Whether it was carried out now, not before."""

    @property
    def is_ok(self) -> bool:
        """Whether it says yes."""
        return self.body.startswith(b'{"ok":true')


class Join(_Message, frozen=True):
    """Go to work under the station's name; `journal` is the mark of its journal."""

    journal: str


class TakeJournal(_Message, frozen=True):
    """The station has begun another journal."""

    journal: str


class Look(_Message, frozen=True):
    """Try the share now, and say how it is."""


class Compare(_Message, frozen=True):
    """Which of these answers of a day (ISO 8601) does the file lack?"""

    day: str
    ids: list[str]
    kept: dict[str, str]
    """The answer by id, where it must be this one."""
    events: dict[str, int]
    """By id the last event then, of those that made one."""


class HandIn(_Message, frozen=True):
    """Bring what was answered into the file."""

    entries: list[JournalEntry]


class Deposit(_Message, frozen=True):
    """Bring what was answered to a copy that was put back."""

    entries: list[JournalEntry]
    last_seq: int
    """The last event the station heard of."""
    is_all: bool
    """Whether nothing more comes."""


Errand: TypeAlias = Join | TakeJournal | Look | Compare | HandIn | Deposit


class Beat(_Message, frozen=True):
    """The share is there."""

    now: int
    """The office's time, in milliseconds since 1970."""
    recovering: tuple[int, int] | None = None
    """The last event of a copy that was put back, and when it was, while it lasts."""
    reserve_until: str | None = None
    """The last day (ISO 8601) the kiosk's reserve is the station's."""


class Lacking(_Message, frozen=True):
    """The ids that the file lacks."""

    ids: list[str]


class HandedIn(_Message, frozen=True):
    """The entries are in the file, as of its event `seq`."""

    added: list[bool]
    seq: int


class Done(_Message, frozen=True):
    """It is done."""


class Trouble(_Message, frozen=True):
    """It is not done: code and words for people."""

    error: str
    message: str
    may_read: bool = False
    """Whether what the office has can be told all the same."""


Settled: TypeAlias = Beat | Lacking | HandedIn | Done | Trouble
_errand = msgspec.msgpack.Decoder(Errand).decode
_settled = msgspec.msgpack.Decoder(Settled).decode


def errand_in(body: bytes) -> Errand:
    """The errand in the body of a frame. Raises ValueError where it is none."""
    try:
        found: Errand = _errand(body)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
    return found


def settled_in(body: bytes) -> Settled:
    """What came of an errand, in the body of a frame. Raises ValueError."""
    try:
        found: Settled = _settled(body)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
    return found
