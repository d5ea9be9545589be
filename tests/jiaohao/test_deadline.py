"""Long work is cut off when it hangs, and only then."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from jiaohao.deadline import steadily
from shared.errors import OfficeMistake, ShareUnavailable
from shared.machine.progress import get_on

SHORT = 0.3


def test_what_is_told_comes_as_it_is_told() -> None:
    def work() -> Iterator[str]:
        yield "one"
        yield "two"

    assert list(steadily(SHORT, "x", work)) == ["one", "two"]


def test_what_is_raised_is_raised() -> None:
    def work() -> Iterator[str]:
        yield "one"
        raise OfficeMistake("no")

    told = steadily(SHORT, "x", work)
    assert next(told) == "one"
    with pytest.raises(OfficeMistake):
        next(told)


def test_work_that_gets_on_may_take_long() -> None:
    def work() -> Iterator[str]:
        for _ in range(8):
            threading.Event().wait(SHORT / 3)
            get_on()
        yield "done"

    assert list(steadily(SHORT, "x", work)) == ["done"]


def test_work_that_hangs_is_left_behind() -> None:
    hangs = threading.Event()

    def work() -> Iterator[str]:
        yield "one"
        hangs.wait()

    told = steadily(SHORT, "the share", work)
    assert next(told) == "one"
    with pytest.raises(ShareUnavailable, match="the share"):
        next(told)
    hangs.set()
