"""QR codes on paper: what the printer paints from its bytes is read by a decoder.

The decoder is somebody else's, of the family that telephones have.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import zxingcpp
from PIL import Image

from printers.drawing.encoding import as_bytes
from printers.drawing.picture import MODULE, SMALLEST_MODULE
from printers.drawing.preview import KINDS, sample
from printers.papers.paper import Code, Paper, ticket_paper
from printers.papers.trial import WIDTHS
from shared.canvas.qr import QUIET_ZONE, matrix
from shared.office.model import Office
from shared.office.visitor_pages import LONGEST_ADDRESS, VisitorPages
from shared.trade.ticket import Ticket
from shared.trade.ticket_code import code_of as code_of_number
from shared.trade.ticket_code import said_by_code
from tests.printers.printout import printed
from tests.printers.words import small_office

EVERY_WIDTH = pytest.mark.parametrize("dots", WIDTHS)
WITH_CODE = [kind for kind in KINDS if kind in ("ticket", "appointment", "test")]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The small office, read once for many papers."""
    return small_office(tmp_path_factory.mktemp("office"))


def code_of(paper: Paper) -> str:
    """What the code of a paper says."""
    return next(block.words for block in paper if isinstance(block, Code))


def decoded(picture: Image.Image) -> list[str]:
    """What the decoder reads on a picture."""
    found = zxingcpp.read_barcodes(
        picture.convert("L"), zxingcpp.BarcodeFormat.QRCode, try_invert=False
    )
    return [code.text for code in found]


def is_painted_at(picture: Image.Image, top: int, modules: list[list[bool]]) -> bool:
    """Whether the middle of each module is of its colour, the quiet zone's too."""
    places = [MODULE // 2 + MODULE * place for place in range(len(modules))]
    return all(
        (not picture.getpixel((x, top + y))) == is_dark
        for y, row in zip(places, modules, strict=True)
        for x, is_dark in zip(places, row, strict=True)
    )


@EVERY_WIDTH
@pytest.mark.parametrize("kind", WITH_CODE)
def test_every_module_is_painted_where_it_belongs(
    kind: str, dots: int, office: Office
) -> None:
    paper = sample(kind, office, dots)
    job = as_bytes(paper, dots)
    picture = printed(job, dots)
    modules = matrix(code_of(paper))
    assert MODULE >= SMALLEST_MODULE >= 3 and QUIET_ZONE >= 4
    around = [*modules[:4], *modules[-4:], *(row[:4] + row[-4:] for row in modules)]
    assert not any(map(any, around))
    tops = range(picture.height - len(modules) * MODULE + 1)
    assert any(is_painted_at(picture, top, modules) for top in tops)


@EVERY_WIDTH
@pytest.mark.parametrize("kind", WITH_CODE)
def test_a_decoder_reads_what_the_paper_means(
    kind: str, dots: int, office: Office
) -> None:
    paper = sample(kind, office, dots)
    assert decoded(printed(as_bytes(paper, dots), dots)) == [code_of(paper)]


@EVERY_WIDTH
@pytest.mark.parametrize(("letter", "number"), [("A", 1), ("Z", 999), ("C", 9099)])
def test_the_decoded_code_is_the_ticket(
    letter: str, number: int, dots: int, ticket: Ticket, office: Office
) -> None:
    day = date(2026, 11, 23)
    ticket = replace(ticket, letter=letter, number=number)
    job = as_bytes(ticket_paper(ticket, office, day), dots)
    assert decoded(printed(job, dots)) == [said_by_code(ticket, day, office.pages)]


def test_a_code_of_the_smallest_modules_is_still_read() -> None:
    words = "JIAOHAO " + "0123456789" * 30
    count = len(matrix(words))
    dots = SMALLEST_MODULE * count
    picture = printed(as_bytes((Code(words),), dots), dots)
    assert decoded(picture) == [words]


@EVERY_WIDTH
def test_the_longest_address_with_its_code_is_still_read(
    dots: int, ticket: Ticket, office: Office
) -> None:
    day = date(2026, 11, 23)
    pages = VisitorPages(f"https://{'q' * (LONGEST_ADDRESS - 8)}")
    office = replace(office, pages=pages)
    ticket = replace(ticket, letter="BB", number=123_456_789)
    ticket = replace(ticket, code=code_of_number("mark", day, ticket.label))
    job = as_bytes(ticket_paper(ticket, office, day), dots)
    assert decoded(printed(job, dots)) == [f"{pages.address}/t/{ticket.code}"]
