"""Every outcome and condition has its words."""

from __future__ import annotations

from printers.jobs.job import STATE_WORDS, JobState
from printers.session.outcome import (
    CONDITION_WORDS,
    CONFIRMS_WORDS,
    OUTCOME_WORDS,
    Confirms,
    Outcome,
    PrinterState,
)
from shared.trade.printer import READY, Condition


def test_everything_has_words_of_its_own() -> None:
    for kind, words in (
        (Outcome, OUTCOME_WORDS),
        (Condition, CONDITION_WORDS),
        (Confirms, CONFIRMS_WORDS),
        (JobState, STATE_WORDS),
    ):
        assert set(words) == set(kind)
        assert len(set(words.values())) == len(words)


def test_only_a_printer_that_is_well_gets_a_paper() -> None:
    assert {Condition.FINE, Condition.NEAR_END} == READY


def test_a_printer_that_never_speaks_cannot_confirm() -> None:
    assert not PrinterState(confirms=Confirms.NOTHING).can_confirm
    assert PrinterState(confirms=Confirms.BY_ORDER).can_confirm
    assert not PrinterState(confirms=Confirms.BY_STATUS).can_confirm
    assert PrinterState().can_confirm
