"""A station's dialogue with its worker: one question at a time, and how the share is.

While the share is away a question is answered without it, where that may be.
"""

from __future__ import annotations

import itertools
import logging
import time
from collections.abc import Callable

from shared.errors import AWAY, ShareSilent
from shared.machine import log
from shared.offline.alone import WITH_THE_VISITOR
from shared.offline.memory import Memory
from shared.station.answer_log import AnswerLog
from shared.station.news import News
from shared.station.patience import Patience
from shared.station.worker_keeper import Asked, WorkerKeeper
from shared.text.catalogue import Catalogue, catalogue, machine_language
from shared.wire.errands import (
    Answer,
    Beat,
    Errand,
    HandedIn,
    HandIn,
    Look,
    Question,
    Settled,
    Trouble,
)
from shared.wire.frames import Frame, Kind, packed
from shared.wire.json_text import to_json
from shared.wire.requests import Request, answer_line, refused

_log = logging.getLogger(__name__)


class Dialogue:
    """What is asked of the worker, and what is made of its answers."""

    def __init__(
        self,
        keeper: WorkerKeeper,
        memory: Memory,
        news: News,
        write: Callable[[str], None],
        *,
        answers: AnswerLog,
        patience: Patience,
    ) -> None:
        """`write` sends a line to whoever asked; `answers` notes it."""
        self._keeper, self._memory, self._news = keeper, memory, news
        self._write, self._answers, self._patience = write, answers, patience
        self._frame_ids = itertools.count(1)
        self._asked: Asked | None = None
        self._put_back: Asked | None = None
        """A request that makes way for errands, and keeps the time it was asked."""
        self._look: Asked | None = None
        """The question whether the share is back, while it is open."""
        self._errands_from = float("-inf")
        """When errands go on, after one that could not be done."""
        self.trouble: Trouble | None = None
        """What keeps the share from us, or none."""
        self.say: Catalogue = catalogue(machine_language())

    @property
    def is_busy(self) -> bool:
        """Whether something is being answered."""
        return self._asked is not None

    @property
    def is_back(self) -> bool:
        """Whether the share is there, as far as is known."""
        return self._keeper.is_listening and self.trouble is None

    def begin_waiting(self) -> bool:
        """Take up what goes before the next line; whether there was any."""
        may_run = self.is_back and time.monotonic() >= self._errands_from
        errand = self._memory.next_errand() if may_run else None
        if errand is not None:
            self._asked = self._errand(errand)
        else:
            self._asked, self._put_back = self._put_back, None
        return self._asked is not None

    def begin(self, request: Request) -> None:
        """Take up a request."""
        body = packed(Question(request.id, request.do, request.fields))
        frame = Frame(Kind.QUESTION, body, next(self._frame_ids))
        self._asked = Asked(frame, time.monotonic(), request=request)
        self.settle()
        # While the worker is at it: the note need not be there before.
        self._memory.ask(request)

    def tell(self, errand: Errand) -> None:
        """Send the worker an errand beside what is being answered."""
        self._keeper.ask(self._errand(errand))

    def watch(self) -> None:
        """Have the worker tell its news, all of it anew."""
        if self._keeper.is_ready:
            self._keeper.tell(Frame(Kind.WATCH))

    def settle(self) -> None:
        """Send what is asked, or answer it without the share where that is due."""
        asked = self._asked
        if asked is None:
            return
        waited = time.monotonic() - asked.begun
        trouble = None if self._may_be_told(asked) else self.trouble
        is_late = waited >= self._patience.own or trouble is not None
        if is_late and self._answer_alone(asked):
            return
        is_listening = self._keeper.is_listening
        if is_listening and not asked.is_sent:
            if trouble is None:
                self._keeper.ask(asked)
            elif self._look is None:
                # First whether it is back: what was done meanwhile goes before this.
                self._ask_for_look()
        is_hopeless = trouble is not None and not is_listening
        if waited >= self._patience.ask or is_hopeless:
            self._give_up()

    def _may_be_told(self, asked: Asked) -> bool:
        """Whether it only asks what a share tells that cannot be written to."""
        may_read = self.trouble is not None and self.trouble.may_read
        return may_read and asked.request is not None and not asked.request.is_change

    # What is heard

    def hear_answer(self, id: int, answer: Answer) -> None:
        """The office has answered a request."""
        asked = self._keeper.answered(id)
        is_away = answer.error in AWAY
        if is_away:
            self.note_trouble(Trouble(str(answer.error), answer.message))
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
            self._answer(asked.request, answer.body.decode(), asked.begun)

    def hear_errand(self, id: int, settled: Settled) -> None:
        """The worker has done an errand, or has not."""
        asked = self._keeper.answered(id)
        if asked is self._look:
            self._look = None
        if isinstance(settled, Beat):
            self.hear_beat(settled)
        elif isinstance(settled, Trouble) and settled.error in AWAY:
            self.note_trouble(settled)
        if asked is not None and asked is self._asked:
            self._asked = None
            if asked.errand is not None:
                self._hear_settled(asked.errand, settled)

    def hear_beat(self, beat: Settled) -> None:
        """The worker says how the share is."""
        if isinstance(beat, Beat):
            is_new = self.trouble is not None
            self.trouble = None
            self._memory.hear_beat(beat)
            if is_new:
                log.event("share back")
                self._make_way()
        elif isinstance(beat, Trouble):
            self.note_trouble(beat)
            asked = self._asked
            is_unsent = asked is not None and asked.request and not asked.is_sent
            if asked is not None and is_unsent and not self._answer_alone(asked):
                self._give_up()

    def note_trouble(self, trouble: Trouble) -> None:
        """The share is kept from us."""
        if self.trouble is None:
            self._memory.doubt()
        if self.trouble is None or self.trouble.error != trouble.error:
            words = f"{trouble.error}: {trouble.message}"
            _log.warning("%s", words if trouble.error in AWAY else trouble.error)
        self.trouble = trouble

    def note_silence(self) -> None:
        """The worker has not spoken for too long."""
        error = ShareSilent()
        self.note_trouble(Trouble(error.code, error.message(self.say)))

    def begin_anew(self) -> None:
        """Another worker is at work: nobody answers what the last one was asked."""
        self._look = None
        self._memory.doubt()
        self._make_way()

    def _make_way(self) -> None:
        """What was done without the share goes before what is asked and not sent."""
        asked = self._asked
        if asked is not None and asked.request and not asked.is_sent:
            self._asked, self._put_back = None, asked

    def _errand(self, errand: Errand) -> Asked:
        frame = Frame(Kind.ERRAND, packed(errand), next(self._frame_ids))
        return Asked(frame, time.monotonic(), errand=errand)

    def _ask_for_look(self) -> None:
        self._look = self._errand(Look())
        self._keeper.ask(self._look)

    def _answer_alone(self, asked: Asked) -> bool:
        """Answer by ourselves if that may be; whether it was."""
        request = asked.request
        if request is None:
            return False
        body = self._memory.answer_alone(request, self.say)
        if body is None:
            return False
        self._asked = None
        self._answer(request, body, asked.begun, is_alone=True)
        if request.do in WITH_THE_VISITOR:
            self._news.tell_kept()
        return True

    def _give_up(self) -> None:
        asked, self._asked = self._asked, None
        if asked is None:
            return
        silence = ShareSilent()
        trouble = self.trouble or Trouble(silence.code, silence.message(self.say))
        if asked.errand is not None:
            self._hear_settled(asked.errand, trouble)
        elif asked.request is not None:
            body = to_json(refused(trouble.error, trouble.message))
            self._answer(asked.request, body, asked.begun)

    def _answer(
        self, request: Request, body: str, begun: float, *, is_alone: bool = False
    ) -> None:
        self._write(answer_line(request.id, body))
        self._answers.note(request.do, body, begun, is_alone=is_alone)

    def _hear_settled(self, errand: Errand, settled: Settled) -> None:
        self._memory.hear_errand(errand, settled)
        if isinstance(errand, HandIn) and isinstance(settled, HandedIn):
            log.event(f"handed in {len(errand.entries)}")
        if isinstance(settled, Trouble) and self.trouble is None:
            # The share is there and this cannot be done: others have their turn.
            self._errands_from = time.monotonic() + self._patience.errand_rest
        if self._news.is_to_be_asked():
            self.watch()
