"""A station before its worker: what it answers, in whatever order things go wrong."""

from __future__ import annotations

import json
import os
import queue
import select
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from shared.machine.forking import Piped
from shared.machine.own_process import begin_piped
from shared.offline.journal import Journal
from shared.station.gateway import Gateway
from shared.station.patience import Patience
from shared.station.worker_process import WorkerProcess
from shared.wire.entry import JournalEntry
from shared.wire.frames import Frame, Kind
from tests.invariants import check_answers, check_file
from tests.processes import Process, gone
from tests.support import MONDAY_9, OFFICE


def test_an_id_answered_before_keeps_its_answer_while_the_share_is_away(
    kiosk: Process, file: Path
) -> None:
    told = kiosk.ask("issue", service="jobs", id="press")
    refused = kiosk.ask("call", counter=1, id="call")
    with gone(file):
        assert kiosk.ask("issue", service="jobs", id="press") == told
        assert kiosk.ask("cancel", label="A001", id="press") == told
        assert kiosk.ask("call", counter=1, id="call") == refused
        kept = kiosk.ask("issue", service="jobs", id="other")
        assert kept["ticket"]["label"] == "A9001"
        assert kiosk.ask("cancel", label="A001", id="other") == kept
    kiosk.settled("state")
    kiosk.end()
    check_file(file)
    check_answers(file, [told, refused, kept])


def test_a_refusal_is_kept_like_any_answer(kiosk: Process, file: Path) -> None:
    with gone(file):
        told = kiosk.ask("issue", service="nothing", id="press")
        assert told["error"] == "unknown_service"
    kiosk.settled("state")
    assert kiosk.ask("issue", service="jobs", id="press") == told
    kiosk.end()
    check_answers(file, [told])


def test_what_cannot_be_read_is_not_asked_again(kiosk: Process, file: Path) -> None:
    assert kiosk.ask("issue", service="jobs", priority="x")["error"] == "bad_request"
    with gone(file):
        told = kiosk.ask("issue", service="jobs", priority="x")
        assert told["error"] == "bad_request"
    assert kiosk.ask("unanswered")["asked"] == []


def test_what_is_kept_at_the_end_is_handed_in_at_the_next_start(
    kiosk: Process, office_folder: Path, file: Path
) -> None:
    with gone(file):
        told = kiosk.ask("issue", service="jobs")
        assert kiosk.end() == (0, "")
    again = Process(office_folder, "kiosk-1")
    again.read()
    assert again.settled("ticket", label="A9001")["ticket"]["state"] == "waiting"
    again.end()
    check_answers(file, [told])


def test_sigterm_while_the_share_is_away(
    kiosk: Process, office_folder: Path, file: Path
) -> None:
    with gone(file):
        told = kiosk.ask("issue", service="jobs")
        kiosk.process.terminate()
        assert kiosk.end() == (0, "")
    again = Process(office_folder, "kiosk-1")
    again.read()
    again.settled("state")
    again.end()
    check_answers(file, [told])


def test_one_whose_worker_hangs_may_be_killed_and_starts_again_at_once(
    kiosk: Process, office_folder: Path, file: Path
) -> None:
    kiosk.ask("open_counter", counter=1)
    frozen = kiosk.freeze_worker()
    kiosk.send(b'{"id": "press", "do": "issue", "service": "jobs"}')
    kiosk.process.kill()
    kiosk.process.wait()
    again = Process(office_folder, "kiosk-1")
    try:
        assert again.read()["hello"] == "jiaohao"
        assert again.ask("open_counter", counter=1)["ok"]
        first = again.ask("issue", service="jobs", id="press")
    finally:
        os.kill(frozen, signal.SIGCONT)
    # The one left behind wakes up, does what it was asked, and finds it done.
    assert again.ask("issue", service="jobs")["ticket"]["label"] == "A002"
    assert again.ask("issue", service="jobs", id="press") == first
    assert again.end() == (0, "")
    check_file(file)


def test_what_was_done_meanwhile_goes_before_what_is_asked_now(
    kiosk: Process, office_folder: Path, file: Path
) -> None:
    """The very moment the share is back, a call must not meet the visitor of before."""
    counter = Process(office_folder, "counter-1")
    counter.read()
    counter.ask("watch")
    counter.ask("open_counter", counter=1)
    for _ in range(2):
        kiosk.ask("issue", service="jobs")
    counter.ask("call", counter=1)
    with gone(file):
        counter.ask("start", counter=1)
        counter.ask("finish", counter=1)
    told = counter.ask("call", counter=1)
    assert told["ok"], told
    assert told["ticket"]["label"] == "A002"
    counter.end()
    kiosk.end()
    check_file(file)


def test_who_asks_to_watch_while_the_share_is_away_hears_of_its_return(
    kiosk: Process, file: Path
) -> None:
    with gone(file):
        kiosk.ask("issue", service="jobs")
        assert kiosk.ask("watch", id="w") == {"id": "w", "ok": True}
        assert kiosk.read()["watch"]["error"] == "share_unavailable"
    while not (told := kiosk.read()["watch"])["ok"] or "seq" not in told:
        continue
    assert told["tickets"][0]["label"] == "A9001"


AWAKE = """
import sys
from shared.wire.frames import *

def say(kind, message=None, id=0):
    body = b"" if message is None else packed(message)
    sys.stdout.buffer.write(Frame(kind, body, id).packed())
    sys.stdout.buffer.flush()

say(Kind.AWAKE)
"""


def worker_that(does: str) -> Callable[[], Piped]:
    """Begins a worker of our own making."""
    return partial(begin_piped, [sys.executable, "-c", AWAKE + does, OFFICE], None)


def test_a_worker_that_does_not_read_holds_nobody() -> None:
    """More than fits into a pipe is for a worker that hangs."""
    heard: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
    deaf = worker_that("import time; time.sleep(99)")
    worker = WorkerProcess(deaf, lambda _, frame: heard.put(frame))
    assert heard.get(timeout=20) == Frame(Kind.AWAKE)
    begun = time.monotonic()
    worker.say(Frame(Kind.QUESTION, b"x" * 1_000_000))
    worker.leave()
    assert time.monotonic() - begun < 10
    assert heard.get(timeout=20) is None
    assert worker.status() == -signal.SIGKILL


@pytest.mark.parametrize("cut", [1, 13, 20])
def test_a_frame_that_is_cut_is_the_end(cut: int) -> None:
    """However much of it came, nothing is made of it, and the end is heard."""
    whole = Frame(Kind.NEWS, b"x" * 500, 7).packed()
    does = f"sys.stdout.buffer.write({whole[:cut]!r}); sys.stdout.buffer.flush()"
    heard: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
    worker = WorkerProcess(worker_that(does), lambda _, frame: heard.put(frame))
    assert heard.get(timeout=20) == Frame(Kind.AWAKE)
    assert heard.get(timeout=20) is None
    assert worker.status() == 0


STUBBORN = """
import msgspec
from shared.offline.known_office import KnownOffice
from shared.wire.errands import *

say(Kind.OFFICE, KnownOffice("office", "en", sys.argv[1], False))
for frame in frames_of(0):
    if frame.kind is Kind.ERRAND and isinstance(errand_in(frame.body), Join):
        say(Kind.SETTLED, Beat(0), frame.id)
        sys.stdout.buffer.write(Frame(Kind.HELLO, b'{"hello":"jiaohao"}').packed())
        sys.stdout.buffer.flush()
    elif frame.kind is Kind.ERRAND:
        say(Kind.SETTLED, Trouble("bad_request", "no"), frame.id)
    elif frame.kind is Kind.QUESTION:
        asked = unpacked(frame.body, Question)
        body = msgspec.json.encode({"ok": True, "mine": asked.do})
        say(Kind.ANSWER, Answer(body), frame.id)
"""


def test_an_errand_that_cannot_be_done_holds_up_nobody() -> None:
    journal = Journal("office", "pad")
    day = "2026-11-23"
    journal.keep(JournalEntry("1", day, MONDAY_9, "finish", {"counter": 1}, body="{}"))
    journal.close()
    told: list[str] = []
    begin = worker_that(STUBBORN)
    patience = Patience(errand_rest=1.0, leave=0.5)
    gateway = Gateway(Path("nowhere"), "pad", begin, told.append, patience=patience)
    output, input = os.pipe()
    # Ids are the asker's own affair: the same for two questions, or one of ours.
    for id, do in (("join", "state"), ("x", "state"), ("x", "watch"), ("x", "state")):
        os.write(input, json.dumps({"id": id, "do": do}).encode() + b"\n")
    os.close(input)
    assert gateway.run(output) == 0
    os.close(output)
    answers = [json.loads(line) for line in told[1:]]
    assert [answer.get("mine") for answer in answers] == [
        "state",
        "state",
        None,
        "state",
    ]


def test_a_reader_whose_worker_hangs_is_heard_again(
    office_folder: Path, kiosk: Process
) -> None:
    """A lobby screen on a stale mount: another takes over, as for a counter."""
    lobby = Process(office_folder, None, is_hasty=True)
    assert lobby.read()["station"] is None
    assert lobby.ask("watch")["ok"]
    assert lobby.read()["watch"]["seq"] == 0
    frozen = lobby.freeze_worker()
    kiosk.ask("issue", service="jobs")
    while not (told := lobby.read()["watch"])["ok"] or told.get("seq") != 1:
        continue
    assert not Path(f"/proc/{frozen}/exe").exists()
    assert lobby.ask("issue", service="jobs")["error"] == "bad_request"
    lobby.end()


def _memory_of(process: int) -> int:
    """Bytes a process holds."""
    pages = Path(f"/proc/{process}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def test_who_asks_and_does_not_read_has_to_wait(kiosk: Process) -> None:
    """Its questions are not taken in without end, nor the answers kept."""
    for _ in range(60):
        kiosk.ask("issue", service="jobs")
    line = b'{"id": "x", "do": "state"}\n' + b" " * 30_000 + b"\n"
    before = _memory_of(kiosk.process.pid)
    taken = 0
    assert kiosk.process.stdin is not None
    pipe = kiosk.process.stdin.fileno()
    os.set_blocking(pipe, False)
    # Until for two seconds nothing more is taken, or all of it was.
    while taken < 60_000_000 and select.select([], [pipe], [], 2.0)[1]:
        taken += os.write(pipe, (line * 2)[:65_536])
    assert taken < 30_000_000
    assert _memory_of(kiosk.process.pid) - before < 60_000_000
