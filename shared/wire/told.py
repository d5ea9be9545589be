"""What a station tells, as it stands on the wire: the order of fields is theirs.

docs/protocol.md describes it for those who write programs against it. Times are
RFC 3339 with the office's offset.
"""

from __future__ import annotations

from typing import Any

import msgspec


class Told(msgspec.Struct, frozen=True, gc=False):
    """One JSON object; fields of a newer version are passed over."""


class RangeTold(Told, frozen=True, gc=False):
    """Whole minutes within which most people are called."""

    low: int
    high: int


class TicketTold(Told, frozen=True, gc=False):
    """A ticket as the contract writes it, and what screens need besides."""

    label: str
    number: int
    service: str
    state: str
    priority: str
    language: str
    channel: str
    counter: int | None
    calls: int
    ahead: int | None
    issued_at: str
    due_at: str
    called_at: str | None
    started_at: str | None
    ended_at: str | None
    note: str | None
    key: int
    services: list[str] = []
    officer: str | None = None
    to_counter: int | None = None
    sent_by: int | None = None
    needs_help: bool = False
    by: str | None = None
    group: str | None = None
    wait: RangeTold | None = None
    promised: RangeTold | None = None
    has_paper: bool = True
    returns: int = 0
    call_from: str | None = None
    waits_from: str | None = None
    code: str | None = None
    slot_at: str | None = None
    cannot_hear: bool = False
    out_since: str | None = None


class PauseTold(Told, frozen=True, gc=False):
    """Why something gives out no numbers, and until when."""

    message: str | None
    until: str | None


class KioskTold(Told, frozen=True, gc=False):
    """A kiosk of the office."""

    kiosk: str
    state: str
    message: str | None
    until: str | None


class StationTold(Told, frozen=True, gc=False):
    """A station that has been at work today."""

    station: str
    version: str
    clock_ahead_ms: int
    gone_since: str | None
    behind_ms: int | None = None


class HelpTold(Told, frozen=True, gc=False):
    """Somebody asks for help."""

    help: str
    counter: int | None
    kiosk: str | None
    reason: str | None
    since: str


class NoticeTold(Told, frozen=True, gc=False, rename={"from_": "from"}):
    """A line for the lobby screens that staff wrote."""

    notice: str
    text: str
    state: str
    from_: str | None
    to: str | None
    service: str | None = None


class FollowUpTold(Told, frozen=True, gc=False):
    """What is awaited of somebody after a visit."""

    follow_up: str
    reference: str
    kind: str
    due: str
    outcome: str | None


class BookingTold(Told, frozen=True, gc=False):
    """An appointment."""

    code: str
    service: str
    at: str
    minutes: int
    place: int
    places: int
    officer: str | None
    language: str
    channel: str
    reference: str | None
    state: str
    ticket: str | None


class CommentTold(Told, frozen=True, gc=False):
    """What a visitor wrote, and the office's answer."""

    comment: str
    day: str
    text: str
    service: str | None
    language: str
    may_publish: bool
    state: str
    answer: str | None
    answered_on: str | None
    days: int | None


class TallyTold(Told, frozen=True):
    """How one question was answered in a week."""

    week: str
    service: str
    dimension: str
    asked: int
    steps: list[int]


class SlotTold(Told, frozen=True, gc=False):
    """A time that may be booked."""

    at: str
    free: int


class ServiceTold(Told, frozen=True, gc=False):
    """A service and how many wait for it."""

    service: str
    name: dict[str, str]
    letter: str
    open: bool
    waiting: int
    paused: PauseTold | None = None
    wait: RangeTold | None = None
    full: bool = False
    target_minutes: int | None = None
    no_wait: str | None = None
    crowded: bool = False
    closed: bool = False


class CounterTold(Told, frozen=True, gc=False):
    """A counter and whom it has."""

    counter: int
    state: str
    staff: str | None
    serves: list[str]
    helps: list[str]
    ticket: TicketTold | None
    station: str | None


class PriorityTold(Told, frozen=True, gc=False):
    """A priority of the office."""

    code: str
    name: dict[str, str]
    head_start_minutes: int


class CallTold(Told, frozen=True, gc=False):
    """One announcement."""

    seq: int
    label: str
    counter: int
    service: str
    at: str
    place: str | None = None


class GroupTold(Told, frozen=True, gc=False):
    """A few people called together."""

    group: str
    counter: int
    service: str
    place: str | None
    labels: list[str]
    since: str


class JobTold(Told, frozen=True, gc=False):
    """A paper that needs a person."""

    job: str
    label: str
    kind: str
    state: str
    at: str


class PrinterTold(Told, frozen=True, gc=False):
    """A printer as one station has it."""

    printer: str
    station: str
    condition: str
    reason: str | None
    can_confirm: bool
    since: str
    at_work: bool
    jobs: list[JobTold]


class WishTold(Told, frozen=True, gc=False):
    """What a person wants of a printer."""

    wish: str
    what: str
    station: str
    printer: str
    job: str | None
    label: str
    asked_at: str
    asked_by: str


class RemarkTold(Told, frozen=True, gc=False):
    """What was answered without the share and could not be added."""

    seq: int
    station: str
    do: str
    label: str | None
    counter: int | None
    state: str | None
    happened: str


class OfficeTold(Told, frozen=True, gc=False):
    """Which office.toml counts, each by its version."""

    version: str
    waiting: str | None
    file: str | None


class HallTold(Told, frozen=True, gc=False):
    """The answer to `state`: the hall and the office around it."""

    as_of: str
    seq: int
    day: str
    services: list[ServiceTold]
    counters: list[CounterTold]
    priorities: list[PriorityTold]
    tickets: list[TicketTold]
    calls: list[CallTold]
    printers: list[PrinterTold]
    wishes: list[WishTold]
    remarks: list[RemarkTold]
    office: OfficeTold | None = None
    groups: list[GroupTold] = []
    help: list[HelpTold] = []
    kiosks: list[KioskTold] = []
    notices: list[NoticeTold] = []
    stations: list[StationTold] = []
    best_hours: list[tuple[int, int]] = []


class EventTold(Told, frozen=True, gc=False):
    """One event."""

    seq: int
    id: str
    at: str
    kind: str
    station: str
    ticket: str | None
    service: str | None
    counter: int | None
    data: dict[str, Any] | None
