"""What the keys do: at once, after a question, or nothing, and then why."""

from __future__ import annotations

from collections.abc import Callable

from counter.supervisor.hand import Hand
from counter.supervisor.looks import Looks
from counter.supervisor.questions.ends import ending
from counter.supervisor.questions.helping import send_question
from counter.supervisor.questions.moving import (
    counter_question,
    move_question,
    service_question,
)
from counter.supervisor.questions.notices import notice_question
from counter.supervisor.questions.numbers import (
    cancel_question,
    choose_number,
    number_question,
    priority_question,
)
from counter.supervisor.questions.pausing import pause_question
from counter.supervisor.questions.rows import row_question
from counter.supervisor.scene import Scene
from counter.supervisor.task import Task
from printers.questions import printer_question
from shared.desk.command import Command
from shared.desk.question import Option, Question
from shared.desk.signed import Signed
from shared.desk.signing import signing_question
from shared.office.model import Office
from shared.screen.asking import Asking
from shared.text.catalogue import N_
from shared.trade.orders import HelpCall
from shared.trade.ticket import Ticket


class Acts(Asking):
    """The keys of one screen; it changes the hand, asks, and sends commands."""

    looks: Looks

    def __init__(
        self, office: Office, looks: Looks, hand: Hand, signed: Signed
    ) -> None:
        super().__init__()
        self._office, self.looks, self._hand = office, looks, hand
        self._signed, self._say = signed, looks.say
        self.look_up: Callable[[], object] = lambda: None
        """Reads what is to come back today, then asks about it."""

    def press(self, do: str) -> None:
        """Do what a key does: at once, or after a question; or say why not."""
        looks, question, scene = self.looks, self.looks.question, self.looks.scene()
        if do in ("help", "who") and question is None:
            self._hand.open_page(do)
        elif self._hand.page:
            self._hand.open_page(self._hand.page)
        elif question is not None:
            self.press_in_question(do, question)
        elif scene is None:
            looks.refuse(self._say(N_("Waiting for the office")))
        elif do == "other_pane":
            self._hand.next_pane()
        elif looks.under_way is not None:
            words = N_("That key was not taken. {what}")
            looks.refuse(self._say(words, what=self._say(N_("One moment …"))))
        elif why := looks.why_not(do, scene):
            looks.refuse(why)
        else:
            self._press(do, scene)

    def _press(self, do: str, scene: Scene) -> None:
        task = self.looks.task(scene)
        if do == "go_on":
            self._open_row(scene, task)
        elif do == "answer_help":
            self.act(Command("answer_help", {"help": self._call(scene, task).id}))
        elif do == "follow_ups":
            self.look_up()
        elif do == "call_help":
            self.act(Command("call_help", self.looks.helped(scene) or {}))
        elif do == "undo" and (back := self.looks.undo.command) is not None:
            self.looks.undo.offer(None)
            self.act(back)
        elif question := self._question(do, scene, task):
            self.ask(question)

    def _call(self, scene: Scene, task: Task | None) -> HelpCall:
        calls = scene.hall.help_calls
        chosen = task.target if task is not None and task.do == "answer_help" else ""
        return next((each for each in calls if each.id == chosen), calls[0])

    def _open_row(self, scene: Scene, task: Task | None) -> None:
        if self._hand.typed:
            title = self._say(N_("Number"))
            question = self._about_number(scene, "go_on", title, number_question)
            if question is not None:
                self.ask(question)
            return
        if task is not None:
            self._open_task(scene, task)
            return
        cursor = self.looks.cursor(scene)
        question = row_question(scene, self._hand.pane, cursor) if cursor else None
        if question is not None:
            self.ask(question)
        else:
            self.looks.refuse(
                self._say(N_("There is nothing to be done with this row"))
            )

    def _open_task(self, scene: Scene, task: Task) -> None:
        if task.do == "go_on":
            question = row_question(scene, "counters", task.target)
            if question is not None:
                self.ask(question)
        elif task.do == "help":
            self.looks.refuse(task.words)
        else:
            self._press(task.do, scene)

    def _question(self, do: str, scene: Scene, task: Task | None) -> Question | None:
        hand, cursor = self._hand, self.looks.cursor(scene)
        match do:
            case "send_somebody":
                return send_question(scene, self._call(scene, task))
            case "notice":
                return notice_question(scene)
            case "printers":
                found = self.looks.typed_tickets(scene)
                ticket = found[0] if len(found) == 1 else None
                return printer_question(scene.hall, ticket, self._say)
            case "pause":
                return pause_question(scene, _about(hand.pane, str(cursor)))
            case "move" if task is not None and task.do == "move":
                return move_question(scene, str(task.target))
            case "move" if hand.pane == "services":
                return move_question(scene, str(cursor))
            case "move" if hand.pane == "counters":
                return counter_question(scene, int(str(cursor)))
            case "move":
                return service_question(scene)
            case "priority":
                title = self._say(N_("Priority"))
                return self._about_number(scene, do, title, priority_question)
        title = self._say(N_("Cancel no."))
        return self._about_number(scene, do, title, cancel_question)

    def _about_number(
        self,
        scene: Scene,
        do: str,
        title: str,
        then: Callable[[Scene, Ticket], Question],
    ) -> Question | None:
        """What shall be done with the typed number; first which one, where several
        begin so or none is typed."""
        typed, found = self._hand.typed, self.looks.typed_tickets(scene)
        if typed and not found:
            words = N_("There is no number {label} today")
            self.looks.refuse(self._say(words, label=typed))
            return None
        if len(found) == 1:
            return then(scene, found[0])
        return choose_number(scene, do, title, then, among=found)

    # Questions

    def ask(self, question: Question, *, draft: str = "") -> None:
        """Put up a question; a number that was being typed is over."""
        self._hand.typed = ""
        super().ask(question, draft=draft)

    def choose(self, option: Option, words: str) -> None:
        """See Asking; it holds until what was chosen at the question's end."""
        if (scene := self.looks.scene()) is None:
            return
        end = self.ask_pane().end
        self.close_question()
        made = option.make(words)
        if isinstance(made, Question):
            self.ask(made)
        elif made:
            self.act(*(ending(each, end, scene) for each in made))

    # Who acts

    def act(self, *commands: Command) -> None:
        """Send commands; first ask who it is, where the office wants to know."""
        if not self._office.has_sign_on or self._signed.is_known:
            self.send(*commands)
        else:
            self.ask(signing_question(self._say, self._signed, commands))


def _about(pane: str, cursor: str) -> str:
    """What F5 is about: the row under the cursor, where that can be stopped."""
    if pane == "services":
        return f"service {cursor}"
    return cursor if pane == "machines" and cursor.startswith("kiosk ") else ""
