"""What the panes show of a moment: keys, strip, help and the rest put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from counter.answered import under_way_words
from counter.board import Look
from counter.hand import Hand
from counter.keys import KEYS, names_of
from counter.painter import Painter
from counter.put_aside import Aside, put_aside
from counter.questions.aside import hold_reasons
from counter.sentence import hint_of, sentence_of
from counter.situation import Situation, State
from counter.tour import Tour
from counter.troubles import Troubles, help_words
from counter.why_not import why_not
from printers.questions import has_printers
from shared.desk.command import Command
from shared.desk.question import Option
from shared.desk.typed import meant
from shared.screen.help_rows import HelpView
from shared.screen.key_bar import KeyBarView
from shared.screen.staff_looks import StaffLooks
from shared.screen.strip import StripView
from shared.text.catalogue import N_
from shared.trade.ticket import Ticket
from shared.wire.client import Client

_FEW: Final = 9
"""Rows of a question that leave room below it."""


class Looks(StaffLooks):
    """Makes looks of what is known, of where the hand is, and of what was said."""

    def __init__(
        self, painter: Painter, client: Client, hand: Hand, staff: str
    ) -> None:
        say, known = painter.say, painter.known
        super().__init__(say, known, client, names_of(painter.office, say))
        self.leaves: Command | None = None
        """What comes when the present visit is done: a pause, or the end."""
        self.tour = Tour()
        """Through a visit, for who asked to be led."""
        self._painter, self._known = painter, known
        self._hand = hand
        self._staff = staff
        self._troubles = Troubles(painter.office, say)
        self._prints = has_printers(painter.office)

    def miss(self, chosen: Ticket | None) -> None:
        """Whom the clerk had chosen may have left the list: say who took them."""
        known, hand = self._known, self._hand
        if chosen is None or hand.ticket_in(known.line()) is not None:
            return
        hand.let_go()
        for counter in known.hall.counters if known.hall else ():
            is_own = counter is known.counter
            if not is_own and counter.ticket and counter.ticket.key == chosen.key:
                words = N_("{label} was called by counter {counter} {who} before you")
                told = {"counter": counter.number, "who": counter.staff or ""}
                self.refuse(self.say(words, label=chosen.label, **told))

    def is_busy(self) -> bool:
        """Whether somebody is at the counter."""
        counter = self._known.counter
        return counter is not None and counter.ticket is not None

    def is_at_list(self) -> bool:
        """Whether the arrows act on the list; else on the papers of the visit."""
        return self._hand.is_turned == self.is_busy()

    def situation(self) -> Situation | None:
        """What the keys are decided by; none before the first hall."""
        known = self._known
        hall, counter = known.hall, known.counter
        if hall is None or counter is None:
            return None
        line = known.line()
        return Situation(
            counter,
            hall,
            line,
            self._painter.office,
            known.now,
            known.station,
            self._hand.ticket_in(line),
            known.called_last(),
            known.calls(),
            self._prints,
            known.undo.command is not None,
            self.leaves is not None,
            known.is_signed,
            self._hand.ticks(counter.ticket),
            self._staff,
        )

    def look(self, chosen: Option | None) -> Look:
        """Everything; `chosen` is the row of the question under its cursor."""
        situation, hand = self.situation(), self._hand
        if situation is not None:
            ticks = hand.ticks(situation.counter.ticket)
            self.tour.follow(situation, ticks, self._known.undo.left)
        aside = self._aside(situation)
        counter = self._known.counter
        has_help = hand.help_first is not None
        return Look(
            situation,
            self._strip(situation, aside),
            self.keys(situation, chosen),
            self._staff,
            self.old_words(),
            self.waits_for(),
            self.is_at_list(),
            hand.ticks(counter.ticket if counter else None),
            self.question is not None,
            self._is_brief(),
            bool(self.question and self.question.sheet),
            self.help(aside) if has_help else None,
            hand.page,
            aside,
        )

    def _is_brief(self) -> bool:
        question = self.question
        has_few = question is not None and len(question.options) <= _FEW
        return has_few and self.is_busy() and not (question and question.sheet)

    def _aside(self, situation: Situation | None) -> Mapping[int, Aside]:
        if situation is None:
            return {}
        reasons = hold_reasons(situation, self.say)
        return put_aside(situation.line.held, self._known.log, reasons)

    def _strip(
        self, situation: Situation | None, aside: Mapping[int, Aside]
    ) -> StripView:
        say, known = self.say, self._known
        trouble, away = self._client.trouble, self.old_words()
        if away and trouble:
            words = N_("{trouble} What you press is kept.")
            away = say(words, trouble=trouble[1])
        do = self.under_way.do if self.under_way else ""
        return StripView(
            say,
            self._hand.typed,
            self._found_words(situation),
            self.asked_words(situation.own_help, situation.now) if situation else "",
            self.refusal,
            under_way_words(do, say) if self.is_working else "",
            away,
            self.tour.words(say, self.names),
            known.undo.left,
            self.names["undo"],
            self.told,
            self._troubles.words(
                known,
                situation.own_held if situation else (),
                aside,
            ),
            self._help_words(situation),
            say(N_("{key} I go"), key=self.names["answer_help"]),
        )

    def _help_words(self, situation: Situation | None) -> str:
        call = situation.help_wanted if situation else None
        if situation is None or call is None:
            return ""
        return help_words(call, situation.hall, situation.now, self.say)

    def _found_words(self, situation: Situation | None) -> str:
        """Whom the typed number means."""
        typed, say = self._hand.typed, self.say
        if not typed or situation is None:
            return ""
        found = meant(typed, situation.line)
        if len(found) > 1:
            return " ".join(each.label for each in found[:12])
        if found:
            visit = self._painter.visit(found[0])
            words = N_("{service}, waited {n} min, {language}")
            told = {"n": visit.waited, "language": visit.language}
            return say(words, service=visit.service, **told)
        for counter in situation.hall.counters:
            if counter.ticket and counter.ticket.label == typed:
                return say(N_("is at counter {counter}"), counter=counter.number)
        return say(N_("not in the list; Esc clears"))

    def keys(self, situation: Situation | None, chosen: Option | None) -> KeyBarView:
        """What the keys do now."""
        if self._hand.help_first is None or situation is None:
            return self._keys_at_work(situation, chosen)
        say = self.say
        words, hint = say(N_("Lead me through")), say(N_("Esc: no"))
        return KeyBarView(say, self.names, words, True, hint, frozenset({"help"}))

    def _keys_at_work(
        self, situation: Situation | None, chosen: Option | None
    ) -> KeyBarView:
        say, names = self.say, self.names
        helps = frozenset({"help"})
        if situation is None:
            return KeyBarView(say, names, "", False, "", helps)
        if self.question is not None:
            return self.keys_of(self.question, chosen, "call_help")
        is_free = self.under_way is None
        lawful = frozenset(
            key.do for key in KEYS if why_not(situation, key.do, say, names) is None
        )
        is_used_up = situation.state is State.CALLED and not situation.is_no_show_early
        is_ready = situation.state is not State.FREE or situation.next is not None
        return KeyBarView(
            say,
            names,
            sentence_of(situation, say),
            is_ready and is_free,
            hint_of(situation, is_at_papers=not self.is_at_list(), say=say),
            lawful if is_free else helps,
            lawful & ({"undo", "no_show"} if is_used_up else {"undo"}),
        )

    def help(self, aside: Mapping[int, Aside]) -> HelpView:
        """The help, with what the strip cannot say in full."""
        situation = self.situation()
        keys = self._keys_at_work(situation, None)
        shown = situation.counter.ticket if situation else None
        shown = shown or (situation.shown if situation else None)
        note = ""
        if shown is not None and shown.note:
            visit = self._painter.visit(shown)
            words = N_("{label}, {who}: {note}")
            told = {"who": visit.note_by, "note": visit.note}
            note = self.say(words, label=visit.label, **told)
        return HelpView(
            self.say,
            self.names,
            keys.lawful,
            keys.sentence,
            self._strip(situation, aside).lines,
            note,
            self._hand.help_first or 0,
            self.say(N_("Leads you through a visit, in six steps")),
        )
