"""A station as others see it: JSON lines in and out, and never a touch of the share.

Its clerk, a process of its own, goes to the share. While the share is away the station
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
from dataclasses import dataclass
from typing import Final

from shared.away import AT_COUNTER
from shared.clerk_keeper import SILENT_SECONDS, ClerkKeeper
from shared.clerk_process import ClerkProcess
from shared.errors import BadRequest, JiaohaoError, ShareSilent, StationTaken
from shared.front_news import News
from shared.memory import Memory
from shared.protocol import (
    LONGEST_LINE,
    Json,
    Request,
    answer_line,
    error_body,
    id_of,
    parse_object,
    parse_request,
    to_json,
)
from shared.state_folder import NameLock
from shared.station import read_lines
from shared.text import N_, Catalogue, catalogue, machine_language

OWN_SECONDS: Final = 4.0
"""After so long without an answer a station gives its own, where it may."""
ASK_SECONDS: Final = 13.0
"""After so long without an answer the share is said to be unavailable."""
_TICK_SECONDS: Final = 0.2
_AWAY: Final = frozenset({"share_unavailable", "share_unsafe", "damaged"})
_OWN: Final = AT_COUNTER | {"issue"}


@dataclass(slots=True)
class _Asked:
    """What is being answered: a request, or an errand of the station itself."""

    id: str
    line: str
    """As the clerk is asked."""
    request: Request | None
    errand: Json | None = None
    begun: float = 0.0
    is_sent: bool = False


class Front:
    """Serves one station's lines until they end."""

    def __init__(
        self,
        name: str,
        command: list[str],
        write: Callable[[str], None],
    ) -> None:
        """`command` starts a clerk; `write` sends a line."""
        self._name, self._write = name, write
        self._inbox: queue.SimpleQueue[tuple[ClerkProcess | None, bytes | None, bool]]
        self._inbox = queue.SimpleQueue()
        self._keeper = ClerkKeeper(
            command, lambda clerk, line: self._inbox.put((clerk, line, line is None))
        )
        self._memory = Memory(name)
        self._news = News(self._memory, write)
        self._say: Catalogue = catalogue(machine_language())
        self._lock: NameLock | None = None
        self._lines: deque[bytes | None] = deque()
        self._asked: _Asked | None = None
        self._stamp = (0, 0)
        """When the office carried the next answer out, and its last event then."""
        self._trouble: tuple[str, str] | None = None
        """Code and words of what keeps the share from us, or none."""
        self._errands = 0
        self._has_met = self._has_ended = False
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
                    clerk, line, is_end = self._inbox.get(timeout=_TICK_SECONDS)
                except queue.Empty:
                    continue
                if clerk is not None:
                    self._hear(clerk, line)
                elif is_end:
                    self._has_ended = True
                else:
                    self._lines.append(line)
            return self._end
        finally:
            self._keeper.leave()
            self._memory.close()
            if self._lock is not None:
                self._lock.release()

    # What is asked

    def _go_on(self) -> None:
        """Do what can be done now: answer, take the next line, tell watchers."""
        if self._keeper.silence() >= SILENT_SECONDS:
            error = ShareSilent()
            self._note_trouble(error.code, error.message(self._say))
            if not self._has_met and self._keeper.silence() >= ASK_SECONDS:
                self._fail(error, self._say)
        self._settle()
        while self._has_met and self._asked is None:
            if not self._begin_next():
                break
            self._settle()
        if self._trouble is not None:
            self._news.tell_trouble(*self._trouble)
        is_done = self._has_met and not self._lines and self._asked is None
        if self._has_ended and is_done:
            self._end = 0

    def _begin_next(self) -> bool:
        """Take up an errand or a line; whether there was any."""
        is_back = self._keeper.is_listening and self._trouble is None
        errand = self._memory.next_errand() if is_back else None
        if errand is not None:
            self._errands += 1
            id = f"errand-{self._errands}"
            line = to_json({"inner": {"id": id, **errand}})
            self._asked = _Asked(id, line, None, errand, time.monotonic())
        elif self._lines:
            self._begin(self._lines.popleft())
        else:
            return False
        return True

    def _begin(self, raw: bytes | None) -> None:
        id = None
        try:
            if raw is None:
                words = N_("This line is longer than {longest} bytes.")
                raise BadRequest(words, longest=LONGEST_LINE)
            found = parse_object(raw)
            id = id_of(found)
            right = parse_request(found)
        except JiaohaoError as error:
            self._write(answer_line(id, error_body(error, self._say)))
            return
        # As it was asked, and of that only what the command knows.
        fields = {name: found[name] for name in right.fields}
        request = Request(right.id, right.do, fields)
        body = self._memory.answer_known(request)
        if body is not None:
            self._write(answer_line(request.id, body))
            return
        self._memory.ask(request)
        self._news.is_wanted = self._news.is_wanted or request.do == "watch"
        line = to_json({"id": request.id, "do": request.do, **fields})
        self._asked = _Asked(request.id, line, request, None, time.monotonic())

    def _settle(self) -> None:
        """Send what is asked, or answer it without the share where that is due."""
        asked = self._asked
        if asked is None:
            return
        waited = time.monotonic() - asked.begun
        is_late = waited >= OWN_SECONDS or self._trouble is not None
        request = asked.request
        if request is not None and is_late and self._answer_alone(request):
            return
        if not asked.is_sent and self._keeper.is_listening:
            asked.is_sent = True
            self._keeper.say(asked.line)
        is_hopeless = self._trouble is not None and not self._keeper.is_listening
        if waited >= ASK_SECONDS or is_hopeless:
            self._give_up(asked)

    def _answer_alone(self, request: Request) -> bool:
        """Answer by ourselves if that may be; whether it was."""
        if request.do not in _OWN:
            return False
        try:
            body = self._memory.answer_alone(request)
        except JiaohaoError as error:
            body = error_body(error, self._say)
        if body is None:
            return False
        self._asked = None
        self._write(answer_line(request.id, body))
        if request.do in AT_COUNTER:
            self._news.tell_kept()
        return True

    def _give_up(self, asked: _Asked) -> None:
        self._asked = None
        error = ShareSilent()
        code, words = self._trouble or (error.code, error.message(self._say))
        told = {"ok": False, "error": code, "message": words}
        if asked.errand is not None:
            self._memory.hear_errand(asked.errand, told)
        else:
            self._write(answer_line(asked.id, to_json(told)))

    # What is heard

    def _hear(self, clerk: ClerkProcess, line: bytes | None) -> None:
        if not self._keeper.is_ours(clerk):
            return
        if line is None:
            self._hear_end()
        elif line.startswith(b'{"watch":'):
            self._hear_news(line)
        elif line.startswith(b'{"at":'):
            stamp = json.loads(line)
            self._stamp = stamp["at"], stamp["seq"]
        elif line.startswith(b'{"beat":'):
            self._hear_beat(json.loads(line)["beat"])
        elif line.startswith(b'{"clerk":'):
            self._meet(json.loads(line)["clerk"])
        elif line.startswith(b'{"hello":'):
            self._hear_hello(line)
        else:
            self._hear_answer(line)

    def _hear_answer(self, line: bytes) -> None:
        told = json.loads(line)
        stamp, self._stamp = self._stamp, (0, 0)
        if told["id"] is None and not told["ok"]:
            self._note_trouble(told["error"], told["message"])
            return
        if "beat" in told:
            self._hear_beat(told["beat"])
            return
        asked = self._asked
        if asked is None or asked.id != told["id"]:
            self._memory.hear_late(told, *stamp)
            return
        is_away = told.get("error") in _AWAY
        if is_away:
            self._note_trouble(told["error"], told["message"])
        elif told["ok"] and self._trouble is not None:
            # It is back. What was done meanwhile goes first; then this is asked anew.
            self._trouble, self._asked = None, None
            if asked.request is not None:
                self._lines.appendleft(asked.line.encode())
                return
        if asked.request is not None and is_away and self._answer_alone(asked.request):
            return
        self._asked = None
        if asked.errand is not None:
            self._memory.hear_errand(asked.errand, told)
            if self._news.is_to_be_asked():
                self._watch_again()
            return
        if asked.request is not None and not is_away:
            self._memory.hear_answer(asked.request, told, *stamp)
        self._write(line.decode())

    def _hear_beat(self, beat: Json) -> None:
        if not beat["ok"]:
            self._note_trouble(beat["error"], beat["message"])
            return
        self._trouble = None
        self._memory.hear_beat(beat)

    def _hear_news(self, line: bytes) -> None:
        trouble = self._news.hear(line)
        if trouble is not None:
            self._note_trouble(*trouble)

    def _meet(self, told: Json) -> None:
        """A clerk has found the office: go to work there under our name."""
        self._say = catalogue(told["language"])
        try:
            journal = self._memory.open(told)
            if self._lock is None:
                lock = NameLock(told["office"], self._name)
                lock.take()
                self._lock = lock
        except JiaohaoError as error:
            self._fail(error, catalogue(machine_language()))
            return
        inner = {"id": "join", "do": "join", "journal": journal}
        self._keeper.say(to_json({"inner": inner}))

    def _hear_hello(self, line: bytes) -> None:
        self._keeper.joined()
        self._memory.doubt()
        if not self._has_met:
            self._has_met = True
            self._write(line.decode())
        elif self._news.is_wanted:
            self._watch_again()

    def _watch_again(self) -> None:
        self._keeper.say(to_json({"id": "watch again", "do": "watch"}))

    def _hear_end(self) -> None:
        status = self._keeper.ended()
        if self._asked is not None:
            self._asked.is_sent = False
        is_taken = self._trouble is not None and self._trouble[0] == StationTaken.code
        if is_taken or not self._has_met:
            self._conclude(status or 1)

    def _fail(self, error: JiaohaoError, say: Catalogue) -> None:
        self._trouble = error.code, error.message(say)
        self._conclude(error.exit_status)

    def _conclude(self, status: int) -> None:
        """It is over; say what kept the station from work, if anything did."""
        self._end = status
        if self._trouble is not None:
            code, words = self._trouble
            self.last_words = f"{code}: {words}"
            told = {"ok": False, "error": code, "message": words}
            self._write(answer_line(None, to_json(told)))

    def _note_trouble(self, code: str, words: str) -> None:
        if self._trouble is None:
            self._memory.doubt()
        self._trouble = code, words
