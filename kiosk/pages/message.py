"""A page that says something: one moment, still asking, or why there is no number."""

from __future__ import annotations

from textual.app import ComposeResult

from kiosk.lines import Line
from kiosk.pages.page import Page
from kiosk.widgets.leave_bar import LeaveBar
from kiosk.widgets.sign import Sign


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
