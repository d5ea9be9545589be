"""What the panes of reception show of a moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kiosk.concierge.board import Look
from kiosk.concierge.hand import Hand
from kiosk.concierge.keys import KEYS, TABLE, at_keys, pages_of
from kiosk.concierge.scene import Scene, scene_of
from kiosk.concierge.slips import Slips
from kiosk.concierge.widgets.header import HeaderView
from kiosk.concierge.widgets.numbers import FoundView, SlipsView
from kiosk.concierge.widgets.services import ServicesView, Wish
from kiosk.papers import Papers
from printers.session.outcome import condition_words
from shared.desk.known import Known
from shared.desk.question import Option
from shared.desk.typed import meant
from shared.desk.undo import Undo
from shared.desk.words import language_of
from shared.errors import WrongState
from shared.office.model import Office
from shared.office.training import MARKED
from shared.screen.help_rows import HelpView
from shared.screen.key_bar import KeyBarView
from shared.screen.key_table import KeyNames
from shared.screen.staff_looks import StaffLooks
from shared.screen.strip import StripView
from shared.text.catalogue import N_, Catalogue
from shared.trade.orders import HelpCall
from shared.trade.ticket import ENDED, STEPS, TICKET_STATES, Ticket, TicketState
from shared.wire.client import Client

_NOT_ENDED: Final = tuple(each for each in TicketState if each not in ENDED)
_STATES: Final[Mapping[str, tuple[TicketState, ...]]] = {
    "go_on": STEPS["requeue"].come_from,
    "reprint": (*_NOT_ENDED, TicketState.MISSED),
    "cancel": STEPS["cancel"].come_from,
    "needs_help": _NOT_ENDED,
    "cannot_hear": _NOT_ENDED,
}
"""The states in which a key can do something with a number."""
_ON_NUMBER: Final = tuple(_STATES)
"""The keys that act on the number that was looked up."""


class Looks(StaffLooks):
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
        super().__init__(say, known, client, KeyNames(TABLE, {}, say))
        self.office, self.known, self.hand = office, known, hand
        self.slips = Slips()
        self.undo = Undo(lambda: known.ticks())
        self.found: Ticket | None = None
        """The number that was looked up, as the office told it."""
        self.is_unknown = False
        """Whether the office knows no number like the typed one."""
        self._papers = papers

    def scene(self) -> Scene | None:
        """The hall now; none before the first one is heard."""
        if self.known.hall is None:
            return None
        return scene_of(self.office, self.say, self.known.hall, self.known.now)

    @property
    def subject(self) -> Ticket | None:
        """The number that the keys act on: the one looked up, else the last given."""
        return self.found if self.hand.is_looking else self.slips.last

    @property
    def own_help(self) -> HelpCall | None:
        """The call for help from here that nobody has answered, or none."""
        calls, own = self.known.hall.help_calls if self.known.hall else (), self.station
        return next((each for each in calls if own and each.kiosk == own), None)

    @property
    def station(self) -> str | None:
        """The name this kiosk works under, once its station has said it."""
        return self._client.station

    def look(self, chosen: Option | None) -> Look:
        """Everything; `chosen` is the row of the question under its cursor."""
        scene = self.scene()
        header, strip = self._header(scene), self._strip(scene)
        keys = self._keys(scene, chosen)
        if scene is None:
            return Look(header, strip, keys)
        hand, names, pages = self.hand, self.names, pages_of(self.office)
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
                names["language"],
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

    def _wishes(self) -> Iterator[Wish]:
        hand, say, names = self.hand, self.say, self.names
        rank = self.office.priority(hand.priority)
        is_first = hand.priority != hand.usual_priority
        if rank is not None:
            name = rank.name.say(say.language)
            words = f"★ {name}" if is_first else name
            yield Wish("priority", names["priority"], words, is_first)
        for do in ("needs_help", "cannot_hear", "phone"):
            yield Wish(do, names[do], say(TABLE.key(do).word), getattr(hand, do))

    def _header(self, scene: Scene | None) -> HeaderView:
        trouble = self._papers.trouble
        title = self.say(N_("Reception"))
        return HeaderView(
            self.say,
            self.say(MARKED, name=title) if self.office.is_training else title,
            self.station or "",
            scene,
            sum(each.kind == "issued" for each in self.known.log.events),
            condition_words(trouble.value, None, self.say) if trouble else "",
            self._papers.has_printer,
            self.old_words(),
        )

    def _strip(self, scene: Scene | None) -> StripView:
        trouble = self._client.trouble
        away = trouble[1] if trouble and (self.old_words() or scene is None) else ""
        waits = self.say(N_("Waiting for the office")) if scene is None else ""
        working = self.say(N_("One moment …")) if self.is_working else ""
        return StripView(
            self.say,
            asked=self.asked_words(self.own_help, self.known.now),
            refusal=self.refusal,
            under_way=working or waits,
            away=away,
            undo_left=self.undo.left,
            undo_key=self.names["undo"],
            told=self.told,
        )

    def _keys(self, scene: Scene | None, chosen: Option | None) -> KeyBarView:
        say, names = self.say, self.names
        if scene is None:
            return KeyBarView(say, names, "", False, "", frozenset({"help"}))
        if self.question is not None:
            return self.keys_of(self.question, chosen)
        lawful = frozenset(key.do for key in KEYS if self.why_not(key.do) is None)
        is_ready = "go_on" in lawful
        sentence = say(N_("bring back")) if is_ready else ""
        hint = say(N_("Esc leaves")) if self.hand.is_looking else ""
        likely = lawful & {"undo"}
        return KeyBarView(say, names, sentence, is_ready, hint, lawful, likely)

    def why_not(self, do: str) -> str | None:
        """Why a key does nothing now, or none."""
        say, subject, is_looking = self.say, self.subject, self.hand.is_looking
        if do == "undo" and self.undo.command is None:
            return say(N_("There is nothing to take back"))
        if do == "reprint" and not self._papers.has_printer:
            return say(N_("Nothing prints here"))
        if do == "go_on" and (not is_looking or subject is None):
            return say(N_("Only a missed number can be brought back: look it up first"))
        if do == "phone" and is_looking:
            return say(N_("This is for the next number: leave this one with Esc"))
        if do not in (_ON_NUMBER if is_looking else ("reprint", "cancel")):
            return None
        if subject is None:
            return say(N_("There is no number to act on"))
        if do in _STATES and subject.state not in _STATES[do]:
            state = TICKET_STATES[subject.state]
            return say(WrongState.text, label=subject.label, state=state)
        return None

    def _found(self, scene: Scene) -> FoundView:
        hand, names, say = self.hand, self.names, self.say
        begin = N_("{key}, then the number: state, copy, bring back, cancel")
        others: tuple[str, ...] = ()
        if hand.typed:
            others = tuple(each.label for each in meant(hand.typed, scene.tickets))
        acts = tuple(
            (names[do], say(TABLE.key(do).word))
            for do in _ON_NUMBER
            if self.why_not(do) is None
        )
        return FoundView(
            self.office,
            say,
            hand.is_looking,
            hand.typed,
            self.found,
            others[:12],
            self.is_unknown and not others,
            acts,
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
