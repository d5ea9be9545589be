"""The number a person got, for as long as it takes to read."""

from __future__ import annotations

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
from shared.text.catalogue import N_
from shared.trade.ticket import Ticket, ticket_code

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
_NOTE: Final = N_("No paper: please note your number")
_ASKED: Final = {
    OnPaper.MISSING: _NOTE,
    OnPaper.IN_DOUBT: N_("Did your paper come out?"),
}
"""What such a page asks, above everything else."""
_URGENT: Final = "bold $warning"


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
    NumberPage.-tiny.-asking #title { display: block; }
    NumberPage.-tiny.-asking #next { display: none; }
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
        self.query_one(BigNumber).label = ticket.label
        day = speech.office.business_day(ticket.issued_at)
        self.query_one(CodePicture).code = ticket_code(ticket, day)
        self.set_class(paper in LEAVES, "-asking")
        self.query_one("#title", Sign).lines = _title(speech, ticket, paper)
        watch = speech.line(N_("Please watch the lobby screen"), rank=2)
        self.query_one("#next", Sign).lines = (
            *_consequence(paper, speech, ticket),
            *_ahead(speech, ticket),
            watch,
            *_paper(speech, paper),
        )


def _ahead(speech: Speech, ticket: Ticket) -> tuple[Line, ...]:
    """How many go before; none knows while the share is away."""
    if ticket.ahead is None:
        return ()
    words = N_("People ahead: {n}")
    return (speech.line(words, n=ticket.ahead, style="bold"),)


def _title(speech: Speech, ticket: Ticket, paper: OnPaper) -> tuple[Line, ...]:
    """What the page asks, or whose number this is; and for what."""
    asked = _ASKED.get(paper)
    head = speech.line(N_("Your number"), rank=1)
    if asked is not None:
        head = speech.line(asked, rank=-1, style=_URGENT)
    title = [head]
    service = speech.office.service(ticket.service)
    if service is not None:
        title.append(speech.phrase(service.name, style="bold"))
    priority = speech.office.priority(ticket.priority)
    if priority is not None and priority is not speech.office.priorities[0]:
        title.append(speech.phrase(priority.name, rank=2))
    return tuple(title)


def _consequence(paper: OnPaper, speech: Speech, ticket: Ticket) -> tuple[Line, ...]:
    """What happens to the number, by what the person presses or does not press."""
    if paper is OnPaper.MISSING:
        words = N_("Press “I have noted it”, or {label} is cancelled")
        return (speech.line(words, rank=-1, style=_URGENT, label=ticket.label),)
    if paper is OnPaper.IN_DOUBT:
        return (speech.line(N_("Press “No paper” to print it once more")),)
    return ()


def _paper(speech: Speech, paper: OnPaper) -> tuple[Line, ...]:
    match paper:
        case OnPaper.COMING:
            return (speech.line(N_("Printing your paper…"), rank=3),)
        case OnPaper.HERE:
            words = N_("Please take your paper")
            return (speech.line(words, rank=3, style="$success"),)
        case OnPaper.NONE:
            return (speech.line(_NOTE, rank=1, style=_URGENT),)
        case OnPaper.MISSING | OnPaper.IN_DOUBT:
            return ()
