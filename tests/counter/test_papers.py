"""The papers of a visit, after its outcome or by themselves: looked at, printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counter.papers import CounterPapers
from printers.jobs.spooler import Spooler
from printers.papers.dates import said_day
from shared.office.model import Office
from shared.office.printers import Printer
from shared.office.rules import DateRule, Outcome
from shared.text.catalogue import Phrase
from shared.trade.due import due_on
from tests.counter.helpers import busy, panel_of, sentence, shown, status, strict
from tests.counter.panels import Counter, at_work
from tests.shared.office.test_desk import mistakes
from tests.support import assert_golden, station_link

GOLDEN = Path(__file__).parent / "golden"
RULE = DateRule("seven", Phrase({"en": "by", "zh-TW": "到"}), days=7, source="§27")
RECEIVED = Phrase({"en": "Received", "zh-TW": "收件"})


def office_with_printer(office: Office, address: str, *papers: str) -> Office:
    """The office whose counter 1 has a printer, and whose visits end with papers."""
    outcome = Outcome("received", RECEIVED, "seven", papers)
    services = tuple(
        replace(each, outcomes=(outcome,)) if each.code == "jobs" else each
        for each in office.services
    )
    counters = tuple(
        replace(each, printer="desk") if each.number == 1 else each
        for each in office.counters
    )
    printers = (*office.printers, Printer("desk", address))
    return replace(
        office,
        services=services,
        counters=counters,
        printers=printers,
        date_rules=(RULE,),
    )


class Desk:
    """Where the papers of counter 1 come out: a file."""

    def __init__(self, tmp_path: Path) -> None:
        self.paper = tmp_path / "paper.bin"
        self._jobs = tmp_path / "jobs"
        self._jobs.mkdir()
        self.address = f"file://{self.paper}"

    def papers(self, office: Office, folder: Path) -> CounterPapers:
        def spooler(on_change: object) -> Spooler:
            return Spooler(office, "counter-1", self._jobs, printer="desk")

        return CounterPapers(office, station_link(folder, "desk"), spooler)

    def cuts(self) -> int:
        return self.paper.read_bytes().count(b"\x1dV") if self.paper.exists() else 0

    def size(self) -> int:
        return self.paper.stat().st_size if self.paper.exists() else 0


def title(here: Counter) -> str:
    question = here.panel.question
    return question.title if question is not None else ""


def sheet(here: Counter) -> str:
    question = here.panel.question
    return "\n".join(question.sheet) if question is not None else ""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


async def test_after_the_outcome_each_paper_is_looked_at_and_printed(
    office_folder: Path, office: Office, desk: Desk
) -> None:
    office = office_with_printer(office, desk.address, "receipt", "appointment")
    papers = desk.papers(office, office_folder)
    async with at_work(office_folder, office, people=2, papers=papers) as here:
        await here.open()
        await here.serve("A001")
        # The document is missing: the receipt says so.
        await here.keys("space", "up", "space", "f4", "1")
        assert title(here) == "A001: Service receipt"
        today = office.business_day(here.panel.known.now)
        due = said_day(due_on(RULE, today, office.hours), "zh-TW")
        for words in ("收件", "§27", "身分證件", due):
            assert words in sheet(here)
        assert desk.size() == 0
        assert here.state("A001") == "serving"
        await here.keys("1")
        assert title(here) == "A001: Appointment card"
        here.panel.ask.text.value = "9 o'clock"
        await here.keys("1")
        await here.shows("“9 o'clock” is no time of day")
        here.panel.ask.text.value = "14:20"
        await here.keys("1")
        assert "14:20" in sheet(here)
        await here.keys("1")
        await here.until(lambda: here.state("A001") == "done")
        # Two papers, one below the other.
        await here.until(lambda: desk.cuts() == 2)


async def test_what_is_not_wanted_is_not_printed_and_the_visit_ends_all_the_same(
    office_folder: Path, office: Office, desk: Desk
) -> None:
    office = office_with_printer(office, desk.address, "receipt")
    papers = desk.papers(office, office_folder)
    async with at_work(office_folder, office, people=1, papers=papers) as here:
        await here.open()
        await here.serve("A001")
        await here.keys("f4", "1")
        assert sentence(here.panel) == "Print it"
        # Esc lets the visit go on.
        await here.keys("escape")
        assert here.state("A001") == "serving"
        await here.keys("f4", "1")
        await here.press("2", says="A001 done")
        assert desk.size() == 0


async def test_a_referral_by_itself_says_when_the_reply_is_due(
    office_folder: Path, office: Office, desk: Desk
) -> None:
    office = office_with_printer(office, desk.address)
    papers = desk.papers(office, office_folder)
    async with at_work(office_folder, office, people=1, papers=papers) as here:
        await here.open()
        await here.serve("A001")
        await here.keys("ctrl+p")
        await here.write("3")
        await here.keys("enter")
        assert title(here) == "A001: Referral card"
        await here.write("Demo [b]Foods[/b]")
        await here.keys("enter")
        await here.write("Driver")
        await here.keys("enter")
        for words in ("Demo [b]Foods[/b]", "Driver", "§27"):
            assert words in sheet(here)
        await here.press("1", says="A001: Referral card printed")
        assert here.state("A001") == "serving"
        assert desk.size() > 1_000


async def test_a_paper_that_does_not_come_out_is_said(
    office_folder: Path, office: Office, desk: Desk
) -> None:
    office = office_with_printer(office, "file:///nowhere/at/all", "receipt")
    papers = desk.papers(office, office_folder)
    async with at_work(office_folder, office, people=1, papers=papers) as here:
        await here.open()
        await here.serve("A001")
        await here.keys("f4", "1", "1")
        await here.until(lambda: "not printed" in status(here.panel))
        assert here.state("A001") == "done"


async def test_without_a_printer_the_outcome_asks_for_no_paper(
    office_folder: Path, office: Office
) -> None:
    office = office_with_printer(office, "none", "receipt")
    async with at_work(office_folder, office, people=1) as here:
        await here.open()
        await here.serve("A001")
        await here.keys("f4")
        await here.press("1", says="A001 done")


def test_papers_and_printers_that_are_not_there_are_named() -> None:
    said = mistakes(
        '[[services.outcomes]]\ncode = "x"\nname = { en = "X", zh-TW = "甲" }\n'
        'papers = ["diploma"]\n'
    )
    assert "“diploma” is not known here." in said
    counter = '[[counters]]\nnumber = 9\nserves = ["jobs"]\nprinter = "desk"\n'
    assert "There is no printer “desk”." in mistakes(counter)


@pytest.mark.parametrize("language", ["en", "zh-TW"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_paper_on_the_screen(
    tmp_path: Path, office: Office, size: tuple[int, int], language: str
) -> None:
    office = strict(office_with_printer(office, "tcp://desk", "receipt"))
    panel = panel_of(tmp_path, office, busy(office, "serving"), language)
    file = GOLDEN / f"paper-{size[0]}x{size[1]}-{language}.txt"
    assert_golden(file, await shown(panel, size, "f4", "1"))
