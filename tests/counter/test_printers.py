"""What the clerk sees of printers, and may ask of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counter.panel import CounterPanel
from printers.questions import printer_question, trouble_words
from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import load_office
from shared.text.catalogue import catalogue
from shared.trade.hall import Hall
from shared.trade.printer import PrinterNow, PrintJob
from tests.counter.helpers import (
    OnePane,
    hall_of,
    lawful,
    status,
    still,
    telling,
    ticket,
)
from tests.counter.panels import Counter, at_work
from tests.support import MONDAY_9, OFFICE, assert_golden, screen_text, until

GOLDEN = Path(__file__).parent / "golden"
SAY = catalogue("en")
DOUBT = PrintJob("j1", "A012", "ticket", "unknown", MONDAY_9)
FAILED = PrintJob("j2", "A013", "receipt", "failed", MONDAY_9)


@pytest.fixture
def prints(office_folder: Path) -> Office:
    """The small office with a printer."""
    text = OFFICE.replace('"none"', '"tcp://127.0.0.1:1"')
    (office_folder / OFFICE_FILE).write_text(text, encoding="utf-8")
    return load_office(office_folder)


def printer(condition: str = "fine", *jobs: PrintJob) -> PrinterNow:
    return PrinterNow("paper", "kiosk-1", condition, None, True, MONDAY_9, jobs)


def hall_with(office: Office, *printers: PrinterNow) -> Hall:
    return replace(hall_of(office, ticket(20)), printers=printers)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (printer(), ""),
        (printer("near_end"), "paper at kiosk-1: paper nearly out"),
        (printer("cutter"), "paper at kiosk-1: cutter jammed"),
        (
            replace(printer("offline"), reason="it does not answer"),
            "paper at kiosk-1: offline (it does not answer)",
        ),
        (
            printer("out", DOUBT, FAILED),
            "paper at kiosk-1: paper out; papers that need a person: 2",
        ),
        (printer("fine", DOUBT), "paper at kiosk-1: papers that need a person: 1"),
        (replace(printer("out"), is_at_work=False), ""),
    ],
)
def test_what_needs_somebody(office: Office, shown: PrinterNow, words: str) -> None:
    assert trouble_words(hall_with(office, shown), SAY) == words


def test_what_may_be_asked_for(office: Office) -> None:
    hall = hall_with(office, printer("fine", DOUBT, FAILED))
    question = printer_question(hall, ticket(20), SAY)
    made = [each.make("") for each in question.options]
    assert [each[0].fields for each in made if isinstance(each, tuple)] == [
        {"what": "reprint", "job": "j1"},
        {"what": "drop", "job": "j1"},
        {"what": "retry", "job": "j2"},
        {"what": "drop", "job": "j2"},
        {"what": "reprint", "label": "A020"},
    ]
    (typed,) = question.found(" ａ０１２ ")
    (wish,) = typed.make("")  # type: ignore[misc]
    assert (wish.do, wish.fields) == (
        "print_wish",
        {"what": "reprint", "label": "A012"},
    )


def test_a_paper_in_doubt_is_not_offered_twice(office: Office) -> None:
    hall = hall_with(office, printer("fine", replace(DOUBT, label="A020")))
    assert len(printer_question(hall, ticket(20), SAY).options) == 2


@pytest.mark.parametrize(
    ("size", "language"),
    [((80, 24), "zh-TW"), ((80, 24), "en"), ((50, 16), "en"), ((38, 16), "zh-TW")],
)
@pytest.mark.parametrize("is_asking", [False, True])
async def test_looks(
    prints: Office,
    office_folder: Path,
    size: tuple[int, int],
    language: str,
    is_asking: bool,
) -> None:
    hall = hall_with(prints, printer("out", DOUBT, FAILED))
    client = telling(office_folder, prints, hall)
    panel = still(CounterPanel(prints, 1, client, language=language))
    app = OnePane(panel)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: panel.known.hall)
        if is_asking:
            await pilot.press("ctrl+p", "down", "down")
        await pilot.pause()
        name = "asked" if is_asking else "told"
        width, height = size
        file = GOLDEN / f"printers-{name}-{width}x{height}-{language}.txt"
        assert_golden(file, screen_text(app))


@pytest.mark.parametrize("size", [(20, 5), (38, 10), (240, 67)])
async def test_any_size(
    prints: Office, office_folder: Path, size: tuple[int, int]
) -> None:
    hall = hall_with(prints, printer("out", DOUBT, FAILED))
    panel = still(CounterPanel(prints, 1, telling(office_folder, prints, hall)))
    app = OnePane(panel)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: panel.known.hall)
        await pilot.press("ctrl+p", "down")
        await pilot.pause()
        assert panel.board.ask.has_class("-open")


async def test_no_printers_no_key(office: Office, office_folder: Path) -> None:
    hall = hall_with(office, printer("out", DOUBT))
    client = telling(office_folder, office, hall)
    panel = still(CounterPanel(office, 1, client, language="en"))
    app = OnePane(panel)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: panel.known.hall)
        await pilot.press("ctrl+p")
        assert status(panel) == "! This office has no printers"
        assert "printers" not in lawful(panel)


def tell(counter: Counter, condition: str = "fine") -> None:
    job = {"job": "j1", "label": "A001", "kind": "ticket", "state": "unknown"}
    told = {**job, "at": "2026-11-23T09:00:00+08:00"}
    counter.ask.ok("printer_state", printer="paper", condition=condition, jobs=[told])


async def test_a_copy_is_asked_for(prints: Office, office_folder: Path) -> None:
    async with at_work(office_folder, prints) as counter:
        counter.ask.ok("issue", service="jobs")
        tell(counter, "near_end")
        await counter.until(lambda: "paper nearly out" in counter.screen())
        await counter.keys("ctrl+p", "enter")
        await counter.until(lambda: "was told" in status(counter.panel))
        (wish,) = counter.ask.ok("state")["wishes"]
        assert (wish["what"], wish["job"], wish["label"]) == ("reprint", "j1", "A001")
        counter.ask.ok("printer_state", printer="paper", condition="fine")
        await counter.until(lambda: "paper nearly out" not in counter.screen())


async def test_a_number_is_typed(prints: Office, office_folder: Path) -> None:
    async with at_work(office_folder, prints) as counter:
        counter.ask.ok("issue", service="jobs")
        counter.ask.ok("printer_state", printer="paper", condition="fine")
        await counter.until(
            lambda: (counter.panel.known.hall or hall_with(prints)).printers
        )
        await counter.keys("ctrl+p")
        await counter.write("a002")
        await counter.keys("enter")
        await counter.until(lambda: status(counter.panel).startswith("!"))
        await counter.keys("ctrl+p")
        await counter.write("a001")
        await counter.keys("enter")
        await counter.until(lambda: "was told" in status(counter.panel))
        assert counter.ask.ok("state")["wishes"][0]["label"] == "A001"


async def test_escape_asks_for_nothing(prints: Office, office_folder: Path) -> None:
    async with at_work(office_folder, prints) as counter:
        counter.ask.ok("issue", service="jobs")
        tell(counter)
        await counter.until(lambda: "need a person" in counter.screen())
        await counter.keys("ctrl+p", "down", "escape")
        assert counter.ask.ok("state")["wishes"] == []
        assert not counter.panel.board.ask.has_class("-open")


async def test_an_open_list_shows_what_comes_up_meanwhile(
    prints: Office, office_folder: Path
) -> None:
    async with at_work(office_folder, prints) as counter:
        counter.ask.ok("issue", service="jobs")
        counter.ask.ok("printer_state", printer="paper", condition="fine")
        await counter.until(
            lambda: (counter.panel.known.hall or hall_with(prints)).printers
        )
        await counter.keys("ctrl+p")
        await counter.shows("No paper needs a person")
        tell(counter)
        await counter.until(lambda: "may be out" in counter.screen())
        assert "No paper needs a person" not in counter.screen()
