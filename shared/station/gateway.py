"""A station as others see it: JSON lines in and out, and never a touch of the share.

Its worker, a process of its own, goes to the share. While the share is away the station
answers what it may by itself; its journal knows what was asked and answered, and
what the file lacks is handed in.
"""

from __future__ import annotations

import json
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from shared.errors import JiaohaoError, ShareSilent, StationTaken
from shared.offline.alone import WITH_THE_VISITOR
from shared.offline.memory import Memory
from shared.station.name import OwnName
from shared.station.news import News
from shared.station.worker_keeper import Asked, WorkerKeeper
from shared.station.worker_process import AWAKE, WorkerProcess
from shared.text.catalogue import Catalogue, catalogue, machine_language
from shared.wire.entry import as_asked
from shared.wire.line_server import read_lines
from shared.wire.requests import (
    Json,
    answer_line,
    error_body,
    hello_line,
    id_of,
    parse_object,
    parse_request,
    refused,
    to_json,
)

OWN_SECONDS: Final = 4.0
"""After so long without an answer a station gives its own, where it may."""
ASK_SECONDS: Final = 13.0
"""After so long without an answer the share is said to be unavailable."""
ERRAND_REST_SECONDS: Final = 5.0
LEAVE_SECONDS: Final = 5.0
"""How long a station that is to end goes on to hand in what it has."""
_TICK_SECONDS: Final = 0.2
_NEVER: Final = (0, 0, False)
_AWAY: Final = frozenset({"share_unavailable", "share_unsafe", "damaged"})


class Gateway:
    """Serves one station's lines until they end."""

    def __init__(
        self,
        folder: Path,
        name: str,
        command: list[str],
        write: Callable[[str], None],
    ) -> None:
        """`command` starts a worker for the office in `folder`; `write` sends a line.

        The folder itself is never touched here.
        """
        self._name, self._write = name, write
        self._inbox: queue.SimpleQueue[tuple[WorkerProcess | None, bytes | None, bool]]
        self._inbox = queue.SimpleQueue()
        self._keeper = WorkerKeeper(
            command, lambda worker, line: self._inbox.put((worker, line, line is None))
        )
        self._memory = Memory(name)
        self._own_name = OwnName(name, folder, self._memory)
        self._news = News(self._memory, write)
        self._say: Catalogue = catalogue(machine_language())
        self._lines: deque[bytes | None] = deque()
        self._asked: Asked | None = None
        self._stamp = _NEVER
        """When the office gave the next answer, its last event then, and whether it
        was carried out for it."""
        self._trouble: tuple[str, str] | None = None
        """Code and words of what keeps the share from us, or none."""
        self._look: Asked | None = None
        """The question whether the share is back, while it is open."""
        self._errands_from = float("-inf")
        """When errands go on, after one that could not be done."""
        self._has_met = False
        self._ended_at: float | None = None
        """When its input ended."""
        self._end: int | None = None
        """The exit status, once it is over."""
        self.last_words = ""
        """What kept the station from work, for people."""

    def run(self, input: int) -> int:
        """Answer the lines of a file descriptor; returns the exit status."""

        def take(line: bytes | None, is_end: bool) -> None:
            self._inbox.put((None, line, is_end))

        threading.Thread(target=read_lines, args=(input, take), daemon=True).start()
        try:
            while self._end is None:
                self._keeper.tick()
                self._go_on()
                try:
                    worker, line, is_end = self._inbox.get(timeout=_TICK_SECONDS)
                except queue.Empty:
                    continue
                if worker is not None:
                    self._hear(worker, line)
                elif is_end:
                    self._ended_at = time.monotonic()
                else:
                    self._lines.append(line)
            return self._end
        finally:
            self._keeper.leave()
            self._memory.close()
            self._own_name.release()

    # What is asked

    def _go_on(self) -> None:
        """Do what can be done now: answer, take the next line, tell watchers."""
        if self._keeper.is_silent:
            error = ShareSilent()
            self._note_trouble(error.code, error.message(self._say))
            is_over = self._keeper.silence() >= ASK_SECONDS
            if not self._has_met and not self._begin_alone() and is_over:
                self._fail(error, self._say)
        self._settle()
        while self._has_met and self._asked is None:
            if not self._begin_next():
                break
            self._settle()
        if self._trouble is not None:
            self._news.tell_trouble(*self._trouble)
        if self._is_done():
            self._end = 0

    def _is_done(self) -> bool:
        """Whether the input has ended and nothing is left that can be done soon."""
        if self._ended_at is None or self._lines or self._asked is not None:
            return False
        is_over = time.monotonic() - self._ended_at >= LEAVE_SECONDS
        is_back = self._keeper.is_listening and self._trouble is None
        return self._has_met and (is_over or not is_back or not self._memory.has_kept())

    def _begin_next(self) -> bool:
        """Take up an errand or a line; whether there was any."""
        now = time.monotonic()
        is_back = self._keeper.is_listening and self._trouble is None
        may_run = is_back and now >= self._errands_from
        errand = self._memory.next_errand() if may_run else None
        if errand is not None:
            self._asked = _errand(errand)
        elif self._lines:
            self._begin(self._lines.popleft())
        else:
            return False
        return True

    def _begin(self, raw: bytes | None) -> None:
        id = None
        try:
            found = parse_object(raw)
            id = id_of(found)
            right = parse_request(found)
        except JiaohaoError as error:
            self._write(answer_line(id, error_body(error, self._say)))
            return
        request = as_asked(found, right)
        body = self._memory.answer_known(request)
        if body is not None:
            self._write(answer_line(request.id, body))
            return
        if request.do == "watch":
            self._news.is_wanted = True
            self._write(answer_line(request.id, to_json({"ok": True})))
            self._watch()
            return
        self._memory.ask(request)
        line = to_json({"id": request.id, "do": request.do, **request.fields})
        self._asked = Asked(request.id, line, request, None, time.monotonic())

    def _settle(self) -> None:
        """Send what is asked, or answer it without the share where that is due."""
        asked = self._asked
        if asked is None:
            return
        waited = time.monotonic() - asked.begun
        is_late = waited >= OWN_SECONDS or self._trouble is not None
        if is_late and self._answer_alone(asked):
            return
        is_listening = self._keeper.is_listening
        if is_listening and not asked.is_sent:
            if self._trouble is None:
                self._keeper.ask(asked)
            elif self._look is None:
                # First whether it is back: what was done meanwhile goes before this.
                self._ask_for_look()
        is_hopeless = self._trouble is not None and not is_listening
        if waited >= ASK_SECONDS or is_hopeless:
            self._give_up()

    def _ask_for_look(self) -> None:
        self._look = _errand({"do": "look"})
        self._keeper.ask(self._look)

    def _answer_alone(self, asked: Asked) -> bool:
        """Answer by ourselves if that may be; whether it was."""
        request = asked.request
        if request is None:
            return False
        body = self._memory.answer_alone(request, self._say)
        if body is None:
            return False
        self._asked = None
        self._write(answer_line(request.id, body))
        if request.do in WITH_THE_VISITOR:
            self._news.tell_kept()
        return True

    def _give_up(self) -> None:
        asked, self._asked = self._asked, None
        if asked is None:
            return
        error = ShareSilent()
        trouble = self._trouble or (error.code, error.message(self._say))
        told = refused(*trouble)
        if asked.errand is not None:
            self._hear_errand(asked.errand, told)
        else:
            self._write(answer_line(asked.id, to_json(told)))

    # What is heard

    def _hear(self, worker: WorkerProcess, line: bytes | None) -> None:
        if not self._keeper.is_ours(worker):
            return
        if line is None:
            self._hear_end()
        elif line == AWAKE:
            return
        elif line.startswith(b'{"watch":'):
            self._hear_news(line)
        elif line.startswith(b'{"at":'):
            stamp = json.loads(line)
            self._stamp = stamp["at"], stamp["seq"], stamp["is_new"]
        elif line.startswith(b'{"beat":'):
            self._hear_beat(json.loads(line)["beat"])
        elif line.startswith(b'{"worker":'):
            self._meet(json.loads(line)["worker"])
        elif line.startswith(b'{"hello":'):
            self._hear_hello(line)
        else:
            self._hear_answer(line)

    def _hear_answer(self, line: bytes) -> None:
        told = json.loads(line)
        stamp, self._stamp = self._stamp, _NEVER
        if told["id"] is None and not told["ok"]:
            self._note_trouble(told["error"], told["message"])
            return
        asked = self._keeper.answered()
        if asked is self._look:
            self._look = None
        if "beat" in told:
            self._hear_beat(told["beat"])
            return
        is_away = told.get("error") in _AWAY
        if is_away:
            self._note_trouble(told["error"], told["message"])
        elif asked is not None and asked.request is not None:
            self._memory.hear_answer(asked.request, told, *stamp)
            if self._memory.is_recovering and self._look is None:
                # It was answered, so that is over: what is kept must not wait longer.
                self._ask_for_look()
        if asked is None or asked is not self._asked:
            # Nobody waits for it any more.
            return
        if is_away and self._answer_alone(asked):
            return
        self._asked = None
        if asked.errand is not None:
            self._hear_errand(asked.errand, told)
        else:
            self._write(line.decode())

    def _hear_errand(self, errand: Json, told: Json) -> None:
        self._memory.hear_errand(errand, told)
        if not told["ok"] and self._trouble is None:
            # The share is there and this cannot be done: others have their turn.
            self._errands_from = time.monotonic() + ERRAND_REST_SECONDS
        if self._news.is_to_be_asked():
            self._watch()

    def _hear_beat(self, beat: Json) -> None:
        asked = self._asked
        if beat["ok"]:
            is_new = self._trouble is not None
            self._trouble = None
            self._memory.hear_beat(beat)
            if is_new and asked is not None and asked.request and not asked.is_sent:
                self._asked = None
                self._lines.appendleft(asked.line.encode())
            return
        self._note_trouble(beat["error"], beat["message"])
        if asked is not None and not asked.is_sent and not self._answer_alone(asked):
            self._give_up()

    def _hear_news(self, line: bytes) -> None:
        trouble = self._news.hear(line, is_away=self._trouble is not None)
        if trouble is not None:
            self._note_trouble(*trouble)

    def _meet(self, told: Json) -> None:
        """A worker has found the office: go to work there under our name."""
        self._say = catalogue(told["language"])
        try:
            journal = self._own_name.take_up(told)
        except JiaohaoError as error:
            self._fail(error, catalogue(machine_language()))
            return
        self._keeper.ask(_errand({"do": "join", "journal": journal}))

    def _begin_alone(self) -> bool:
        """Go to work without the share, where that is of use; whether we did."""
        if self._trouble is None or self._trouble[0] != ShareSilent.code:
            return False
        try:
            self._has_met = self._own_name.begin_alone()
        except JiaohaoError as error:
            self._fail(error, self._say)
        office = self._memory.office
        if self._has_met and office is not None:
            self._say = catalogue(office.language)
            self._write(hello_line(office.name.say(office.language), self._name))
        return self._has_met

    def _hear_hello(self, line: bytes) -> None:
        self._keeper.joined()
        self._memory.doubt()
        self._look = None
        if not self._has_met:
            self._has_met = True
            self._write(line.decode())
        elif self._news.is_wanted:
            self._watch()

    def _watch(self) -> None:
        """Have the worker tell its news, all of it anew."""
        if self._keeper.is_ready:
            line = to_json({"id": "watch", "do": "watch"})
            self._keeper.ask(Asked("watch", line))

    def _hear_end(self) -> None:
        status = self._keeper.ended()
        self._stamp = _NEVER
        is_taken = self._trouble is not None and self._trouble[0] == StationTaken.code
        if is_taken or not (self._has_met or self._begin_alone()):
            self._conclude(status or 1)

    def _fail(self, error: JiaohaoError, say: Catalogue) -> None:
        self._trouble = error.code, error.message(say)
        self._conclude(error.exit_status)

    def _conclude(self, status: int) -> None:
        """It is over; say what kept the station from work, if anything did."""
        if self._end is not None:
            return
        self._end = status
        if self._trouble is not None:
            code, words = self._trouble
            self.last_words = f"{code}: {words}"
            self._write(answer_line(None, to_json(refused(code, words))))

    def _note_trouble(self, code: str, words: str) -> None:
        if self._trouble is None:
            self._memory.doubt()
        self._trouble = code, words


def _errand(errand: Json) -> Asked:
    line = to_json({"inner": {"id": errand["do"], **errand}})
    return Asked(errand["do"], line, None, errand, time.monotonic())
