"""What became of a paper, how a printer is, and what it can confirm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shared.text.catalogue import N_, Catalogue, Words
from shared.trade.printer import Condition


class Outcome(StrEnum):
    """What became of a paper; there is nothing between the three."""

    PRINTED = "printed"
    FAILED = "failed"
    """Nothing was handed over, so nothing can come out."""
    UNKNOWN = "unknown"
    """Handed over, then silence: only a person can see whether it came out."""


class Confirms(StrEnum):
    """By what a printer shows that a paper came out."""

    BY_ID = "by_id"
    """It names the job when its printing is done: GS ( H."""
    BY_ORDER = "by_order"
    """It answers in turn, so the answer after the job shows the job is done: GS r."""
    BY_STATUS = "by_status"
    """It only says how it is: well after it took the job is all there is to know."""
    NOTHING = "nothing"
    """It never says a word: printed means handed over."""


UNCONFIRMED_WORDS: Final[Mapping[Confirms, Words]] = {
    Confirms.BY_STATUS: N_("taken, and the printer stayed well; it confirms no more"),
    Confirms.NOTHING: N_("handed over; this printer confirms nothing"),
}
"""What is said of a paper that was printed as far as anybody can know."""
OUTCOME_WORDS: Final[Mapping[Outcome, Words]] = {
    Outcome.PRINTED: N_("printed"),
    Outcome.FAILED: N_("not printed"),
    Outcome.UNKNOWN: N_("not known whether it came out"),
}
CONDITION_WORDS: Final[Mapping[Condition, Words]] = {
    Condition.FINE: N_("fine"),
    Condition.NEAR_END: N_("paper nearly out"),
    Condition.OUT: N_("paper out"),
    Condition.COVER_OPEN: N_("cover open"),
    Condition.CUTTER: N_("cutter jammed"),
    Condition.ERROR: N_("printer error"),
    Condition.OFFLINE: N_("offline"),
    Condition.UNKNOWN: N_("not known yet"),
}

CONFIRMS_WORDS: Final[Mapping[Confirms, Words]] = {
    Confirms.BY_ID: N_("It confirms each paper by its number."),
    Confirms.BY_ORDER: N_("It confirms that it has worked off each paper."),
    Confirms.BY_STATUS: N_("It confirms only that it is well after each paper."),
    Confirms.NOTHING: N_("It confirms nothing: printed means handed over."),
}


def condition_words(condition: str, reason: str | None, say: Catalogue) -> str:
    """How a printer is and why, where that is known, for people."""
    words = say(CONDITION_WORDS[Condition(condition)])
    return f"{words} ({say(reason)})" if reason else words


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one paper, where, and why."""

    outcome: Outcome
    condition: Condition = Condition.UNKNOWN
    """How the printer was at the end."""
    reason: str = ""
    """Why it was not confirmed, in words the catalogues know; "" when it was."""
    confirms: Confirms | None = None
    """None: it was not found out."""
    handed_over: int = 0
    """The bytes of the job that left this machine."""
    printer: str = ""
    """The name of the printer that had it last."""


@dataclass(frozen=True, slots=True)
class PrinterState:
    """What is known of a printer at present."""

    condition: Condition = Condition.UNKNOWN
    confirms: Confirms | None = None
    """None until its first paper."""
    reason: str = ""
    """Why it is offline, in words the catalogues know."""
    seen_at: int | None = None
    """When it last said how it is, in milliseconds since 1970."""

    @property
    def can_confirm(self) -> bool:
        """Whether "printed" is the printer's own word; true until it is known."""
        return self.confirms not in UNCONFIRMED_WORDS
