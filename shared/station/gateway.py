"""A station as others see it: JSON lines in and out, and never a touch of the share.

Its worker, a process of its own, goes to the share. While the share is away the station
answers what it may by itself; its journal knows what was asked and answered, and
what the file lacks is handed in.
"""

from __future__ import annotations

import itertools
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from shared.errors import JiaohaoError, ShareSilent, StationTaken
from shared.offline.alone import WITH_THE_VISITOR
from shared.offline.known_office import KnownOffice
from shared.offline.memory import Memory
from shared.station.name import OwnName
from shared.station.news import News
from shared.station.patience import NORMAL, Patience
from shared.station.worker_keeper import Asked, WorkerKeeper
from shared.station.worker_process import WorkerProcess
from shared.text.catalogue import Catalogue, catalogue, machine_language
from shared.wire.errands import (
    Answer,
    Beat,
    Errand,
    Join,
    Look,
    Question,
    Settled,
    Trouble,
    settled_in,
)
from shared.wire.frames import Frame, Kind, packed, unpacked
from shared.wire.json_text import to_json
from shared.wire.lines import lines_of
from shared.wire.requests import (
    Request,
    answer_line,
    error_body,
    hello_line,
    id_of,
    parse_object,
    parse_request,
    refused,
)

_TICK_SECONDS: Final = 0.2
_AWAY: Final = frozenset({"share_unavailable", "share_unsafe", "damaged"})


class _Input:
    """The end of the input, among its lines."""


_INPUT_ENDED: Final = _Input()
_Heard: TypeAlias = tuple[WorkerProcess, Frame | None] | bytes | _Input | None


class Gateway:
    """Serves one station's lines until they end."""

    def __init__(
        self,
        folder: Path,
        name: str | None,
        command: Sequence[str],
        write: Callable[[str], None],
        *,
        patience: Patience = NORMAL,
    ) -> None:
        """`command` starts a worker for the office in `folder`; `write` sends a line.

        The folder itself is never touched here. Without a name it only reads.
        """
        self._name, self._write, self._patience = name, write, patience
        self._inbox: queue.SimpleQueue[_Heard] = queue.SimpleQueue()
        self._keeper = WorkerKeeper(
            command, lambda *heard: self._inbox.put(heard), patience
        )
        self._memory = Memory(name)
        self._own_name = OwnName(name, folder, self._memory)
        self._news = News(self._memory, write)
        self._say: Catalogue = catalogue(machine_language())
        self._frame_ids = itertools.count(1)
        self._lines: deque[bytes | None] = deque()
        self._asked: Asked | None = None
        self._put_back: Asked | None = None
        """A request that makes way for errands, and keeps the time it was asked."""
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

        def listen() -> None:
            for line in lines_of(input):
                self._inbox.put(line)
            self._inbox.put(_INPUT_ENDED)

        threading.Thread(target=listen, daemon=True).start()
        try:
            while self._end is None:
                self._keeper.tick()
                self._go_on()
                try:
                    heard = self._inbox.get(timeout=_TICK_SECONDS)
                except queue.Empty:
                    continue
                if isinstance(heard, tuple):
                    self._hear(*heard)
                elif isinstance(heard, _Input):
                    self._ended_at = time.monotonic()
                else:
                    self._lines.append(heard)
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
            is_over = self._keeper.silence() >= self._patience.ask
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
        is_over = time.monotonic() - self._ended_at >= self._patience.leave
        is_settled = is_over or not self._is_back or not self._memory.has_kept()
        return self._has_met and is_settled

    @property
    def _is_back(self) -> bool:
        return self._keeper.is_listening and self._trouble is None

    def _begin_next(self) -> bool:
        """Take up an errand or a line; whether there was any."""
        may_run = self._is_back and time.monotonic() >= self._errands_from
        errand = self._memory.next_errand() if may_run else None
        if errand is not None:
            self._asked = self._errand(errand)
        elif self._put_back is not None:
            self._asked, self._put_back = self._put_back, None
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
            request = parse_request(found)
        except JiaohaoError as error:
            self._write(answer_line(id, error_body(error, self._say)))
            return
        body = self._memory.answer_known(request)
        if body is not None:
            self._write(answer_line(request.id, body))
        elif request.do == "watch":
            self._news.is_wanted = True
            self._write(answer_line(request.id, to_json({"ok": True})))
            self._watch()
        else:
            self._asked = self._question(request)
            self._settle()
            # While the worker is at it: the note need not be there before.
            self._memory.ask(request)

    def _question(self, request: Request) -> Asked:
        body = packed(Question(request.id, request.do, request.fields))
        frame = Frame(Kind.QUESTION, body, next(self._frame_ids))
        return Asked(frame, time.monotonic(), request=request)

    def _errand(self, errand: Errand) -> Asked:
        frame = Frame(Kind.ERRAND, packed(errand), next(self._frame_ids))
        return Asked(frame, time.monotonic(), errand=errand)

    def _settle(self) -> None:
        """Send what is asked, or answer it without the share where that is due."""
        asked = self._asked
        if asked is None:
            return
        waited = time.monotonic() - asked.begun
        is_late = waited >= self._patience.own or self._trouble is not None
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
        if waited >= self._patience.ask or is_hopeless:
            self._give_up()

    def _ask_for_look(self) -> None:
        self._look = self._errand(Look())
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
        if asked.errand is not None:
            self._hear_settled(asked.errand, Trouble(*trouble))
        elif asked.request is not None:
            self._write(answer_line(asked.request.id, to_json(refused(*trouble))))

    # What is heard

    def _hear(self, worker: WorkerProcess, frame: Frame | None) -> None:
        if not self._keeper.is_ours(worker):
            return
        if frame is None:
            self._hear_end()
            return
        match frame.kind:
            case Kind.ANSWER:
                self._hear_answer(frame.id, unpacked(frame.body, Answer))
            case Kind.SETTLED:
                self._hear_errand(frame.id, settled_in(frame.body))
            case Kind.BEAT:
                self._hear_beat(settled_in(frame.body))
            case Kind.NEWS:
                self._news.hear_state(frame.body)
            case Kind.SAME:
                is_away = self._trouble is not None
                self._news.hear_same(frame.body, is_away=is_away)
            case Kind.TROUBLE:
                trouble = unpacked(frame.body, Trouble)
                self._note_trouble(trouble.error, trouble.message)
            case Kind.OFFICE:
                self._meet(unpacked(frame.body, KnownOffice))
            case Kind.HELLO:
                self._hear_hello(frame.body.decode())

    def _hear_answer(self, id: int, answer: Answer) -> None:
        asked = self._keeper.answered(id)
        is_away = answer.error in _AWAY
        if is_away:
            self._note_trouble(str(answer.error), answer.message)
        elif asked is not None and asked.request is not None:
            self._memory.hear_answer(asked.request, answer)
            if self._memory.is_recovering and self._look is None:
                # It was answered, so that is over: what is kept must not wait longer.
                self._ask_for_look()
        if asked is None or asked is not self._asked:
            # Nobody waits for it any more.
            return
        if is_away and self._answer_alone(asked):
            return
        self._asked = None
        if asked.request is not None:
            self._write(answer_line(asked.request.id, answer.body.decode()))

    def _hear_errand(self, id: int, settled: Settled) -> None:
        asked = self._keeper.answered(id)
        if asked is self._look:
            self._look = None
        if isinstance(settled, Beat):
            self._hear_beat(settled)
        elif isinstance(settled, Trouble) and settled.error in _AWAY:
            self._note_trouble(settled.error, settled.message)
        if asked is not None and asked is self._asked:
            self._asked = None
            if asked.errand is not None:
                self._hear_settled(asked.errand, settled)

    def _hear_settled(self, errand: Errand, settled: Settled) -> None:
        self._memory.hear_errand(errand, settled)
        if isinstance(settled, Trouble) and self._trouble is None:
            # The share is there and this cannot be done: others have their turn.
            self._errands_from = time.monotonic() + self._patience.errand_rest
        if self._news.is_to_be_asked():
            self._watch()

    def _hear_beat(self, beat: Settled) -> None:
        asked = self._asked
        is_unsent = asked is not None and asked.request and not asked.is_sent
        if isinstance(beat, Beat):
            is_new = self._trouble is not None
            self._trouble = None
            self._memory.hear_beat(beat)
            if is_new and is_unsent:
                self._asked, self._put_back = None, asked
        elif isinstance(beat, Trouble):
            self._note_trouble(beat.error, beat.message)
            if asked is not None and is_unsent and not self._answer_alone(asked):
                self._give_up()

    def _meet(self, told: KnownOffice) -> None:
        """A worker has found the office: go to work there under our name."""
        self._say = catalogue(told.language)
        try:
            journal = self._own_name.take_up(told)
        except JiaohaoError as error:
            self._fail(error, catalogue(machine_language()))
            return
        self._keeper.ask(self._errand(Join(journal)))

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

    def _hear_hello(self, line: str) -> None:
        self._keeper.joined()
        self._memory.doubt()
        self._look = None
        if not self._has_met:
            self._has_met = True
            self._write(line)
        elif self._news.is_wanted:
            self._watch()

    def _watch(self) -> None:
        """Have the worker tell its news, all of it anew."""
        if self._keeper.is_ready:
            self._keeper.tell(Frame(Kind.WATCH))

    def _hear_end(self) -> None:
        status = self._keeper.ended()
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
