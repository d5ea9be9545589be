"""The page people find: which service, in which language, with which priority."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import var

from kiosk.lines import Line
from kiosk.pages.page import Page
from kiosk.speech import Speech
from kiosk.widgets.service_tile import ServiceTile
from kiosk.widgets.service_tiles import ServiceTiles
from kiosk.widgets.sign import Sign
from kiosk.widgets.touch_button import TouchButton
from shared.errors import ServiceClosed
from shared.office.model import Office, Priority, Service
from shared.text.catalogue import N_
from shared.text.languages import own_name
from shared.trade.hall import Hall
from shared.trade.printer import Condition
from shared.wire.client import OLD_SECONDS


class ChoiceButton(TouchButton):
    """A language or a priority to choose."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self.value = value


class LanguageButton(ChoiceButton):
    """A language, in its own name."""


class PriorityButton(ChoiceButton):
    """A priority that people may ask for themselves."""


class StartPage(Page):
    """Heading, languages, services, priority; goes back to the office's own words."""

    DEFAULT_CSS = """
    StartPage #header { height: 3; }
    StartPage #heading {
        height: 100%; margin: 0 1; content-align: left middle; text-align: left;
    }
    StartPage #languages { dock: right; width: auto; }
    StartPage LanguageButton { width: auto; min-width: 12; margin-left: 1; }
    StartPage ServiceTiles { margin: 1 1 0 1; }
    StartPage #footer { height: auto; margin: 1 1 0 1; }
    StartPage #footer TouchButton { width: 1fr; }
    StartPage #footer PriorityButton { width: 2fr; margin: 0 1; }
    StartPage #state { height: 3; margin: 0 1; }
    StartPage.-tall #header { height: 5; }
    StartPage.-narrow #header { height: 5; }
    StartPage.-narrow.-tall #header { height: 7; }
    StartPage.-narrow #languages { dock: top; width: 100%; height: auto; }
    StartPage.-narrow #languages TouchButton { width: 1fr; min-width: 3; }
    StartPage.-narrow.-short #state { height: 1; }
    StartPage.-narrow ServiceTiles, StartPage.-narrow #footer { margin: 0 1; }
    StartPage.-short.-narrow #header { height: 4; }
    StartPage.-low ServiceTiles, StartPage.-low #footer { margin: 0; }
    StartPage.-low #header, StartPage.-low.-narrow #header { height: 2; }
    StartPage.-low #state { height: 1; }
    StartPage.-tiny #header { display: none; }
    StartPage.-tiny #state { display: none; }
    """

    language: var[str] = var("", init=False)
    priority: var[str | None] = var(None, init=False)

    @dataclass
    class Chosen(Message):
        """A person wants a number."""

        service: Service
        priority: str | None
        language: str

    def __init__(self, office: Office, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._office = office
        self._hall: Hall | None = None
        self._age = 0.0
        self._trouble: tuple[str, str] | None = None
        self._may_issue = False
        self._paper: Condition | None = None
        self._priorities = [each for each in office.priorities if each.is_at_kiosk]
        self.set_reactive(StartPage.language, office.language)

    def compose(self) -> ComposeResult:
        with Horizontal(id="header"):
            with Horizontal(id="languages") as languages:
                languages.display = len(self._office.languages) > 1
                for language in self._office.languages:
                    yield LanguageButton(language)
            yield Sign(id="heading")
        yield ServiceTiles(self._office)
        with Horizontal(id="footer"):
            yield TouchButton(id="earlier")
            for priority in self._priorities:
                yield PriorityButton(priority.code)
            yield TouchButton(id="later")
        yield Sign(id="state")

    def on_mount(self) -> None:
        self._say_all()

    @property
    def speech(self) -> Speech:
        """What the page speaks now."""
        return Speech(self._office, self.language)

    def show(
        self,
        hall: Hall | None,
        *,
        age: float,
        trouble: tuple[str, str] | None,
        may_issue: bool = False,
        paper: Condition | None = None,
    ) -> None:
        """Show the hall, how old that is in seconds if it is not new, and `paper`.

        `paper` is why none would come out, or none; `may_issue`, whether numbers are
        given out without the share.
        """
        is_new = hall is not self._hall
        self._hall, self._age, self._paper = hall, age, paper
        self._trouble, self._may_issue = trouble, may_issue
        self._say_state()
        if is_new:
            self._say_heading()
            self.query_one(ServiceTiles).show(self.speech, hall)

    def reset(self) -> None:
        """Be as the next person expects it."""
        self.language = self._office.language
        self.priority = None
        self.query_one(ServiceTiles).page = 0

    def watch_language(self) -> None:
        self._say_all()

    def watch_priority(self) -> None:
        self._say_priorities()

    @on(TouchButton.Pressed)
    def _press(self, event: TouchButton.Pressed) -> None:
        event.stop()
        button = event.button
        tiles = self.query_one(ServiceTiles)
        if isinstance(button, LanguageButton):
            self.language = button.value
        elif isinstance(button, PriorityButton):
            is_chosen = self.priority == button.value
            self.priority = None if is_chosen else button.value
        elif isinstance(button, ServiceTile):
            if button.is_open:
                chosen = self.Chosen(button.service, self.priority, self.language)
                self.post_message(chosen)
        else:
            tiles.turn(1 if button.id == "later" else -1)

    def on_service_tiles_turned(self, event: ServiceTiles.Turned) -> None:
        event.stop()
        self._say_pages()

    def _say_all(self) -> None:
        self._say_heading()
        self._say_state()
        tiles = self.query_one(ServiceTiles)
        tiles.show(self.speech, self._hall)
        for button in self.query(LanguageButton):
            is_chosen = button.value == self.language
            button.set_class(is_chosen, "-chosen")
            mark = "✓ " if is_chosen else ""
            button.lines = (Line(mark + own_name(button.value), 0, "bold"),)
        self._say_priorities()
        self._say_pages()

    def _say_pages(self) -> None:
        tiles = self.query_one(ServiceTiles)
        has_more = tiles.pages > 1
        more = Line(self.speech.say("More services"), 1)
        place = Line(f"{tiles.page + 1}/{tiles.pages}", 2)
        for id, mark in (("earlier", "«"), ("later", "»")):
            button = self.query_one(f"#{id}", TouchButton)
            button.display = has_more
            button.lines = (Line(mark, 0, "bold"), more, place)
        self.query_one("#footer").display = has_more or bool(self._priorities)

    def _say_heading(self) -> None:
        services = self._hall.services if self._hall is not None else ()
        is_closed = bool(services) and not any(each.is_open for each in services)
        heading = ServiceClosed.text if is_closed else N_("Take a number")
        style = "bold $warning" if is_closed else "bold $primary"
        self.query_one("#heading", Sign).lines = (
            self.speech.line(heading, style=style),
            self.speech.phrase(self._office.name, rank=1),
        )

    def _say_priorities(self) -> None:
        for button in self.query(PriorityButton):
            is_chosen = button.value == self.priority
            button.set_class(is_chosen, "-chosen")
            priority = next(p for p in self._priorities if p.code == button.value)
            button.lines = tuple(self._priority_lines(priority, is_chosen))

    def _priority_lines(self, priority: Priority, is_chosen: bool) -> Iterator[Line]:
        msgid = N_("{name}: chosen") if is_chosen else N_("{name}: not chosen")
        name = priority.name.say(self.language)
        mark = "✓ " if is_chosen else ""
        yield Line(mark + self.speech.say(msgid, name=name), 0, "bold")
        beside = self._office.beside(self.language)
        if beside is not None:
            yield Line(priority.name.say(beside), 2)
        if priority.for_whom is not None:
            yield Line(priority.for_whom.say(self.language), 1)

    def _say_state(self) -> None:
        self.query_one("#state", Sign).lines = tuple(self._state())

    def _state(self) -> Iterator[Line]:
        age = int(self._age)
        warning = "bold $warning"
        if self._hall is None:
            # A kiosk that gives out numbers of its own reserve waits for nobody.
            if not self._may_issue:
                yield self.speech.line(N_("Waiting for the office"), style=warning)
        elif age >= 120:
            minutes = age // 60
            yield self.speech.line(N_("Data is {n} min old"), style=warning, n=minutes)
        elif self._age > OLD_SECONDS:
            yield self.speech.line(N_("Data is {n} s old"), style=warning, n=age)
        if self._paper is not None:
            words = N_("No paper now: your number will be on the screen")
            if self._paper is Condition.OUT:
                words = N_("Paper out: your number will be on the screen")
            yield self.speech.line(words, style=warning)
        if self._trouble is not None and not self._may_issue:
            # Folders and locks mean nothing to a visitor; counters show them.
            yield self.speech.line(N_("Please ask the staff."), rank=1)
