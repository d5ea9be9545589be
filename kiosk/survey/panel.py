"""The questions on a spare kiosk: presses become one answer, kept or not."""

from __future__ import annotations

from functools import partial
from typing import Final

from textual import events

from kiosk.act import Ease, Home
from kiosk.durations import HERE_SECONDS, IDLE_SECONDS, WARNING_SECONDS
from kiosk.pages.message import ONE_MOMENT, STILL_THERE, Message
from kiosk.sheet import Sheet
from kiosk.survey.course import (
    Closed,
    Course,
    Keep,
    Thanks,
    Welcome,
    Write,
    fields_of,
    start,
)
from kiosk.survey.pages import paint_survey
from kiosk.touched import Touched
from kiosk.view import View
from shared.canvas.grid import Grid
from shared.canvas.words import Words
from shared.clock import now_ms
from shared.errors import JiaohaoError
from shared.office.model import Office
from shared.text.catalogue import N_, is_showable
from shared.trade.survey import Comment
from shared.wire.client import OLD_SECONDS, Client
from shared.wire.decoder import answer_from_json

_ASK_SECONDS: Final = 6.0
NOT_KEPT: Final = Message(
    N_("Your answers could not be kept"),
    (N_("We are sorry. Nothing else of your visit is affected."),),
    is_trouble=True,
)


class SurveyPanel(Touched):
    """All that such a kiosk shows; it starts and closes `client`."""

    DEFAULT_CSS = "SurveyPanel { width: 1fr; height: 1fr; }"

    def __init__(
        self, office: Office, client: Client, *, words: Words | None = None
    ) -> None:
        """`words` keeps the masks of what is drawn between starts."""
        super().__init__()
        self._office, self._client = office, client
        self._words = words or Words()
        self.course = start(office)
        """Where somebody is, or nobody."""
        self.message: Message | None = None
        """What is said instead of a page, if anything."""
        self.seconds = 0
        """Since the last touch."""
        self._painted: object = None

    def on_mount(self) -> None:
        self._client.on_change = self._hear_soon
        self._client.start()
        self.set_interval(1, self.tick)
        self._hear()

    async def on_unmount(self) -> None:
        await self._client.close()

    @property
    def is_at_start(self) -> bool:
        """Whether nobody is in the middle of something."""
        return self.message is None and isinstance(self.course.here, Welcome | Closed)

    @property
    def view(self) -> View:
        """What the page knows now."""
        client = self._client
        age, hall = client.age(), client.hall
        now = hall.as_of + round(age * 1000) if hall is not None else now_ms()
        is_old = hall is not None and age > OLD_SECONDS
        is_away = client.trouble is not None or is_old
        return View(self._office, self.course.way, now, is_away=is_away)

    # What is seen

    def repaint(self) -> None:
        """See Touched."""
        if not all(self.size):
            return
        view = self.view
        key = (
            *(self.course, self.message, self.size, self._pressed),
            *(self._keys.at, view.time),
        )
        if key == self._painted:
            return
        self._painted = key
        self.show_page(view, partial(self._painted_sheet, view))

    def _painted_sheet(self, view: View, grid: Grid, focused: object) -> Sheet:
        sheet = Sheet(grid, self._words, pressed=self._pressed, focused=focused)
        paint_survey(sheet, view, self.course, self.message)
        return sheet

    # What is pressed

    def touch(self) -> None:
        """Somebody is there."""
        self.seconds = 0
        if self.message is STILL_THERE:
            self._say(None)

    def take_key(self, event: events.Key, sheet: Sheet) -> None:
        """See Touched."""
        here = self.course.here
        if isinstance(here, Write) and self.message is None:
            character = event.character or ""
            if event.key == "enter":
                self.act(Keep(here.service, here.steps, here.typed.strip()))
                return
            if event.key == "backspace" or is_written(character):
                is_less = event.key == "backspace"
                self.course = self.course.typed("" if is_less else character)
                return
        meant = self._keys.press(event, sheet.targets, self.course.way)
        if meant is not None and self.is_calm:
            self.course = self.course.keyed()
            self.act(meant)

    def act(self, meant: object) -> None:
        """See Touched."""
        self.seconds = 0
        if self.message is not None:
            if isinstance(meant, Home):
                self._go_home()
            elif isinstance(meant, Ease):
                self._go(self.course.after(meant))
            return
        self._go(self.course.after(meant))

    def _go(self, after: Course | Keep) -> None:
        if isinstance(after, Course):
            self.course = after
            self.turned()
        elif after.is_empty:
            self._go_home()
        else:
            self._say(ONE_MOMENT)
            self.run_worker(self._keep(after, self.course))

    async def _keep(self, keep: Keep, course: Course) -> None:
        fields = fields_of(keep, course.questions)
        try:
            told = await self._client.ask(
                "answer_survey",
                id=self._client.new_id(),
                patience=_ASK_SECONDS,
                language=course.way.language,
                **fields,
            )
        except JiaohaoError:
            self._say(NOT_KEPT)
            return
        comment = answer_from_json({"comment": told["comment"]})["comment"]
        code = comment.code if isinstance(comment, Comment) else None
        self.course = course.thanked(code)
        self._say(None)

    def _say(self, message: Message | None) -> None:
        self.message = message
        self.seconds = 0
        self.turned()

    def _go_home(self) -> None:
        self.message = None
        self.course = start(self._office)
        self._keys.leave()
        self.turned()

    # What time does

    def tick(self) -> None:
        """A second has passed."""
        self.seconds += 1
        stays = IDLE_SECONDS
        if self.message is STILL_THERE:
            stays = WARNING_SECONDS
        elif self.message is not None or isinstance(self.course.here, Thanks):
            stays = HERE_SECONDS
        if self.seconds >= stays and self.message is not ONE_MOMENT:
            self._time_is_up()
        self._hear()

    def _time_is_up(self) -> None:
        is_asked = self.message is None and not isinstance(self.course.here, Thanks)
        if not is_asked:
            self._go_home()
        elif not self.is_at_start:
            self._say(STILL_THERE)
        elif self.course != start(self._office) and not self.view.is_away:
            # Another language, large letters: as the next person expects it.
            self._go_home()

    def _hear_soon(self) -> None:
        # Not at once: an error would end the link's own task, and nobody would know.
        self.call_later(self._hear)

    def _hear(self) -> None:
        self.refuse_taken(self._client)
        self._close_or_open()
        self.repaint()

    def _close_or_open(self) -> None:
        """Whoever begins where nothing can be kept is told first, and goes."""
        is_away = self.view.is_away
        here = self.course.here
        if self.message is None and is_away and not isinstance(here, Closed | Thanks):
            self.course = self.course.closed()
            self.turned()
        elif isinstance(here, Closed) and not is_away:
            self._go_home()


def is_written(character: str) -> bool:
    """Whether a key writes something: a composed character too."""
    return bool(character) and is_showable(character) and character.isprintable()
