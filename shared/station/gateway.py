"""A station as others see it: JSON lines in and out, and never a touch of the share.

Its worker, a process of its own, goes to the share. While the share is away the station
answers what it may by itself; its journal knows what was asked and answered, and
what the file lacks is handed in.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from shared.errors import JiaohaoError, ShareSilent, StationTaken
from shared.machine import log
from shared.machine.forking import Piped
from shared.offline.known_office import KnownOffice
from shared.offline.memory import Memory
from shared.station.answer_log import AnswerLog
from shared.station.dialogue import Dialogue
from shared.station.name import OwnName
from shared.station.news import News
from shared.station.patience import NORMAL, Patience
from shared.station.worker_keeper import WorkerKeeper
from shared.station.worker_process import WorkerProcess
from shared.text.catalogue import Catalogue, catalogue, machine_language
from shared.wire.errands import Answer, Join, Trouble, settled_in
from shared.wire.frames import Frame, Kind, unpacked
from shared.wire.json_text import to_json
from shared.wire.lines import lines_of
from shared.wire.requests import (
    DeepRequest,
    answer_line,
    error_body,
    hello_line,
    id_of,
    parse_object,
    parse_request,
    refused,
)

_log = logging.getLogger(__name__)
_TICK_SECONDS: Final = 0.2
_MOST_LINES: Final = 200
"""Lines taken in before they are answered; whoever asks more has to wait."""


class _End:
    """The end of the input, among its lines."""


class _News:
    """There is news; which, is looked up: only the newest are kept."""


_Heard: TypeAlias = tuple[WorkerProcess, Frame | None] | bytes | _End | _News | None


class Gateway:
    """Serves one station's lines until they end."""

    def __init__(
        self,
        folder: Path,
        name: str | None,
        begin: Callable[[], Piped],
        write: Callable[[str], None],
        *,
        patience: Patience = NORMAL,
    ) -> None:
        """`begin` starts a worker for the office in `folder`; `write` sends a line.

        The folder itself is never touched here. Without a name it only reads.
        """
        self._name, self._write, self._patience = name, write, patience
        self._inbox: queue.SimpleQueue[_Heard] = queue.SimpleQueue()
        self._room = threading.Semaphore(_MOST_LINES)
        self._keeper = WorkerKeeper(begin, self._take_in, patience)
        self._newest: tuple[WorkerProcess, Frame] | None = None
        self._memory = Memory(name)
        self._own_name = OwnName(name, folder, self._memory)
        self._news = News(self._memory, write)
        self._answers = AnswerLog()
        self._dialogue = Dialogue(
            self._keeper,
            self._memory,
            self._news,
            write,
            answers=self._answers,
            patience=patience,
        )
        self._lines: deque[bytes | None] = deque()
        self._has_met = False
        """Whether it said hello: with the office's word, or by heart."""
        self._ended_at: float | None = None
        """When its input ended."""
        self._end: int | None = None
        """The exit status, once it is over."""
        self.last_words = ""
        """What kept the station from work, for people."""

    def run(self, input: int) -> int:
        """Answer the lines of a file descriptor; returns the exit status."""

        def listen() -> None:
            for line in lines_of(input):
                self._room.acquire()
                self._inbox.put(line)
            self._inbox.put(_End())

        # Before there is another thread, so that it may be forked.
        self._keeper.tick()
        threading.Thread(target=listen, daemon=True).start()
        try:
            while self._end is None:
                self._keeper.tick()
                self._go_on()
                # While the worker is at what comes next.
                self._answers.write_down()
                try:
                    heard = self._inbox.get(timeout=_TICK_SECONDS)
                except queue.Empty:
                    continue
                if isinstance(heard, tuple):
                    self._hear(*heard)
                elif isinstance(heard, _News):
                    self._hear_newest()
                elif isinstance(heard, _End):
                    self._ended_at = time.monotonic()
                else:
                    self._lines.append(heard)
            return self._end
        finally:
            self._answers.write_down()
            self._keeper.leave()
            self._memory.close()
            self._own_name.release()

    # What is asked

    def _go_on(self) -> None:
        """Do what can be done now: answer, take the next line, tell watchers."""
        dialogue = self._dialogue
        if self._keeper.is_silent:
            dialogue.note_silence()
            is_over = self._keeper.silence() >= self._patience.ask
            if not self._has_met and not self._begin_alone() and is_over:
                self._fail(ShareSilent(), dialogue.say)
        dialogue.settle()
        while self._has_met and not dialogue.is_busy and self._begin_next():
            dialogue.settle()
        if dialogue.trouble is not None:
            self._news.tell_trouble(dialogue.trouble)
        if self._is_done():
            self._end = 0

    def _is_done(self) -> bool:
        """Whether the input has ended and nothing is left that can be done soon."""
        if self._ended_at is None or self._lines or self._dialogue.is_busy:
            return False
        is_over = time.monotonic() - self._ended_at >= self._patience.leave
        is_back = self._dialogue.is_back
        return self._has_met and (is_over or not is_back or not self._memory.has_kept())

    def _begin_next(self) -> bool:
        """Take up an errand or a line; whether there was any."""
        if self._dialogue.begin_waiting():
            return True
        if not self._lines:
            return False
        self._begin(self._lines.popleft())
        self._room.release()
        return True

    def _begin(self, raw: bytes | None) -> None:
        id, begun = None, time.monotonic()
        try:
            found = parse_object(raw)
            id = id_of(found)
            request = parse_request(found)
        except JiaohaoError as error:
            id = error.id if isinstance(error, DeepRequest) else id
            self._write(answer_line(id, error_body(error, self._dialogue.say)))
            log.event(f"request refused {error.code}")
            return
        body = self._memory.answer_known(request)
        if body is not None:
            self._write(answer_line(request.id, body))
            self._answers.note(request.do, body, begun)
        elif request.do == "watch":
            self._news.is_wanted = True
            self._write(answer_line(request.id, to_json({"ok": True})))
            self._dialogue.watch()
        else:
            self._dialogue.begin(request)

    # What is heard

    def _take_in(self, worker: WorkerProcess, frame: Frame | None) -> None:
        """Note a frame, from another thread; of news only the newest are held.

        Whoever does not read what it is told must not fill this machine's memory.
        """
        if frame is not None and frame.kind is Kind.NEWS:
            self._newest = worker, frame
            self._inbox.put(_News())
        else:
            self._inbox.put((worker, frame))

    def _hear_newest(self) -> None:
        newest, self._newest = self._newest, None
        if newest is not None:
            self._hear(*newest)

    def _hear(self, worker: WorkerProcess, frame: Frame | None) -> None:
        if not self._keeper.is_ours(worker):
            return
        if frame is None:
            self._hear_end()
            return
        body = frame.body
        match frame.kind:
            case Kind.ANSWER:
                self._dialogue.hear_answer(frame.id, unpacked(body, Answer))
            case Kind.SETTLED:
                self._dialogue.hear_errand(frame.id, settled_in(body))
            case Kind.BEAT:
                self._dialogue.hear_beat(settled_in(body))
            case Kind.NEWS:
                self._news.hear_state(body)
            case Kind.SAME:
                is_away = self._dialogue.trouble is not None
                self._news.hear_same(body, is_away=is_away)
            case Kind.TROUBLE:
                self._dialogue.note_trouble(unpacked(body, Trouble))
            case Kind.OFFICE:
                self._meet(unpacked(body, KnownOffice))
            case Kind.HELLO:
                self._hear_hello(body.decode())

    def _meet(self, told: KnownOffice) -> None:
        """A worker has found the office: go to work there under our name.

        One that is at work tells of an office that was changed.
        """
        self._dialogue.say = catalogue(told.language)
        try:
            journal = self._own_name.take_up(told)
        except JiaohaoError as error:
            self._fail(error, catalogue(machine_language()))
            return
        if not self._keeper.is_ready:
            self._dialogue.tell(Join(journal))

    def _begin_alone(self) -> bool:
        """Go to work without the share, where that is of use; whether we did."""
        trouble = self._dialogue.trouble
        if trouble is None or trouble.error != ShareSilent.code:
            return False
        try:
            self._has_met = self._own_name.begin_alone()
        except JiaohaoError as error:
            self._fail(error, self._dialogue.say)
        office = self._memory.office
        if self._has_met and office is not None:
            self._dialogue.say = catalogue(office.language)
            self._write(hello_line(office.name.say(office.language), self._name))
        return self._has_met

    def _hear_hello(self, line: str) -> None:
        self._keeper.joined()
        log.event("worker at work")
        self._dialogue.begin_anew()
        if not self._has_met:
            self._has_met = True
            self._write(line)
        elif self._news.is_wanted:
            self._dialogue.watch()

    # The end

    def _hear_end(self) -> None:
        status = self._keeper.ended()
        trouble = self._dialogue.trouble
        is_taken = trouble is not None and trouble.error == StationTaken.code
        if is_taken or not (self._has_met or self._begin_alone()):
            self._conclude(status or 1)

    def _fail(self, error: JiaohaoError, say: Catalogue) -> None:
        self._dialogue.trouble = Trouble(error.code, error.message(say))
        self._conclude(error.exit_status)

    def _conclude(self, status: int) -> None:
        """It is over; say what kept the station from work, if anything did."""
        if self._end is not None:
            return
        self._end = status
        trouble = self._dialogue.trouble
        if trouble is not None:
            _log.warning("station gives up: %s", trouble.error)
            self.last_words = f"{trouble.error}: {trouble.message}"
            body = to_json(refused(trouble.error, trouble.message))
            self._write(answer_line(None, body))
