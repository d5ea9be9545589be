"""The panes of reception, and what each shows of one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one

from kiosk.concierge.keys import TABLE
from kiosk.concierge.widgets.header import HeaderView, draw_header
from kiosk.concierge.widgets.numbers import (
    FoundView,
    SlipsView,
    draw_found,
    draw_slips,
)
from kiosk.concierge.widgets.services import Services, ServicesView
from shared.screen.ask_pane import AskPane
from shared.screen.block import Block
from shared.screen.help_rows import HelpView, draw_help
from shared.screen.key_bar import KeyBar, KeyBarView
from shared.screen.size import SizedBoard
from shared.screen.strip import StripView, draw_strip
from shared.text import palette
from shared.text.catalogue import N_, Catalogue

_CSS: Final = f"""
Board {{
    width: 1fr; height: 1fr; layout: vertical; overflow: hidden;
    background: {palette.BACKGROUND}; color: {palette.FOREGROUND};
    #header {{ height: 1; background: {palette.PANEL}; }}
    #strip {{ height: 1; }}
    #services {{ height: 20; }}
    #numbers {{ height: 1fr; layout: horizontal; }}
    #slips, #found, #ask {{ width: 1fr; height: 100%; }}
    #help {{ display: none; }}
    &.-asking #found {{ display: none; }}
    &.-help #services, &.-help #numbers {{ display: none; }}
    &.-help #help {{ display: block; }}
    &.-short #services {{ height: 1fr; }}
    &.-short #numbers {{ height: 6; }}
    &.-short.-asking #numbers {{ height: 8; }}
    &.-narrow #slips {{ display: none; }}
}}
"""
_SHORT: Final = 30
_NARROW: Final = 72


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that the panes show at one moment."""

    header: HeaderView
    strip: StripView
    keys: KeyBarView
    services: ServicesView | None = None
    page: str = ""
    """Which services of how many, where not all have a key."""
    slips: SlipsView | None = None
    found: FoundView | None = None
    help: HelpView | None = None
    is_asking: bool = False


class Board(SizedBoard):
    """All panes; it only shows."""

    DEFAULT_CSS = _CSS

    header = query_one("#header", Block)
    services = query_one(Services)
    slips = query_one("#slips", Block)
    found = query_one("#found", Block)
    strip = query_one("#strip", Block)
    help = query_one("#help", Block)
    key_bar = query_one(KeyBar)
    ask = query_one(AskPane)

    def __init__(self, say: Catalogue) -> None:
        super().__init__()
        self._say = say

    def compose(self) -> ComposeResult:
        yield Block(draw_header, id="header")
        yield Block(draw_help, id="help", is_pane=True)
        yield Services()
        with Horizontal(id="numbers"):
            yield Block(draw_slips, id="slips", is_pane=True)
            yield Block(draw_found, id="found", is_pane=True)
            yield AskPane(self._say)
        yield Block(draw_strip, id="strip")
        yield KeyBar(TABLE, self._say)

    def show(self, look: Look) -> None:
        """Show everything; what did not change is not drawn again."""
        self.wear(
            {
                "-asking": look.is_asking,
                "-help": look.help is not None,
                "-short": self.size.height < _SHORT,
                "-narrow": self.size.width < _NARROW,
            }
        )
        is_looking = look.found is not None and look.found.is_looking
        self.services.set_class(not is_looking and not look.is_asking, "-focus")
        self.found.set_class(is_looking and not look.is_asking, "-focus")
        self.help.add_class("-focus")
        for block in self.query(Block):
            block.set_class(bool(look.header.old), "-old")
        self.tick(look)
        say = self._say
        if look.help is not None:
            self.help.show(look.help, say(N_("Help")), say(N_("↑ ↓ more, Esc leaves")))
        title = say(N_("One key gives a number"))
        self.services.show(look.services, title, look.page)
        self.slips.show(look.slips, say(N_("Just given")))
        self.found.show(look.found, say(N_("Look up a number")))

    def tick(self, look: Look) -> None:
        """Show what changes with the second."""
        self.header.show(look.header)
        self.strip.show(look.strip)
        self.key_bar.show(look.keys)
