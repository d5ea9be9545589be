"""Whatever people call things: no paper obeys it, and the next paper is as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from printers.drawing import faces
from printers.drawing.encoding import as_bytes
from printers.drawing.faces import find_fonts
from printers.drawing.layout import as_text
from printers.drawing.picture import as_picture
from printers.drawing.preview import MOMENT
from printers.papers.appointment import Appointment, appointment_paper
from printers.papers.paper import Number, Paper, Text, as_copy, ticket_paper
from printers.papers.receipt import Receipt, receipt_paper
from printers.papers.referral import Referral, referral_paper
from printers.papers.trial import trial_paper
from shared.canvas.fonts import Font
from shared.office.model import Office
from shared.office.printers import Printer
from shared.text.catalogue import Phrase, columns
from shared.trade.range import Range
from shared.trade.ticket import Ticket
from tests.printers.printout import CUT, REAL_TIME, RESET, bands
from tests.printers.simulator_engine import Engine
from tests.printers.words import small_office

DAY = date(2026, 11, 23)
DOTS = 384
BAD = {
    "controls": "\x00\x01\x07\x08\x18\x7f\x80\x9f 王\tA\r\nB\v\f",
    "commands": "\x1b@\x1dV\x00\x10\x04\x01\x10\x05\x02\x10\x14\x08\x1bp0\x1c&王",
    "markup": "[bold red]王[/] {n} %s $x <b>&amp;</b> \\x1b@",
    "emoji": "\U0001f469\u200d\U0001f467 王 \U0001f1f9\U0001f1fc\u2764\ufe0f",
    "long": "王" * 300,
    "long word": "W" * 300,
    "long words": "Ministry of " * 25,
    "arabic": "محمد بن عبد الله A012",
    "hebrew": "שלום 12",
    "turned": "A\u202e210B\u2066\u202c \ufeff\u200f王",
    "accents": "e" + "\u0301\u0323" * 60 + " Z" + "\u20dd" * 30,
    "leading accents": "\u0301\u0e49\u0e31 x",
    "rare": "\U00030ede\U000f0000\ue000\uffff 王",
    "surrogate": "\ud800王\udfff",
    "blank": " \u3000\u00a0\u2003",
    "nothing": "",
}
"""What is bad about a text, and the text."""

Maker = Callable[[str, Office, Ticket], Paper]


def _ticket(bad: str, office: Office, ticket: Ticket) -> Paper:
    told = replace(ticket, promised=Range(10, 20))
    return ticket_paper(told, _named(bad, office), DAY)


def _copy(bad: str, office: Office, ticket: Ticket) -> Paper:
    paper = ticket_paper(replace(ticket, service=bad), office, DAY)
    return as_copy((Number(bad), *paper), datetime(2026, 11, 23, 9))


def _receipt(bad: str, office: Office, _: Ticket) -> Paper:
    every = Phrase({"zh-TW": bad, "en": bad + "!"})
    receipt = Receipt(bad, every, "en", MOMENT, every, every, (every,), DAY, (every,))
    return receipt_paper(receipt, _named(bad, office))


def _appointment(bad: str, office: Office, _: Ticket) -> Paper:
    every = Phrase({"zh-TW": bad, "en": bad + "!"})
    card = Appointment(every, "en", MOMENT, bad, 1, (every,), bad)
    return appointment_paper(card, _named(bad, office))


def _referral(bad: str, office: Office, _: Ticket) -> Paper:
    every = Phrase({"zh-TW": bad, "en": bad + "!"})
    return referral_paper(Referral(bad, bad, "en", DAY, every), _named(bad, office))


def _trial(bad: str, office: Office, _: Ticket) -> Paper:
    return trial_paper(Printer(bad, "file:///" + bad), _named(bad, office))


def _named(bad: str, office: Office) -> Office:
    """The office with these words for everything that has a name."""
    every = Phrase({"zh-TW": bad, "en": bad + "!"})
    services = tuple(
        replace(each, name=every, documents=(every, every)) for each in office.services
    )
    return replace(office, name=every, services=services)


MAKERS: dict[str, Maker] = {
    "ticket": _ticket,
    "copy": _copy,
    "receipt": _receipt,
    "appointment": _appointment,
    "referral": _referral,
    "test": _trial,
}
EVERY_PAPER = pytest.mark.parametrize("kind", MAKERS)
EVERY_BAD = pytest.mark.parametrize("bad", BAD)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The small office, read once for many papers."""
    return small_office(tmp_path_factory.mktemp("office"))


@pytest.fixture(params=["fonts", "no font"])
def fonts(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> tuple[Font, ...]:
    """The fonts of this machine, and then none at all."""
    here = find_fonts() if request.param == "fonts" else ()
    monkeypatch.setattr(faces, "find_fonts", lambda: here)
    return here


@EVERY_PAPER
@EVERY_BAD
def test_no_word_is_a_command_and_the_next_paper_is_unharmed(
    kind: str, bad: str, fonts: tuple[Font, ...], office: Office, ticket: Ticket
) -> None:
    job = as_bytes(MAKERS[kind](BAD[bad], office, ticket), DOTS)
    next_job = as_bytes((Text("A013"), Number("A013")), DOTS)
    assert job.startswith(RESET) and job.endswith(CUT)
    assert len(list(bands(job))) > 0 and not REAL_TIME.search(job)
    alone, after = Engine(), Engine()
    alone.buffer += next_job
    after.buffer += job + next_job
    alone.work()
    after.work()
    assert [paper.text for paper in after.papers] == ["", ""]
    assert after.papers[1:] == alone.papers
    assert not after.buffer and not after.said


@EVERY_BAD
def test_the_number_is_there_whatever_else_is_not(
    bad: str, fonts: tuple[Font, ...], office: Office, ticket: Ticket
) -> None:
    number = as_picture((Number("B012"),), DOTS, fonts)
    picture = as_picture(_ticket(BAD[bad], office, ticket), DOTS, fonts)
    assert picture.tobytes().count(number.tobytes().strip(b"\xff")) == 1


@EVERY_PAPER
@EVERY_BAD
def test_in_a_terminal_nothing_obeys_it_either(
    kind: str, bad: str, office: Office, ticket: Ticket
) -> None:
    text = as_text(MAKERS[kind](BAD[bad], office, ticket), 32)
    assert all(columns(line) <= 32 for line in text.split("\n"))
    assert not any(ord(each) < 32 and each != "\n" for each in text)
    assert "\x7f" not in text and "\u202e" not in text
