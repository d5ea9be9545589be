"""Instants: how they are read and written, and which ones there are."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.clock import END_OF_TIME, from_rfc3339, local, rfc3339
from tests.desk import Asker
from tests.support import MONDAY_9

TAIPEI = ZoneInfo("Asia/Taipei")


def test_times_are_written_with_the_offices_offset() -> None:
    words = rfc3339(MONDAY_9 + 7, TAIPEI)
    assert words == "2026-11-23T09:00:00.007+08:00"
    assert from_rfc3339(words) == MONDAY_9 + 7
    assert rfc3339(None, TAIPEI) is None


@pytest.mark.parametrize(
    "words",
    [
        "2026-11-23T09:00:00",
        "2026-11-23T09:00:00.007",
        "2026-11-23",
        "9999-12-31T23:59:59-12:00",
        "9999-01-01T00:00:00Z",
        "9998-12-31T23:59:59.9996Z",
        "0001-01-01T00:00:00+14:00",
        "1969-12-31T23:59:59.999Z",
        "now",
        "",
    ],
)
def test_what_is_no_instant(words: str) -> None:
    with pytest.raises(ValueError):
        from_rfc3339(words)


@given(st.integers(0, END_OF_TIME - 1), st.integers(-23 * 60 - 59, 23 * 60 + 59))
def test_every_instant_can_be_told_anywhere(instant: int, minutes: int) -> None:
    for zone in (UTC, TAIPEI, timezone(timedelta(minutes=minutes))):
        assert from_rfc3339(local(instant, zone).isoformat()) == instant


@pytest.mark.parametrize(
    "at", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "2026-11-23T09:00"]
)
def test_a_job_at_an_unlawful_time_is_refused_in_words(ask: Asker, at: str) -> None:
    job = {"job": "j", "label": "A001", "kind": "ticket", "state": "failed", "at": at}
    told = {"printer": "paper", "condition": "fine", "jobs": [job]}
    assert ask.error("printer_state", **told) == "bad_request"
    assert ask.ok("state")["printers"] == []
