"""Who leads the hall says who it is, where the office has its people sign on."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.office.reader import load_office
from shared.text.catalogue import catalogue
from tests.signing import PIN, signing_office
from tests.supervisor.desk import Leader, leading, said


async def test_who_guesses_waits_and_the_screen_says_so(tmp_path: Path) -> None:
    folder = signing_office(tmp_path, wrong=12)
    async with leading(folder, load_office(folder), staff="chou") as here:
        slowed = office_says("Too many wrong PINs for {staff}. Wait a little.")
        await here.keys("f5", "enter")
        await sign_on(here, "chou", PIN)
        await here.press(says=f"! {slowed}")
        assert here.ask.ok("events", after=0)["events"] == []


def office_says(words: str) -> str:
    """A refusal in the office's own language."""
    return catalogue("zh-TW")(words, staff="chou")


async def sign_on(here: Leader, name: str, pin: str) -> None:
    """Say who it is, where that is asked."""
    if here.title() == said(here, "Who are you?"):
        await here.write(name)
        await here.keys("enter")
    await here.write(pin)
    await here.keys("enter")


def is_paused(here: Leader) -> bool:
    """Whether the screen knows that a service gives out no numbers."""
    hall = here.panel.known.hall
    return hall is not None and any(each.paused for each in hall.services)


@pytest.mark.parametrize("language", ["en", "zh-TW"])
async def test_who_acts_is_asked_once_and_stands_in_the_event(
    tmp_path: Path, language: str
) -> None:
    folder = signing_office(tmp_path)
    async with leading(folder, load_office(folder), language=language) as here:
        await here.keys("f5", "enter")
        assert here.title() == said(here, "Who are you?")
        await sign_on(here, "chou", PIN)
        await here.until(lambda: here.last()["kind"] == "service_paused")
        assert here.last()["data"]["by"] == "chou"
        assert PIN not in here.screen()
        # The screen hears of it a little later than the file has it.
        await here.until(lambda: here.panel.is_at_rest and is_paused(here))
        await here.keys("f5", "enter")
        await here.until(lambda: here.last()["kind"] == "service_opened")
        assert here.last()["data"]["by"] == "chou"
        await here.keys("ctrl+l")
        await here.shows("chou")


async def test_a_wrong_pin_is_said_and_staff_may_not(tmp_path: Path) -> None:
    folder = signing_office(tmp_path)
    async with leading(folder, load_office(folder), staff="chou") as here:
        wrong = office_says("This is not the PIN of {staff}.")
        await here.keys("f5", "enter")
        await sign_on(here, "chou", "0815")
        await here.press(says=f"! {wrong}")
        here.panel.signed.name = ""
        await here.keys("f5", "enter")
        await sign_on(here, "lin", PIN)
        await here.press(says="! " + office_says("Only a supervisor may do this."))
        assert here.ask.ok("events", after=0)["events"] == []
