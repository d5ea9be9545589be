"""What the panes show of a moment: the scene, rows, strip and keys put together."""

from __future__ import annotations

from collections.abc import Hashable

from counter.supervisor.board import Look
from counter.supervisor.hand import Hand
from counter.supervisor.keys import KEYS, names_of
from counter.supervisor.layout import PANES
from counter.supervisor.machines import Machine, machines_of
from counter.supervisor.pages import acts_page, help_page
from counter.supervisor.questions.helping import who_could_go
from counter.supervisor.questions.numbers import about, tickets_of
from counter.supervisor.scene import Scene
from counter.supervisor.scenes import Scenes
from counter.supervisor.task import Task
from counter.supervisor.tasks import help_words
from counter.supervisor.widgets.header import HeaderView
from counter.supervisor.widgets.page import PageView
from shared.desk.known import Known
from shared.desk.question import Option
from shared.desk.signed import Signed
from shared.desk.typed import meant
from shared.desk.undo import Undo
from shared.office.model import Office
from shared.screen.key_bar import KeyBarView
from shared.screen.staff_looks import StaffLooks
from shared.screen.strip import StripView
from shared.text.catalogue import N_, Catalogue
from shared.trade.ticket import Ticket
from shared.wire.client import Client


class Looks(StaffLooks):
    """Makes looks of what is known, of where the hand is, and of what was said."""

    def __init__(
        self,
        office: Office,
        say: Catalogue,
        known: Known,
        client: Client,
        hand: Hand,
        signed: Signed,
    ) -> None:
        super().__init__(say, known, client, names_of(say))
        self.office, self.known, self.hand = office, known, hand
        self.undo = Undo(lambda: known.ticks())
        self._signed = signed
        self._scenes = Scenes(office, say, known)

    def scene(self) -> Scene | None:
        """The hall now; none before the first one is heard."""
        return self._scenes.scene()

    def rows(self, scene: Scene) -> dict[str, tuple[Hashable, ...]]:
        """What the rows of each pane are of."""
        return {
            "services": tuple(each.code for each in self.office.services),
            "counters": tuple(each.number for each in scene.hall.counters),
            "tasks": tuple(each.about for each in scene.tasks),
            "machines": tuple(each.key for each in self._machines(scene)),
            "notices": tuple(each.id for each in scene.hall.notices),
            "happened": tuple(each.seq for each in scene.happened),
        }

    def row_keys(self, scene: Scene) -> tuple[Hashable, ...]:
        """The rows of the pane that the arrows act on."""
        return self.rows(scene)[self.hand.pane]

    def cursor(self, scene: Scene) -> Hashable:
        """The row that the next key acts on, or none."""
        return self.hand.cursor(self.hand.pane, self.row_keys(scene))

    def task(self, scene: Scene) -> Task | None:
        """The task under the cursor, where the arrows act on them."""
        if self.hand.pane != "tasks":
            return None
        cursor = self.cursor(scene)
        return next((each for each in scene.tasks if each.about == cursor), None)

    def typed_tickets(self, scene: Scene) -> tuple[Ticket, ...]:
        """Whom the typed number may mean; nobody where none is typed."""
        typed = self.hand.typed
        return meant(typed, tickets_of(scene)) if typed else ()

    def look(self, chosen: Option | None) -> Look:
        """Everything; `chosen` is the row of the question under its cursor."""
        scene, hand = self.scene(), self.hand
        old = self.old_words()
        header = HeaderView(
            self.say,
            self.office.name.say(self.say.language),
            self._signed.name,
            scene,
            old,
        )
        waits, keys = self.waits_for(), self._keys(scene, chosen)
        if scene is None:
            return Look(header, self._strip(None, old), keys, waits_for=waits)
        rows = self.rows(scene)
        cursors = {pane: hand.cursor(pane, rows[pane]) for pane in PANES}
        return Look(
            header,
            self._strip(scene, old),
            keys,
            scene,
            rows,
            cursors,
            hand.pane,
            hand.turned,
            scene.tasks,
            self._machines(scene),
            self.page(scene),
            self.question is not None,
            waits,
        )

    def _machines(self, scene: Scene) -> tuple[Machine, ...]:
        trouble = self._client.trouble
        return machines_of(scene, trouble[1] if trouble else "")

    def _strip(self, scene: Scene | None, old: str) -> StripView:
        trouble, away = self._client.trouble, old
        if old and trouble:
            words = N_("{trouble} Nothing can be changed until it is back.")
            away = self.say(words, trouble=trouble[1])
        return StripView(
            self.say,
            typed=self.hand.typed,
            found=self._found_words(scene),
            refusal=self.refusal,
            under_way=self.say(N_("One moment …")) if self.is_working else "",
            away=away,
            undo_left=self.undo.left,
            undo_key=self.names["undo"],
            told=self.told,
            alarm=self._alarm(scene),
            alarm_keys=self._alarm_keys(scene),
        )

    def _alarm(self, scene: Scene | None) -> str:
        calls = scene.hall.help_calls if scene is not None else ()
        if scene is None or not calls:
            return ""
        words = N_("{who} {time}; nobody has answered")
        told = next(each for each in scene.tasks if each.do == "answer_help")
        return self.say(words, who=help_words(calls[0], scene), time=told.when)

    def _alarm_keys(self, scene: Scene | None) -> str:
        """The keys that answer, and who is free to go."""
        calls = scene.hall.help_calls if scene is not None else ()
        could = who_could_go(scene, calls[0]) if scene is not None and calls else []
        words, who = N_("{go} I go  {send} send one"), ""
        if scene is not None and could and could[0].ticket is None:
            words = N_("{go} I go  {send} send one: {who} is free")
            who = scene.counter_name(could[0].number)
        go, send = self.names["answer_help"], self.names["send_somebody"]
        return self.say(words, go=go, send=send, who=who)

    def _found_words(self, scene: Scene | None) -> str:
        """Whom the typed number means."""
        if not self.hand.typed or scene is None:
            return ""
        found = self.typed_tickets(scene)
        if len(found) > 1:
            return " ".join(each.label for each in found[:12])
        if found:
            return about(found[0], scene)
        return self.say(N_("no such number today; Esc clears"))

    def _keys(self, scene: Scene | None, chosen: Option | None) -> KeyBarView:
        say, names = self.say, self.names
        if scene is None:
            return KeyBarView(say, names, "", False, "", frozenset({"help"}))
        if self.question is not None:
            return self.keys_of(self.question, chosen)
        lawful = frozenset(
            key.do for key in KEYS if self.why_not(key.do, scene) is None
        )
        sentence = self._sentence(scene)
        hint = say(N_("↑↓ pick  Tab pane  A012"))
        if self.under_way is not None:
            lawful = frozenset({"help"})
        likely = lawful & {"undo"}
        is_ready = bool(sentence) and self.under_way is None
        return KeyBarView(say, names, sentence, is_ready, hint, lawful, likely)

    def why_not(self, do: str, scene: Scene) -> str | None:
        """Why a key does nothing now, or none."""
        say, has_calls = self.say, bool(scene.hall.help_calls)
        if do in ("answer_help", "send_somebody") and not has_calls:
            return say(N_("Nobody asks for help"))
        if do == "undo" and self.undo.command is None:
            return say(N_("There is nothing to take back"))
        if do in ("priority", "cancel") and not tickets_of(scene):
            return say(N_("There is no number to act on"))
        if do == "call_help" and self.helped(scene) is None:
            return say(N_("Choose a counter or a kiosk first"))
        return None

    def helped(self, scene: Scene) -> dict[str, str | int] | None:
        """The counter or kiosk under the cursor, for a call for help."""
        cursor = self.cursor(scene)
        if self.hand.pane == "counters" and cursor is not None:
            return {"counter": int(str(cursor))}
        kind, _, name = str(cursor).partition(" ")
        if self.hand.pane == "machines" and kind == "kiosk":
            return {"kiosk": name}
        return None

    def _sentence(self, scene: Scene) -> str:
        """What Enter does."""
        if self.hand.typed:
            found = self.typed_tickets(scene)
            if len(found) > 1:
                return self.say(N_("Which number?"))
            return self.say(N_("{what}…"), what=found[0].label) if found else ""
        cursor, what = self.cursor(scene), ""
        match self.hand.pane:
            case "services":
                what = scene.short(str(cursor))
            case "counters" if cursor is not None:
                what = self.say(N_("Counter {counter}"), counter=cursor)
            case "tasks":
                task = self.task(scene)
                what = task.words if task else ""
            case "machines":
                names = {each.key: each.name for each in self._machines(scene)}
                what = names.get(str(cursor), "")
            case "notices" if cursor is not None:
                what = self.say(N_("Notice"))
            case "happened":
                events = (it for it in scene.happened if it.seq == cursor)
                event = next(events, None)
                what = (event.label or "") if event else ""
        return self.say(N_("{what}…"), what=what) if what else ""

    def page(self, scene: Scene) -> PageView | None:
        """The page that is open over the room, if any."""
        first = self.hand.page_first
        if self.hand.page == "help":
            keys, lines = self._keys(scene, None), self._strip(scene, "").lines
            return PageView(self.say(N_("Help")), help_page(keys, lines), first)
        if self.hand.page == "who":
            title = self.say(N_("Who did what today"))
            return PageView(title, acts_page(self.known.log.events, scene), first)
        return None
