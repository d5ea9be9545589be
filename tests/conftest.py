"""Fixtures: a fresh office in its own folder, and a state folder of the test's own."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.office.model import Office
from shared.office.reader import load_office
from shared.sqlite.transactions import Store
from tests.compiled import compile_rooms
from tests.desk import Asker
from tests.drawn_words import begin
from tests.support import OFFICE, FakeClock

_LONGEST_SECONDS: Final = 240
"""Of one test; the longest take a tenth of it on a machine with other work."""

# A test's app is thrown away whole: looking for its cycles again and again took a
# fifth of the suite's time.
gc.set_threshold(200_000, 20, 100)

for _size in ("COLUMNS", "LINES"):
    # pytest-xdist tells its workers one; terminals that tests open have their own.
    os.environ.pop(_size, None)

# What a module begins once for all its tests keeps nothing on this machine either.
_STATE = tempfile.TemporaryDirectory(prefix="jiaohao-state-")
os.environ["JIAOHAO_STATE"] = _STATE.name

_OWN_MARK: Final = (
    "update meta set value = lower(hex(randomblob(16))) where key = 'office'"
)

# Words are as wide as their font: all tests draw with the fonts that come along.
os.environ["XDG_DATA_DIRS"] = os.devnull


def pytest_configure(config: pytest.Config) -> None:
    """Compile and draw once, not in every process; a worker of xdist finds it done."""
    if not hasattr(config, "workerinput"):
        compile_rooms()
        begin(config)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that mostly wait come first, so that the others compute meanwhile."""
    items.sort(key=lambda item: "test_targets" not in item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """A test that waits for ever fails by its name, and keeps nobody else."""

    def give_up(*_: object) -> None:
        raise TimeoutError(f"still waiting after {_LONGEST_SECONDS} s")

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(0 if "JIAOHAO_SOAK" in os.environ else _LONGEST_SECONDS)
    try:
        return (yield)
    finally:
        signal.alarm(0)


# How long an example takes says only how busy this machine is.
settings.register_profile(
    "tests", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tests")


@pytest.fixture(autouse=True)
def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keeps every test's stations apart from each other and from this machine's."""
    folder = tmp_path / "state"
    monkeypatch.setenv("JIAOHAO_STATE", str(folder))
    monkeypatch.delenv("JIAOHAO_OFFICE", raising=False)
    # A command line that a test runs in this process chooses it for the process.
    monkeypatch.setenv("LANGUAGE", os.environ.get("LANGUAGE", ""))
    return folder


def make_office_folder(place: Path, text: str = OFFICE) -> Path:
    """A folder "office" in `place`, with an office.toml and a fresh queue."""
    folder = place / "office"
    folder.mkdir()
    (folder / OFFICE_FILE).write_text(text, encoding="utf-8")
    shutil.copyfile(_fresh_queue(), folder / QUEUE_FILE)
    with closing(sqlite3.connect(folder / QUEUE_FILE)) as queue:
        queue.execute("pragma synchronous = off")
        # The mark of an office is no other office's.
        queue.execute(_OWN_MARK)
        queue.commit()
    return folder


@cache
def _fresh_queue() -> Path:
    """A queue as `init` makes it, made once: its tables take 30 ms."""
    store = Store(Path(_STATE.name))
    store.create()
    store.close()
    return Path(_STATE.name) / QUEUE_FILE


@pytest.fixture
def office_folder(tmp_path: Path) -> Path:
    """An office folder with the small office of tests.support and a fresh queue."""
    return make_office_folder(tmp_path)


@pytest.fixture
def office(office_folder: Path) -> Office:
    """The small office."""
    return load_office(office_folder)


@pytest.fixture
def clock() -> FakeClock:
    """Monday 09:00 in Taipei, until told to move."""
    return FakeClock()


@pytest.fixture
def ask(office_folder: Path, clock: FakeClock) -> Iterator[Asker]:
    """A station at work in this process, on the test's clock."""
    asker = Asker(office_folder, clock=clock)
    yield asker
    asker.close()
