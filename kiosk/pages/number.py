"""The number a person got, for as long as it takes to read."""

from __future__ import annotations

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

    def show(self, speech: Speech, ticket: Ticket, is_on_paper: bool | None) -> None:
        """Show the ticket; whether paper came is None while it is not known."""
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
            _paper(speech, is_on_paper),
        )


def _paper(speech: Speech, is_on_paper: bool | None) -> Line:
    if is_on_paper is None:
        return speech.line(N_("Printing your paper…"), rank=3)
    if is_on_paper:
        return speech.line(N_("Please take your paper"), rank=3, style="$success")
    words = N_("No paper: please note your number")
    return speech.line(words, rank=1, style="bold $warning")
