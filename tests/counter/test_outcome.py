"""How a visit ended, where its service has outcomes: one digit, and its event."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from shared.office.model import Office
from shared.office.reader import OfficeMistakes, parse_office
from shared.office.rules import DateRule, Outcome
from shared.text.catalogue import Phrase
from tests.counter.panels import Counter, at_work
from tests.support import OFFICE

RULE = DateRule("seven", Phrase({"en": "by", "zh-TW": "到"}), days=7)
OUTCOMES = (
    Outcome("received", Phrase({"en": "Received [b]", "zh-TW": "收件"}), "seven"),
    Outcome("other", Phrase({"en": "Other service", "zh-TW": "改辦其他服務"})),
)


def with_outcomes(office: Office) -> Office:
    """The office whose visits for jobs end with an outcome."""
    services = tuple(
        replace(each, outcomes=OUTCOMES) if each.code == "jobs" else each
        for each in office.services
    )
    return replace(office, services=services, date_rules=(RULE,))


def now(here: Counter) -> tuple[str, str]:
    """The states of the counter and of whom it has, as the panel knows them."""
    counter = here.panel.known.counter
    ticket = counter.ticket if counter else None
    return counter.state if counter else "", ticket.state if ticket else ""


@pytest.mark.parametrize("language", ["en", "zh-TW"])
async def test_enter_asks_and_a_digit_ends_and_calls_the_next(
    office_folder: Path, office: Office, language: str
) -> None:
    asks = with_outcomes(office)
    async with at_work(office_folder, asks, people=2, language=language) as here:
        for state in ("open", "called", "serving"):
            await here.keys("enter")
            await here.until(lambda state=state: state in now(here))
            await here.until(lambda: here.panel.looks.under_way is None)
        await here.keys("enter")
        assert here.panel.looks.question is not None
        await here.shows(OUTCOMES[0].name.say(language))
        await here.keys("1")
        await here.until(lambda: here.state("A002") == "called")
        ended = [
            each
            for each in here.ask.ok("events", after=0)["events"]
            if each["kind"] == "finished"
        ]
        assert ended[0]["data"] == {"outcome": "received"}
        await here.until(lambda: here.panel.looks.under_way is None)
        await here.keys("ctrl+z")
        await here.until(lambda: here.state("A001") == "serving")


async def test_f4_asks_too_and_calls_nobody(
    office_folder: Path, office: Office
) -> None:
    asks = with_outcomes(office)
    async with at_work(office_folder, asks, people=2) as here:
        await here.press("enter", says="Counter 1 is open")
        await here.serve("A001")
        await here.keys("f4", "2")
        await here.until(lambda: here.state("A001") == "done")
        assert here.last()["data"] == {"outcome": "other"}
        assert here.state("A002") == "waiting"


def test_an_outcome_by_an_unknown_rule_is_named() -> None:
    more = """
[[services.outcomes]]
code = "received"
name = { zh-TW = "收件", en = "Received" }
due = "never"

[[counters]]"""
    text = OFFICE.replace("\n[[counters]]", more, 1)
    with pytest.raises(OfficeMistakes) as found:
        parse_office(text.encode(), Path("office.toml"))
    assert len(found.value.mistakes) == 1
