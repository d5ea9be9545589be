"""A keeper of workers: those that hang in a dead share do not pile up."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest

from shared.machine.own_process import begin_piped
from shared.station import worker_keeper
from shared.station.patience import NORMAL
from shared.station.worker_keeper import WorkerKeeper

AT_ONCE = replace(NORMAL, hang=0, start=0)
LOOKS = 12

Workers = list["subprocess.Popen[bytes]"]


@pytest.fixture
def undead(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    """Those that were killed, and go on as in a call on a share that is away."""
    killed: Workers = []
    with monkeypatch.context() as patch:
        patch.setattr(subprocess.Popen, "kill", lambda worker: killed.append(worker))
        yield killed
    for worker in killed:
        worker.kill()
        worker.wait()


def test_no_more_than_a_few_hang_at_once(
    undead: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_keeper, "_REST_SECONDS", (0.0,))
    keeper = WorkerKeeper(
        partial(begin_piped, ["sleep", "60"], None), lambda worker, frame: None, AT_ONCE
    )
    for _ in range(LOOKS):
        keeper.tick()
    assert len(undead) == 3
    # The share answers one of them.
    undead[1].terminate()
    undead[1].wait()
    for _ in range(LOOKS):
        keeper.tick()
    assert len(undead) == 4
