"""Printers as the whole office sees them: how each is, and what needs a person.

What a printer is really told and answers is the business of the room `printers`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Condition(StrEnum):
    """How a printer is."""

    FINE = "fine"
    NEAR_END = "near_end"
    OUT = "out"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    ERROR = "error"
    OFFLINE = "offline"
    UNKNOWN = "unknown"


CONDITIONS: Final = tuple(each.value for each in Condition)


def known_condition(found: str) -> str:
    """One of CONDITIONS; that of another version is unknown."""
    return found if found in CONDITIONS else Condition.UNKNOWN.value


READY: Final = frozenset({Condition.FINE, Condition.NEAR_END})
"""The conditions in which papers come out."""
JOB_STATES: Final = ("failed", "unknown")
"""Why a paper needs a person: it did not come out, or nobody knows whether it did."""
RETRY: Final = "retry"
REPRINT: Final = "reprint"
DROP: Final = "drop"
WISHES: Final = (RETRY, REPRINT, DROP)
"""What a person may want done with a paper."""
PRINTED: Final = "printed"
DROPPED: Final = "dropped"
EXPIRED: Final = "expired"
OUTCOMES: Final = (PRINTED, "failed", "unknown", DROPPED)
"""What may become of a wish; one that nobody carried out that day has expired."""
MOST_JOBS: Final = 100
"""How many papers that need a person one printer tells of."""


TICKET_PAPER: Final = "ticket"
"""The kind of a paper that carries a number."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A paper that needs a person."""

    id: str
    label: str
    kind: str
    """Such as "ticket" or "receipt"."""
    state: str
    """One of JOB_STATES."""
    at: int
    """When it was asked for, in milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class PrinterNow:
    """A printer as one station has it; two stations may share one."""

    name: str
    station: str
    condition: str
    """One of CONDITIONS, as the station told last."""
    reason: str | None
    """Why it cannot be reached, in words the catalogues know, where it is known."""
    can_confirm: bool
    """Whether "printed" is the printer's own word."""
    since: int
    """When it came into this condition, in milliseconds since 1970."""
    jobs: tuple[PrintJob, ...] = ()
    is_at_work: bool = True
    """Whether the station is; otherwise nobody knows how the printer is."""

    @property
    def is_ready(self) -> bool:
        """Whether papers come out of it, as far as is known."""
        return self.is_at_work and self.condition in READY

    @property
    def needs_somebody(self) -> bool:
        """Whether a person should look after it."""
        return self.is_at_work and (self.condition != "fine" or bool(self.jobs))


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants done with a paper, until its station has done it."""

    id: str
    """That of the request that asked for it."""
    what: str
    """One of WISHES."""
    station: str
    """Who is to do it."""
    printer: str
    job: str | None
    """The paper, where it is one that needs a person; else the newest of the label."""
    label: str
    asked_at: int
    asked_by: str
    """The station where it was asked for."""


def without_paper(printers: Iterable[PrinterNow]) -> frozenset[str]:
    """Labels whose paper did not come out of any of these, or may not have."""
    return frozenset(
        job.label
        for printer in printers
        for job in printer.jobs
        if job.kind == TICKET_PAPER
    )
