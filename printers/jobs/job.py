"""A print job: a paper on its way, and how it is kept."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, cast

from printers.papers import paper as blocks
from printers.papers.paper import Paper
from printers.session.outcome import Outcome, Result
from shared.text.catalogue import N_, Words
from shared.trade.printer import Condition


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    SENDING = "sending"
    PRINTED = "printed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DROPPED = "dropped"
    """A person has settled it in another way."""


FOR_A_PERSON: Final = frozenset({JobState.FAILED, JobState.UNKNOWN})
"""The states in which a person decides what happens next."""
UNDER_WAY: Final = frozenset({JobState.QUEUED, JobState.SENDING})
STATE_WORDS: Final[Mapping[JobState, Words]] = {
    JobState.QUEUED: N_("waiting to be printed"),
    JobState.SENDING: N_("being printed"),
    JobState.PRINTED: N_("printed"),
    JobState.FAILED: N_("not printed"),
    JobState.UNKNOWN: N_("not known whether it came out"),
    JobState.DROPPED: N_("settled"),
}


@dataclass(frozen=True, slots=True)
class Job:
    """One paper to be printed once. Instants are milliseconds since 1970."""

    label: str
    kind: str
    """What paper it is, such as "ticket" or "receipt"."""
    day: date
    paper: Paper
    submitted_at: int
    id: str
    state: JobState = JobState.QUEUED
    printer: str = ""
    """The name of the printer that has or had it."""
    is_copy: bool = False
    """Whether the paper says 補印 COPY, because one may be out already."""
    tries: int = 0
    """How often it was handed over."""
    fence: str = ""
    """The four letters that named it to the printer the last time."""
    condition: Condition = Condition.UNKNOWN
    reason: str = ""
    """Why it did not come out, in words the catalogues know."""
    ended_at: int | None = None
    wish: str = ""
    """The wish of the office that had it printed the last time; "" for no such."""


_OUTCOMES: Final[Mapping[JobState, Outcome]] = {
    JobState.PRINTED: Outcome.PRINTED,
    JobState.UNKNOWN: Outcome.UNKNOWN,
}


def result_of(job: Job) -> Result:
    """What became of a job that is no longer under way."""
    outcome = _OUTCOMES.get(job.state, Outcome.FAILED)
    return Result(outcome, job.condition, job.reason, printer=job.printer)


def new_id() -> str:
    """An id for a new job."""
    return uuid.uuid4().hex


def copy_of(job: Job, wish: str) -> Job:
    """A job of its own for one more paper like that of `job`."""
    paper, at = job.paper, job.submitted_at
    return Job(
        job.label, job.kind, job.day, paper, at, new_id(), is_copy=True, wish=wish
    )


def paper_to_json(paper: Paper) -> str:
    """A paper as text that `paper_from_json` reads back."""
    return json.dumps(_told(paper), ensure_ascii=False, separators=(",", ":"))


def paper_from_json(words: str) -> Paper:
    """The paper written in `words`. Raises ValueError when there is none in it."""
    try:
        return cast(Paper, _understood(json.loads(words)))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(words) from error


def _told(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        told = {each.name: _told(getattr(value, each.name)) for each in fields(value)}
        return {"is": type(value).__name__, **told}
    if isinstance(value, tuple):
        return [_told(each) for each in value]
    if isinstance(value, StrEnum):
        return {"is": type(value).__name__, "value": str(value)}
    assert value is None or isinstance(value, str | int), value
    return value


def _understood(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_understood(each) for each in value)
    if not isinstance(value, dict):
        return value
    parts = {name: _understood(each) for name, each in value.items() if name != "is"}
    kind = getattr(blocks, value["is"])
    if not (isinstance(kind, type) and kind.__module__ == blocks.__name__):
        raise TypeError(kind)
    return kind(**parts)
