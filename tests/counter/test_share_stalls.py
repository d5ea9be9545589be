"""The share stalls, or is away, in the middle of each command of the counter."""

from __future__ import annotations

from collections import Counter as Counted
from pathlib import Path

import pytest

from shared.desk import errand
from shared.office.folder import QUEUE_FILE
from shared.office.model import Office
from tests.counter.helpers import sentence, status
from tests.counter.panels import Counter, at_work, share_held

NOTE = "缺 [b]存摺[/b]"
DAY: tuple[tuple[tuple[str, ...], str], ...] = (
    (("enter",), "counter_opened"),
    (("enter",), "called"),
    (("f2",), "recalled"),
    (("f3",), "started"),
    (("f6", "1"), "held"),
    (("f7",), "resumed"),
    (("ctrl+e", "e", "x", "enter"), "continued"),
    (("f8", "t", "r", "tab", NOTE, "enter"), "transferred"),
    (("enter",), "called"),
    (("f5", "f5"), "missed"),
    (("2", "enter"), "requeued"),
    (("ctrl+z",), "undone"),
    (("2", "enter"), "requeued"),
    (("3", "enter"), "called"),
    (("f4",), "finished"),
    (("ctrl+n", "1", "j", "o", "b", "enter"), "started"),
    (("f4",), "finished"),
    (("4", "delete", "1"), "cancelled"),
    (("5", "ctrl+o", "2"), "priority_set"),
    (("f12",), "help_called"),
    (("f12",), "help_answered"),
    (("ctrl+g", "1"), "group_called"),
    (("enter", "enter"), "group_ended"),
    (("f9", "1"), "counter_paused"),
    (("enter",), "counter_opened"),
    (("f9", "9"), "counter_closed"),
)
"""A day of one counter, and the last event that each pressing leaves."""


async def press(here: Counter, keys: tuple[str, ...]) -> None:
    """Keys, and words where a key is none."""
    for key in keys:
        if key == NOTE:
            await here.write(key)
        else:
            await here.keys(key)


def counts(here: Counter) -> Counted[str]:
    return Counted(here.kinds())


async def test_nothing_is_repeated_or_forgotten_when_the_share_stalls(
    office_folder: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errand, "_PATIENCE", 0.1)
    monkeypatch.setattr(errand, "_REST", 0.05)
    looks = {"is_late": 0}
    async with at_work(office_folder, office, people=7) as here:
        for keys, kind in DAY:
            before = counts(here)
            with share_held(office_folder):
                await press(here, keys)
                await here.until(
                    lambda: here.panel.looks.is_late, f"{keys}: late is said"
                )
                looks["is_late"] += 1
            await here.until(
                lambda: here.panel.looks.under_way is None, f"{keys}: an answer"
            )
            happened = counts(here) - before
            most = 4 if kind in ("group_called", "group_ended") else 1
            assert 0 < happened[kind] <= most, (keys, happened)
            is_walk_in = keys[0] == "ctrl+n"
            assert set(happened) - {kind} <= ({"issued"} if is_walk_in else set())
    assert looks["is_late"] == len(DAY)


AWAY: tuple[tuple[tuple[str, ...], str], ...] = (
    (("ctrl+e", "e", "x", "enter"), "continued"),
    (("f8", "t", "r", "tab", NOTE, "enter"), "transferred"),
    (("3", "delete", "1"), "cancelled"),
    (("3", "ctrl+o", "2"), "priority_set"),
    (("f12",), "help_called"),
)
"""What cannot be decided without the share."""


async def test_what_cannot_be_done_is_said_and_what_was_written_is_kept(
    office_folder: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errand, "_PATIENCE", 0.3)
    file = office_folder / QUEUE_FILE
    async with at_work(office_folder, office, people=4) as here:
        await here.open()
        await here.serve("A001")
        before = counts(here)
        file.rename(file.with_suffix(".away"))
        await here.until(lambda: here.panel.client.trouble is not None, "trouble")
        for keys, _ in AWAY:
            here.panel.looks.refuse("")
            await press(here, keys)
            # Shown for seconds only, which a busy machine may take to look.
            await here.until(
                lambda: "The share is away" in here.panel.looks._refusal,
                f"{keys} is refused",
            )
            # Only now: a key pressed sooner may wipe away what is waited for.
            await here.keys("escape", "escape")
        # Whom the clerk chose and meant to call is still chosen.
        file.with_suffix(".away").rename(file)
        await here.until(lambda: here.panel.client.trouble is None, "the share back")
        assert counts(here) == before
        await here.keys("f8", "t", "r")
        assert here.panel.board.ask.words == NOTE
        await here.keys("enter")
        await here.until(lambda: here.panel.looks.under_way is None)
        await here.until(lambda: here.kinds()[-1] == "transferred")
        assert here.last()["data"]["note"] == NOTE
        assert counts(here) - before == {"transferred": 1}


async def test_whom_the_clerk_meant_to_call_is_still_chosen(
    office_folder: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errand, "_PATIENCE", 0.3)
    file = office_folder / QUEUE_FILE
    async with at_work(office_folder, office, people=3) as here:
        await here.open()
        file.rename(file.with_suffix(".away"))
        await here.until(lambda: here.panel.client.trouble is not None, "trouble")
        await here.keys("3", "enter")
        await here.until(lambda: "The share is away" in status(here.panel))
        file.with_suffix(".away").rename(file)
        await here.until(lambda: here.panel.client.trouble is None, "the share back")
        assert sentence(here.panel) == "Call A003"
        await here.press("enter", says="A003 called")
