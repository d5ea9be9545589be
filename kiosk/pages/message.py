"""A page that says something: one moment, still asking, or why there is no number."""

from __future__ import annotations

from textual.app import ComposeResult

from kiosk.lines import Line
from kiosk.pages.page import Page
from kiosk.speech import Speech
from kiosk.widgets.leave_bar import LeaveBar
from kiosk.widgets.sign import Sign
from shared.errors import RefusedByOffice, ServiceClosed
from shared.text.catalogue import N_


class MessagePage(Page):
    """Words in the middle; below, the way back once there is one."""

    DEFAULT_CSS = """
    MessagePage > Sign { height: 1fr; margin: 0 1; }
    """

    def compose(self) -> ComposeResult:
        yield Sign()
        yield LeaveBar()

    @property
    def bar(self) -> LeaveBar:
        """The bar with the way back."""
        return self.query_one(LeaveBar)

    def show(self, *lines: Line, may_leave: bool) -> None:
        """Say these words."""
        self.query_exactly_one("MessagePage > Sign", Sign).lines = lines
        self.bar.display = may_leave

    def show_slow(self, speech: Speech) -> None:
        """The number does not come; the person may go."""
        self.show(
            speech.line(N_("This takes longer than usual."), style="bold $warning"),
            speech.line(N_("Your request is not lost; we go on asking."), rank=1),
            speech.line(N_("If you go back now, it will be cancelled."), rank=2),
            speech.line(N_("Please ask the staff."), rank=3),
            may_leave=True,
        )

    def show_refusal(self, speech: Speech, refusal: RefusedByOffice) -> None:
        """The office gives no number."""
        is_closed = refusal.answer_code == ServiceClosed.code
        self.show(
            speech.line(N_("No number was given out"), style="bold $warning"),
            speech.line(ServiceClosed.text, rank=1)
            if is_closed
            else Line(refusal.answer_words, 1),
            speech.line(N_("Please ask the staff."), rank=2),
            may_leave=True,
        )
