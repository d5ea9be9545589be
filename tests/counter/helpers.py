"""What the counter's tests share: halls of fixed values, and a panel in an app."""

from __future__ import annotations

import json
import shlex
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from msgspec import to_builtins
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from counter.panel import CounterPanel
from shared.office.model import Office
from shared.screen.strip import StripView
from shared.screen.theme import THEME
from shared.trade.hall import CounterNow, Hall, ServiceNow
from shared.trade.ticket import Ticket, TicketState
from shared.wire.client import Client
from shared.wire.encoder import hall_told
from tests.support import MONDAY_9, FakeClock, screen_text, until

MINUTE = 60_000


def ticket(
    key: int, letter: str = "A", service: str = "jobs", **changed: Any
) -> Ticket:
    """A ticket that came `key` minutes after half past eight and waits."""
    came_at = MONDAY_9 + (key - 30) * MINUTE
    waiting = Ticket(
        key=key,
        letter=letter,
        number=key,
        service=service,
        state=TicketState.WAITING,
        priority="normal",
        language="zh-TW",
        channel="kiosk",
        counter=None,
        calls=0,
        issued_at=came_at,
        due_at=came_at,
        called_at=None,
        started_at=None,
        ended_at=None,
        note=None,
    )
    return replace(waiting, **changed)


def called(key: int, counter: int = 1, **changed: Any) -> Ticket:
    """A ticket called to a counter two minutes and five seconds ago."""
    called_at = MONDAY_9 - 125_000
    told: dict[str, Any] = {"counter": counter, "calls": 1, "called_at": called_at}
    return ticket(key, **{"state": TicketState.CALLED, **told, **changed})


def serving(key: int, counter: int = 1, **changed: Any) -> Ticket:
    """A ticket that is being served since a minute ago."""
    started_at = MONDAY_9 - MINUTE
    told = {"state": TicketState.SERVING, "started_at": started_at, **changed}
    return called(key, counter, **told)


def hall_of(
    office: Office,
    *tickets: Ticket,
    state: str = "open",
    staff: str | None = "林美玲",
) -> Hall:
    """A hall at nine on Monday with these tickets; every counter is in `state`."""
    at = {each.counter: each for each in tickets if each.state in ("called", "serving")}
    listed = [each for each in tickets if each not in at.values()]
    waiting = [each.service for each in listed if each.state is TicketState.WAITING]
    return Hall(
        as_of=MONDAY_9,
        seq=7,
        day=date(2026, 11, 23),
        services=tuple(
            ServiceNow(each.code, each.letter, True, waiting.count(each.code))
            for each in office.services
        ),
        counters=tuple(
            CounterNow(
                each.number,
                state,
                staff,
                "one",
                at.get(each.number),
                each.serves,
                each.helps,
            )
            for each in office.counters
        ),
        tickets=tuple(listed),
    )


def telling(folder: Path, office: Office, *news: Hall | tuple[str, str]) -> Client:
    """A link to a process that tells these halls or troubles, then nothing more."""
    lines: list[dict[str, Any]] = [{"hello": "jiaohao", "protocol": 1}]
    for each in news:
        told = (
            {"ok": True, **to_builtins(hall_told(each, office))}
            if isinstance(each, Hall)
            else {"ok": False, "error": each[0], "message": each[1]}
        )
        lines.append({"watch": told})
    script = folder / "station.jsonl"
    script.write_text("".join(json.dumps(line) + "\n" for line in lines))
    command = f"cat {shlex.quote(str(script))}; exec cat >/dev/null"
    return Client(["sh", "-c", command])


class OnePane(App[None]):
    """An app that knows nothing of its one panel, as the demo is one."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, panel: Widget) -> None:
        super().__init__()
        self.panel = panel

    def compose(self) -> ComposeResult:
        yield self.panel

    def on_mount(self) -> None:
        self.register_theme(THEME)
        self.theme = THEME.name


def still(panel: CounterPanel) -> CounterPanel:
    """The panel with its time standing still, and keys that are never too quick."""
    panel.known.ticks = FakeClock()
    panel.client.ticks = float
    return unhurried(panel)


def unhurried(panel: CounterPanel) -> CounterPanel:
    """The panel with a second between any two presses."""
    panel.guard.ticks = count(0, 1_000).__next__
    return panel


def strip(panel: CounterPanel) -> StripView:
    """What the strip shows."""
    return panel.looks.look(None).strip


def status(panel: CounterPanel) -> str:
    """What was said last: "! " and why not, what goes on, or what was done."""
    view = strip(panel)
    return f"! {view.refusal}" if view.refusal else view.under_way or view.told


def lawful(panel: CounterPanel) -> set[str]:
    """What keys would do something now, by what they do."""
    return set(panel.looks.look(None).keys.lawful)


def sentence(panel: CounterPanel) -> str:
    """What Enter says it would do."""
    return panel.looks.look(panel.board.ask.chosen).keys.sentence


def strict(office: Office) -> Office:
    """The office with targets."""
    services = tuple(replace(each, target_minutes=12) for each in office.services)
    return replace(office, services=services)


def busy(office: Office, state: str, *more: Ticket) -> Hall:
    """A hall with something of everything; counter 1 is in `state`."""
    here = {
        "called": [
            called(12, priority="priority", language="en", note="缺 [b]存摺[/]")
        ],
        "serving": [serving(12, language="vi", services=("express", "jobs"))],
    }.get(state, [])
    word = state if state in ("closed", "paused") else "open"
    hall = hall_of(
        office,
        *here,
        serving(9, 2, letter="B", service="training"),
        *(ticket(key) for key in (13, 15, 26)),
        ticket(17, priority="priority", due_at=0, language="vi", note="聽力不好"),
        ticket(18, service="express", sent_by=2, note="from A [/] B"),
        ticket(14, "B", "training"),
        ticket(3, state=TicketState.HELD, counter=1, note="影印"),
        ticket(5, state=TicketState.MISSED, counter=2, ended_at=1_795_395_000_000),
        *more,
    )
    counters = tuple(
        replace(each, state=word) if each.number == 1 else each
        for each in hall.counters
    )
    return replace(hall, counters=counters)


def panel_of(
    tmp_path: Path, office: Office, hall: Hall, language: str = "en", number: int = 1
) -> CounterPanel:
    client = telling(tmp_path, office, hall)
    return still(CounterPanel(office, number, client, language=language))


async def shown(
    panel: CounterPanel,
    size: tuple[int, int],
    *keys: str,
    then: Callable[[Pilot[None]], Awaitable[object]] | None = None,
) -> str:
    """What a panel shows once it heard of the hall and the keys were pressed."""
    app = OnePane(panel)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: panel.known.hall)
        for key in keys:
            await pilot.press(key)
        if then is not None:
            await then(pilot)
        # Whatever the machine was busy with: as it is now.
        panel._paint()
        await pilot.pause()
        return screen_text(app)
