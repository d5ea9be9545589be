"""A Star printer in raster mode prints the same picture, and is never believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from printers.drawing.faces import find_fonts
from printers.drawing.picture import as_picture
from printers.drawing.preview import KINDS, sample
from printers.jobs.device import as_bytes, cut_of
from printers.jobs.spooler import Spooler
from printers.session.outcome import Confirms, Outcome
from shared.office.model import Kiosk, Office
from shared.office.printers import Printer
from tests.printers.plain_jobs import QUICK
from tests.printers.simulator import eventually
from tests.printers.star_printer import DOTS, StarPort, StarPrinter
from tests.printers.words import small_office

STAR = Printer("star", "none", is_star=True, can_answer=False)
SECONDS = 20.0
DAY = date(2026, 11, 27)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return small_office(tmp_path)


def picture_of(kind: str, office: Office) -> Image.Image:
    """What a paper looks like, as wide as the printer."""
    drawn = as_picture(sample(kind, office, DOTS), DOTS, find_fonts())
    return drawn.crop((0, 0, DOTS, drawn.height))


def is_same(first: Image.Image, second: Image.Image) -> bool:
    """Whether all dots are the same; white at the foot does not count."""
    least = min(first.height, second.height)
    for each in (first, second):
        foot = each.crop((0, least, DOTS, each.height)).convert("L")
        if each.height > least and foot.getextrema() != (255, 255):
            return False
    size = (0, 0, DOTS, least)
    parts = [each.crop(size).convert("L") for each in (first, second)]
    return ImageChops.difference(*parts).getbbox() is None


@pytest.mark.parametrize("kind", KINDS)
def test_it_prints_the_picture_and_cuts_it_off(kind: str, office: Office) -> None:
    printer = StarPrinter()
    printer.hear(as_bytes(sample(kind, office, DOTS), STAR))
    assert len(printer.papers) == 1 and not printer.rest
    assert is_same(printer.papers[0], picture_of(kind, office))
    assert not printer.is_in_raster


def test_one_without_a_cutter_feeds_the_paper_out(office: Office) -> None:
    printer = StarPrinter()
    plain = replace(STAR, has_cutter=False)
    printer.hear(as_bytes(sample("ticket", office, DOTS), plain))
    assert not printer.papers
    assert printer.rest[-100:] == [b""] * 100


def test_esc_pos_prints_nothing_there(office: Office) -> None:
    printer = StarPrinter()
    printer.hear(as_bytes(sample("ticket", office, DOTS), Printer("epson", "none")))
    assert not printer.papers and not printer.rest


def test_what_was_torn_is_cut_off_before_the_next_paper(office: Office) -> None:
    job = as_bytes(sample("ticket", office, DOTS), STAR)
    printer = StarPrinter()
    # Torn, then the fill, the reset and the cut that a session begins with.
    printer.hear(job[: len(job) // 2] + bytes(8_192) + b"\x1b@" + cut_of(STAR) + job)
    assert len(printer.papers) == 2
    assert is_same(printer.papers[1], picture_of("ticket", office))


def test_a_paper_through_the_network_is_handed_over_and_no_more(
    office: Office,
) -> None:
    with StarPort() as port:
        star = replace(STAR, address=port.address)
        office = replace(
            office, printers=(star,), kiosks=(Kiosk("kiosk-1", printer="star"),)
        )
        spooler = Spooler(office, "kiosk-1", patience=QUICK)
        spooler.start()
        paper = sample("ticket", office, DOTS)
        pending = spooler.submit(paper, label="A001", kind="ticket", day=DAY)
        result = pending.result.result(SECONDS)
        assert (result.outcome, result.confirms) == (Outcome.PRINTED, Confirms.NOTHING)
        assert not spooler.conditions()["star"].can_confirm
        eventually(lambda: port.printer.papers)
        spooler.close(SECONDS)
    assert is_same(port.printer.papers[0], picture_of("ticket", office))
