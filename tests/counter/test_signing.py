"""Who sits at a counter signs on, where the office wants that."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.office.reader import load_office
from shared.text.catalogue import catalogue
from tests.counter.helpers import sentence, status
from tests.counter.panels import Counter, at_work
from tests.signing import PIN, signing_office

IN_ENGLISH = """
[[staff.people]]
name = "lin"
language = "en"
"""


def office_says(words: str) -> str:
    """A refusal in the office's own language."""
    return catalogue("zh-TW")(words, staff="lin")


def asked(here: Counter) -> str:
    question = here.panel.question
    return question.title if question is not None else ""


async def sign_on(here: Counter, name: str, pin: str = PIN) -> None:
    """Say who sits here; Enter alone stays with the name that stands there."""
    await here.until(lambda: here.panel.question)
    if name:
        here.panel.ask.text.value = name
    await here.keys("enter")
    if pin:
        await here.write(pin)
        await here.keys("enter")


@pytest.mark.parametrize("language", ["en", "zh-TW"])
async def test_the_counter_begins_with_who_sits_there(
    tmp_path: Path, language: str
) -> None:
    folder = signing_office(tmp_path)
    office = load_office(folder)
    async with at_work(folder, office, language=language, staff="lin") as here:
        say = here.panel.say
        await here.until(lambda: asked(here) == say("Who are you?"))
        await sign_on(here, "")
        await here.until(lambda: sentence(here.panel) == say("Open the counter"))
        assert PIN not in here.screen()
        assert PIN not in here.panel.hand.drafts.values()
        await here.keys("enter")
        await here.until(lambda: here.last()["kind"] == "counter_opened")
        assert here.last()["data"]["by"] == "lin"
        await here.shows("lin")
        await here.until(lambda: here.panel.is_at_rest)
        await here.press("ctrl+d", says=say("Signed off"))
        await here.until(lambda: asked(here) == say("Who are you?"))
        first = say("Sign on first: {key}", key=say("Enter"))
        await here.press("escape", "f9", says=f"! {first}")


async def test_a_wrong_pin_is_said_and_the_pin_asked_again(tmp_path: Path) -> None:
    folder = signing_office(tmp_path)
    async with at_work(folder, load_office(folder)) as here:
        await sign_on(here, "lin", "0815")
        wrong = office_says("This is not the PIN of {staff}.")
        await here.until(lambda: status(here.panel) == f"! {wrong}")
        assert (asked(here), sentence(here.panel)) == ("PIN of lin", "Sign on")
        await here.until(lambda: here.panel.looks.under_way is None)
        await here.write(PIN)
        await here.press("enter", says="lin is signed on")


async def test_who_guesses_waits_and_the_screen_says_so(tmp_path: Path) -> None:
    folder = signing_office(tmp_path, wrong=12)
    async with at_work(folder, load_office(folder)) as here:
        await sign_on(here, "lin")
        slowed = office_says("Too many wrong PINs for {staff}. Wait a little.")
        await here.until(lambda: status(here.panel) == f"! {slowed}")
        assert here.kinds() == []


async def test_who_is_not_known_is_asked_anew(tmp_path: Path) -> None:
    folder = signing_office(tmp_path)
    async with at_work(folder, load_office(folder)) as here:
        await sign_on(here, "nobody")
        await here.until(lambda: here.panel.looks.look(None).strip.refusal)
        assert asked(here) == "Who are you?"


async def test_who_sits_there_is_signed_off_only_when_the_next_says_so(
    tmp_path: Path,
) -> None:
    folder = signing_office(tmp_path)
    async with at_work(folder, load_office(folder)) as here:
        here.ask.ok("sign_on", counter=1, staff="chou", pin=PIN)
        await here.until(lambda: "chou is signed on" in here.screen())
        await sign_on(here, "lin", "")
        assert asked(here) == "Take over?"
        await here.keys("enter")
        assert here.panel.known.counter.staff == "chou"
        assert sentence(here.panel) == "Sign on"
        await here.keys("enter")
        await sign_on(here, "lin", "")
        await here.keys("2")
        await here.write(PIN)
        await here.press("enter", says="lin is signed on")
        told = here.ask.ok("state")["counters"][0]
        assert told["staff"] == "lin"
        # Somebody else signs on from another station: this screen asks anew.
        here.ask.ok("sign_on", counter=1, staff="chou", pin=PIN)
        await here.until(lambda: "chou is signed on" in here.screen())
        assert sentence(here.panel) == "Next: the PIN"


async def test_the_counter_speaks_the_language_of_who_sits_there(
    tmp_path: Path,
) -> None:
    folder = signing_office(tmp_path, more=IN_ENGLISH)
    office = load_office(folder)
    async with at_work(folder, office, language="zh-TW", people=1) as here:
        await sign_on(here, "lin")
        await here.until(lambda: sentence(here.panel) == "Open the counter")
        await here.open()
        await here.serve("A001")
        await here.keys("f6")
        await here.shows("Why?")
        await here.keys("escape", "ctrl+d")
        await here.press(says="! A001 is still at this counter")


async def test_a_trainee_sits_beside_the_trainer_where_the_office_lets_them(
    tmp_path: Path,
) -> None:
    folder = signing_office(tmp_path)
    toml = folder / "office.toml"
    toml.write_text(toml.read_text().replace("number = 1\n", "number = 1\nseats = 2\n"))
    async with at_work(folder, load_office(folder)) as here:
        await sign_on(here, "chou")
        await here.until(lambda: here.panel.is_at_rest)
        here.ask.ok("sign_on", counter=1, staff="lin", pin=PIN, beside=True)
        await here.until(lambda: "chou + lin" in here.screen())
        # Who signed on at this screen still sits there.
        assert here.panel.known.is_signed
        await here.press("ctrl+d", says="Signed off")
        here.ask.ok("sign_on", counter=1, staff="lin", pin=PIN)
        await here.until(lambda: "lin is signed on" in here.screen())
        await sign_on(here, "chou", "")
        await here.keys("3")
        await here.write(PIN)
        await here.press("enter", says="chou is signed on")
        told = here.ask.ok("state")["counters"][0]
        assert told["staff"] == "lin + chou"
