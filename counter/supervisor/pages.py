"""The pages over the whole room: the help, and who did what today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from counter.supervisor.scene import Scene
from counter.supervisor.widgets.lists import happened_row
from shared.desk.day_log import Happened
from shared.screen.help_rows import HelpView, help_rows
from shared.screen.key_bar import KeyBarView
from shared.screen.paint import PLAIN, row
from shared.text.catalogue import N_

_WIDTH: Final = 100
ACTS: Final = frozenset(
    {"service_paused", "service_closed", "service_opened"}
    | {"kiosk_paused", "kiosk_opened"}
    | {"counter_moved", "priority_set", "notice_posted", "notice_approved"}
    | {"notice_ended", "cancelled", "help_answered"}
)
"""What is done by those who lead the hall, where nobody signs on."""


def help_page(keys: KeyBarView, said: tuple[str, ...]) -> tuple[Content, ...]:
    """Every key, and what was said last in full."""
    view = HelpView(keys.say, keys.names, keys.lawful, keys.sentence, said)
    return tuple(help_rows(view, _WIDTH))


def acts_page(events: Sequence[Happened], scene: Scene) -> tuple[Content, ...]:
    """The acts of today, newest first, each with its person where one signed on."""
    found = [it for it in reversed(events) if it.kind in ACTS or it.data.get("by")]
    if not found:
        return (row((scene.say(N_("Nobody has acted yet today.")), PLAIN)),)
    return tuple(happened_row(each, scene, _WIDTH) for each in found)
