"""The number a person got, for as long as it takes to read."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from kiosk.lines import Line
from kiosk.pages.page import Page
from kiosk.speech import Speech
from kiosk.widgets.big_number import BigNumber
from kiosk.widgets.code_picture import HEIGHT, WIDTH, CodePicture
from kiosk.widgets.leave_bar import LeaveBar
from kiosk.widgets.sign import Sign
from shared.qr import ticket_code
from shared.text import N_
from shared.ticket import Ticket

_ROOM_BESIDE: Final = 50
"""Columns that the number keeps when the code stands at its side."""
_ROOM_ABOVE: Final = 20
"""Rows that the number and its words keep when the code stands below."""
_BAR_ROWS: Final = 5


class OnPaper(Enum):
    """What is known of the paper, and what the person has to do."""

    COMING = "coming"
    HERE = "here"
    NONE = "none"
    """This kiosk has no printer: everybody reads the number here."""
    MISSING = "missing"
    """It did not come: the person is to say that the number is noted."""
    IN_DOUBT = "in doubt"
    """Only the person can see whether it came."""


LEAVES: Final = {
    OnPaper.MISSING: N_("I have noted it"),
    OnPaper.IN_DOUBT: N_("Yes, I have it"),
}
"""What the person says by leaving a page that asks something."""


class NumberPage(Page):
    """The number very big, who is ahead, where to look, and whether paper comes."""

    DEFAULT_CSS = """
    NumberPage #body { height: 1fr; layout: vertical; align: center middle; }
    NumberPage.-beside #body { layout: horizontal; }
    NumberPage #words { width: 1fr; height: 1fr; }
    NumberPage #words Sign { max-height: 45%; margin: 0 1; }
    NumberPage CodePicture { display: none; }
    NumberPage.-beside CodePicture { display: block; margin: 1 1 0 0; }
    NumberPage.-beneath CodePicture {
        display: block; width: 100%; margin-top: 1; content-align: center middle;
    }
    NumberPage.-tiny #title { display: none; }
    """

    def compose(self) -> ComposeResult:
        with Container(id="body"):
            with Vertical(id="words"):
                yield Sign(id="title")
                yield BigNumber()
                yield Sign(id="next")
            yield CodePicture()
        yield LeaveBar()

    @property
    def bar(self) -> LeaveBar:
        """The bar with the way back."""
        return self.query_one(LeaveBar)

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size.width, event.size.height - _BAR_ROWS
        is_beside = width >= WIDTH + _ROOM_BESIDE and height > HEIGHT
        is_beneath = width >= WIDTH and height >= HEIGHT + _ROOM_ABOVE
        self.set_class(is_beside, "-beside")
        self.set_class(is_beneath and not is_beside, "-beneath")

    def show(self, speech: Speech, ticket: Ticket, paper: OnPaper) -> None:
        """Show the ticket, and what to do about its paper."""
        office = speech.office
        self.query_one(BigNumber).label = ticket.label
        day = office.business_day(ticket.issued_at)
        self.query_one(CodePicture).code = ticket_code(ticket, day)
        title = [speech.line(N_("Your number"), rank=1)]
        service = office.service(ticket.service)
        if service is not None:
            title.append(speech.phrase(service.name, style="bold"))
        priority = office.priority(ticket.priority)
        if priority is not None and priority is not office.priorities[0]:
            title.append(speech.phrase(priority.name, rank=2))
        self.query_one("#title", Sign).lines = tuple(title)
        self.query_one("#next", Sign).lines = (
            speech.line(N_("People ahead: {n}"), n=ticket.ahead or 0, style="bold"),
            speech.line(N_("Please watch the lobby screen"), rank=2),
            *_paper(speech, paper, ticket.label),
        )


def _paper(speech: Speech, paper: OnPaper, label: str) -> tuple[Line, ...]:
    urgent = "bold $warning"
    if paper is OnPaper.COMING:
        return (speech.line(N_("Printing your paper…"), rank=3),)
    if paper is OnPaper.HERE:
        return (speech.line(N_("Please take your paper"), rank=3, style="$success"),)
    if paper is OnPaper.IN_DOUBT:
        return (speech.line(N_("Did your paper come out?"), rank=-1, style=urgent),)
    note = speech.line(N_("No paper: please note your number"), rank=1, style=urgent)
    if paper is OnPaper.NONE:
        return (note,)
    words = N_("Without your answer {label} is cancelled")
    return replace(note, rank=-1), speech.line(words, rank=1, label=label)
