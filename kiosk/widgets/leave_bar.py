"""The bar under a page that goes away by itself: done, no, more time, and when."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from kiosk.speech import Speech
from kiosk.widgets.sign import Sign
from kiosk.widgets.touch_button import TouchButton
from shared.text.catalogue import N_


class LeaveBar(Widget):
    """Leave the page, or stay longer by one press (WCAG 2.2, 2.2.1)."""

    DEFAULT_CSS = """
    LeaveBar { layout: horizontal; height: auto; }
    LeaveBar TouchButton { width: 1fr; margin: 0 1; }
    LeaveBar Sign#seconds { width: 1fr; height: 3; }
    """

    @dataclass
    class Left(Message):
        """The person is done with the page."""

    @dataclass
    class Denied(Message):
        """The person says no to what the page asks."""

    @dataclass
    class MoreTime(Message):
        """The person wants the page to stay."""

    def compose(self) -> ComposeResult:
        leave = TouchButton(id="leave")
        leave.add_class("-main")
        yield leave
        yield TouchButton(id="deny")
        yield TouchButton(id="more-time")
        yield Sign(id="seconds")

    def show(
        self, speech: Speech, leave_msgid: str, seconds: int, deny_msgid: str = ""
    ) -> None:
        """Say when the page goes away, and how to say no where it asks something."""
        button = self.query_one("#leave", TouchButton)
        button.lines = (speech.line(leave_msgid, style="bold"),)
        deny = self.query_one("#deny", TouchButton)
        deny.display = bool(deny_msgid)
        if deny_msgid:
            deny.lines = (speech.line(deny_msgid, style="bold"),)
        more = self.query_one("#more-time", TouchButton)
        more.lines = (speech.line(N_("More time"), style="bold"),)
        words = speech.line(N_("Back in {n} s"), n=seconds, style="$warning")
        self.query_one("#seconds", Sign).lines = (words,)

    @on(TouchButton.Pressed, "#leave")
    def _leave(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.post_message(self.Left())

    @on(TouchButton.Pressed, "#deny")
    def _deny(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.post_message(self.Denied())

    @on(TouchButton.Pressed, "#more-time")
    def _stay(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.post_message(self.MoreTime())
