"""The paper that would come out of the demo's printer."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from printers.drawing.layout import as_text
from printers.papers.checklist import checklist_paper
from printers.papers.paper import Block, Code, Paper, ticket_paper
from shared.office.model import Office
from shared.text.catalogue import N_, catalogue
from shared.text.palette import FOREGROUND, INK
from shared.trade.ticket import Ticket

PAPER_COLUMNS: Final = 34


def both(office: Office, msgid: str, **values: object) -> str:
    """Words in the office's language and in the one beside it."""
    languages = [office.language, office.beside(office.language)]
    return "  ".join(catalogue(each)(msgid, **values) for each in languages if each)


class PaperPane(VerticalScroll, can_focus=False):
    """The last ticket, as the printer would print it."""

    DEFAULT_CSS = f"""
    PaperPane {{ width: 1fr; height: 1fr; scrollbar-size-vertical: 1;
        align-horizontal: center; }}
    PaperPane > Static {{ width: auto; height: auto; padding: 1 2;
        background: {FOREGROUND}; color: {INK}; }}
    """

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._paper = Static(both(office, N_("No ticket yet")), markup=False)

    def compose(self) -> ComposeResult:
        yield self._paper

    def print(self, ticket: Ticket) -> None:
        """Put the ticket's paper on the screen."""
        day = self._office.business_day(ticket.issued_at)
        self._show(ticket_paper(ticket, self._office, day))

    def print_checklist(self, service: str, language: str) -> None:
        """Put what to bring for a service (its code) on the screen."""
        found = self._office.service(service)
        if found is not None:
            self._show(checklist_paper(found, self._office, language))

    def _show(self, paper: Paper) -> None:
        blocks = [_content(block) for block in paper]
        self._paper.update(Content("\n").join(blocks))
        self.scroll_home(animate=False)


def _content(block: Block) -> Content:
    """A part of a paper in black on white; codes are drawn the other way round."""
    words = as_text((block,), PAPER_COLUMNS)
    if isinstance(block, Code):
        return Content.styled(words, f"{FOREGROUND} on {INK}")
    return Content(words)
