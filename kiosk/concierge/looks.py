"""What the panes of reception show of a moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kiosk.concierge.board import Look
from kiosk.concierge.hand import Hand
from kiosk.concierge.keys import KEYS, TABLE, at_keys, pages_of
from kiosk.concierge.scene import Scene, scene_of
from kiosk.concierge.slips import Slips
from kiosk.concierge.widgets.header import HeaderView
from kiosk.concierge.widgets.numbers import FoundView, SlipsView
from kiosk.concierge.widgets.services import ServicesView
from kiosk.papers import Papers
from printers.session.outcome import condition_words
from shared.desk.command import Command
from shared.desk.known import Known
from shared.desk.question import Option, Question
from shared.desk.typed import meant
from shared.desk.words import language_of
from shared.office.model import Office
from shared.office.training import MARKED
from shared.screen.help_rows import HelpView
from shared.screen.key_bar import KeyBarView
from shared.screen.key_table import KeyNames
from shared.screen.strip import SAID_MS, StripView
from shared.text.catalogue import N_, Catalogue
from shared.trade.act import UNDO_MS
from shared.trade.ticket import ENDED, Ticket, TicketState
from shared.wire.client import OLD_SECONDS, Client

BACK_IN_LINE: Final = (TicketState.MISSED, TicketState.HELD)
"""Who can be brought back."""


class Looks:
    """Makes looks of what is known, of where the hand is, and of what was said."""

    def __init__(
        self,
        office: Office,
        say: Catalogue,
        known: Known,
        client: Client,
        hand: Hand,
        papers: Papers,
    ) -> None:
        self.office, self.say, self.known, self.hand = office, say, known, hand
        self.names = KeyNames(TABLE, {}, say)
        self.slips = Slips()
        self.under_way: Command | None = None
        self.is_late = False
        self.question: Question | None = None
        self.found: Ticket | None = None
        """The number that was looked up, as the office told it."""
        self.is_unknown = False
        """Whether the office knows no number like the typed one."""
        self._client, self._papers = client, papers
        self._undo: str = ""
        self._undo_until = self._refused_at = 0
        self._told = self._refusal = ""

    def tell(self, words: str) -> None:
        """The last act."""
        self._told = words

    def refuse(self, words: str) -> None:
        """Why something was not done; the first thing to read for some seconds."""
        self._refusal, self._refused_at = words, self.known.ticks()

    def can_undo(self, label: str) -> None:
        """The number that was just given can be taken back for a while; "": none."""
        self._undo, self._undo_until = label, self.known.ticks() + UNDO_MS

    @property
    def undo(self) -> str:
        """The number that can be taken back now, or ""."""
        return self._undo if self.undo_left else ""

    @property
    def undo_left(self) -> int:
        """Milliseconds in which the last number can be taken back."""
        if not self._undo:
            return 0
        return max(self._undo_until - self.known.ticks(), 0)

    def scene(self) -> Scene | None:
        """The hall now; none before the first one is heard."""
        if self.known.hall is None:
            return None
        return scene_of(self.office, self.say, self.known.hall, self.known.now)

    @property
    def subject(self) -> Ticket | None:
        """The number that the keys act on: the one looked up, else the last given."""
        return self.found if self.hand.is_looking else self.slips.last

    def look(self, chosen: Option | None) -> Look:
        """Everything; `chosen` is the row of the question under its cursor."""
        scene = self.scene()
        header, strip = self._header(scene), self._strip(scene)
        keys = self._keys(scene, chosen)
        if scene is None:
            return Look(header, strip, keys)
        hand, pages = self.hand, pages_of(self.office)
        page = ""
        if pages > 1:
            words = N_("{n} of {count}  PgUp PgDn")
            page = self.say(words, n=hand.page + 1, count=pages)
        is_asking = self.question is not None
        return Look(
            header,
            strip,
            keys,
            ServicesView(
                scene,
                at_keys(self.office, hand.page),
                tuple(self._wishes()),
                tuple(
                    (language_of(each, self.say), each == hand.language)
                    for each in self.office.languages
                ),
                is_quiet=hand.is_looking or is_asking,
            ),
            page,
            SlipsView(self.office, self.say, self.slips.all),
            self._found(scene),
            self._help(keys, strip),
            is_asking,
        )

    def _wishes(self) -> Iterator[tuple[str, bool]]:
        hand, say = self.hand, self.say
        rank = self.office.priority(hand.priority)
        is_first = hand.priority != hand.usual_priority
        if rank is not None:
            name = rank.name.say(say.language)
            yield (f"★ {name}" if is_first else name), is_first
        yield say(N_("needs help")), hand.needs_help
        yield say(N_("to be fetched")), hand.cannot_hear

    def _header(self, scene: Scene | None) -> HeaderView:
        trouble = self._papers.trouble
        title = self.say(N_("Reception"))
        return HeaderView(
            self.say,
            self.say(MARKED, name=title) if self.office.is_training else title,
            self._client.station or "",
            scene,
            sum(each.kind == "issued" for each in self.known.log.events),
            condition_words(trouble.value, None, self.say) if trouble else "",
            self._papers.has_printer,
            self._old_words(),
        )

    def _old_words(self) -> str:
        age = self._client.age()
        if age <= OLD_SECONDS or self.known.hall is None:
            return ""
        return self.say(N_("Data is {n} s old"), n=int(age))

    def _strip(self, scene: Scene | None) -> StripView:
        trouble = self._client.trouble
        away = trouble[1] if trouble and (self._old_words() or scene is None) else ""
        is_refused = self.known.ticks() - self._refused_at < SAID_MS
        is_waiting = self.under_way is not None and not self.is_late
        waits = self.say(N_("Waiting for the office")) if scene is None else ""
        working = self.say(N_("One moment …")) if is_waiting else ""
        return StripView(
            self.say,
            refusal=self._refusal if is_refused else "",
            under_way=working or waits,
            away=away,
            undo_left=self.undo_left,
            undo_key=self.names["undo"],
            told=self._told,
        )

    def _keys(self, scene: Scene | None, chosen: Option | None) -> KeyBarView:
        say, names = self.say, self.names
        if scene is None:
            return KeyBarView(say, names, "", False, "", frozenset({"help"}))
        if self.question is not None:
            sentence = (chosen.sentence or chosen.words) if chosen else ""
            hint = say(N_("digit: do it  Esc: no"))
            helps = frozenset({"help"})
            return KeyBarView(say, names, sentence, bool(chosen), hint, helps)
        lawful = frozenset(key.do for key in KEYS if self.why_not(key.do) is None)
        is_ready = "go_on" in lawful
        sentence = say(N_("bring back")) if is_ready else ""
        hint = say(N_("Esc leaves")) if self.hand.is_looking else ""
        likely = lawful & {"undo"}
        return KeyBarView(say, names, sentence, is_ready, hint, lawful, likely)

    def why_not(self, do: str) -> str | None:
        """Why a key does nothing now, or none."""
        say, subject = self.say, self.subject
        if do == "undo" and not self.undo:
            return say(N_("There is nothing to take back"))
        if do in ("reprint", "cancel") and subject is None:
            return say(N_("There is no number to act on"))
        is_back = subject is not None and subject.state in BACK_IN_LINE
        if do == "cancel" and subject and subject.state in ENDED and not is_back:
            return say(N_("There is no number to act on"))
        if do == "reprint" and not self._papers.has_printer:
            return say(N_("Nothing prints here"))
        if do == "go_on" and not (self.hand.is_looking and is_back):
            return say(N_("Only a missed number can be brought back: look it up first"))
        return None

    def _found(self, scene: Scene) -> FoundView:
        hand, names, say = self.hand, self.names, self.say
        begin = N_("{key}, then the number: state, copy, bring back, cancel")
        others: tuple[str, ...] = ()
        if hand.typed:
            others = tuple(each.label for each in meant(hand.typed, scene.tickets))
        acts = [
            (names[key.do], say(key.word))
            for key in KEYS
            if key.do in ("go_on", "reprint", "cancel", "needs_help", "cannot_hear")
            and self.why_not(key.do) is None
        ]
        acts.sort(key=lambda each: each[0] != names["go_on"])
        return FoundView(
            self.office,
            say,
            hand.is_looking,
            hand.typed,
            self.found,
            others[:12],
            self.is_unknown and not others,
            tuple(acts),
            say(begin, key=names["look_up"]),
        )

    def _help(self, keys: KeyBarView, strip: StripView) -> HelpView | None:
        if not self.hand.reads_help:
            return None
        return HelpView(
            self.say,
            self.names,
            keys.lawful,
            keys.sentence,
            strip.lines,
            first=self.hand.help_first,
        )
