"""What many tests need: a small office, a clock of their own, goldens, waiting."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from textual.app import App
from textual.pilot import Pilot

from shared.wire.client import Client

OFFICE: Final = """
[office]
name = { zh-TW = "示範就業中心", en = "Demo Employment Centre" }
time_zone = "Asia/Taipei"
languages = ["zh-TW", "en"]

[[priorities]]
code = "normal"
name = { zh-TW = "一般", en = "Normal" }
head_start_minutes = 0

[[priorities]]
code = "priority"
name = { zh-TW = "優先", en = "Priority" }
for_whom = { zh-TW = "年長、行動不便、孕婦", en = "Older, disabled, pregnant" }
head_start_minutes = 20
at_kiosk = true

[[services]]
code = "jobs"
letter = "A"
name = { zh-TW = "求職登記", en = "Job seeking" }
for_whom = { zh-TW = "年滿15歲", en = "From the age of 15" }
minutes = 15
steps = [
  { zh-TW = "登記", en = "Registration" },
  { zh-TW = "諮詢", en = "Short counselling" },
  { zh-TW = "介紹卡", en = "Referral card" },
]
documents = [{ zh-TW = "身分證件", en = "Identity document" }]

[[services]]
code = "training"
letter = "B"
name = { zh-TW = "職訓諮詢", en = "Training" }
minutes = 25
legal = { zh-TW = "就業保險法第19條", en = "Employment Insurance Act, Art. 19" }
steps = [{ zh-TW = "諮詢", en = "Counselling" }]
documents = [
  { zh-TW = "離職證明書", en = "Proof of employment separation" },
  { zh-TW = "存摺影本", en = "Copy of the passbook" },
]

[[services]]
code = "express"
letter = "A"
name = { zh-TW = "快速櫃檯", en = "Express" }
minutes = 3

[[counters]]
number = 1
serves = ["jobs"]
helps = ["express"]

[[counters]]
number = 2
name = { zh-TW = "職訓", en = "Training" }
serves = ["training"]
helps = ["jobs", "express"]

[[counters]]
number = 3
serves = ["express"]
helps = ["jobs"]

[[printers]]
name = "paper"
address = "none"

[[kiosks]]
name = "kiosk-1"
reserve = "9001-9099"
printer = "paper"

[[displays]]
name = "lobby"

[[notices]]
text = { zh-TW = "求職服務免費", en = "Our services are free of charge" }
"""
"""Three services on two letters, three counters, always open, two languages."""

APPOINTMENTS: Final = """
[appointments]
days_ahead = 14
grace_minutes = 10

[[appointments.services]]
service = "jobs"
minutes = 30
at_once = 2
monday = ["09:00-11:00", "14:00-15:10"]
tuesday = ["09:00-11:00"]

[[appointments.services]]
service = "training"
minutes = 20
officers = ["Lin", "Chen"]
monday = ["09:00-10:00"]
"""
"""To be added to OFFICE: one service with two places a slot, one with two officers."""

MONDAY_9: Final = 1_795_395_600_000
"""2026-11-23 09:00 in Taipei, in milliseconds since 1970."""


class FakeClock:
    """A clock that moves when told; instants in milliseconds."""

    def __init__(self, instant: int = MONDAY_9) -> None:
        self.instant = instant

    def __call__(self) -> int:
        return self.instant

    def forward(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass."""
        self.instant += round((minutes * 60 + seconds) * 1000)


def station_link(folder: Path, name: str | None) -> Client:
    """A link to a real station process of its own; no name: it only reads."""
    own = ["station", name] if name is not None else ["watcher"]
    command = [sys.executable, "-m", "jiaohao", *own, "--office", str(folder)]
    return Client(command)


async def until(pilot: Pilot[object], is_so: Callable[[], object]) -> None:
    """Let the app work until something is so; fails after 20 seconds."""
    import asyncio

    async with asyncio.timeout(20):
        while not is_so():
            await pilot.pause(0.01)


def screen_text(app: App[object]) -> str:
    """What the terminal shows, line by line, without colours."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


def assert_golden(file: Path, text: str) -> None:
    """Compare with a kept text; JIAOHAO_GOLDEN=write keeps the present one."""
    if os.environ.get("JIAOHAO_GOLDEN") == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.exists(), f"no golden {file.name}; JIAOHAO_GOLDEN=write makes it"
    assert text == file.read_text(encoding="utf-8")
