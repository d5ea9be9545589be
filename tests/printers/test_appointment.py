"""What is on an appointment card (預約小卡)."""

from __future__ import annotations

from dataclasses import replace

from printers.papers.appointment import Appointment, appointment_paper
from printers.papers.paper import CheckList, Code, Field
from shared.office.model import Office
from shared.text.catalogue import Phrase, is_showable
from tests.printers.words import below, size_of, words_on
from tests.support import MONDAY_9

APPOINTMENT = Appointment(
    service=Phrase({"zh-TW": "就業諮詢", "en": "Counselling"}),
    language="en",
    begins_at=MONDAY_9 + 330 * 60_000,
    officer="王小明",
    counter=4,
    documents=(Phrase({"zh-TW": "履歷", "en": "CV"}),),
    code="JIAOHAO 2026-11-23 14:30",
)


def test_it_says_for_what_when_to_whom_and_with_what(office: Office) -> None:
    paper = appointment_paper(APPOINTMENT, office)
    words = words_on(paper)
    assert words[:2] == ["示範就業中心", "Demo Employment Centre"]
    assert "就業諮詢" in words and "Counselling" in words
    assert size_of(paper, "115年11月23日") == "large"
    assert size_of(paper, "14:30") == "large"
    assert "2026-11-23 Mon" in words
    assert below(paper, "Officer") == ["王小明"]
    assert below(paper, "Counter") == ["4"]
    assert words[-4:-1] == ["履歷", "CV", "您的代碼  Your code"]
    assert size_of(paper, "JIAOHAO 2026-11-23 14:30") == "large"
    assert paper[-1] == Code("JIAOHAO 2026-11-23 14:30")


def test_what_is_not_known_is_not_there(office: Office) -> None:
    bare = replace(APPOINTMENT, officer=None, counter=None, documents=(), code=None)
    paper = appointment_paper(bare, office)
    assert not any(isinstance(block, Field | CheckList | Code) for block in paper)


def test_the_time_is_that_of_the_office(office: Office) -> None:
    night = replace(APPOINTMENT, begins_at=MONDAY_9 + 15 * 3_600_000)
    words = words_on(appointment_paper(night, office))
    assert "2026-11-24 Tue" in words and "00:00" in words


def test_the_name_of_an_officer_cannot_command_the_printer(office: Office) -> None:
    nasty = replace(APPOINTMENT, officer="\x1b@\x10\x04\x01" + "W" * 300, code="\x1b@")
    paper = appointment_paper(nasty, office)
    assert all(is_showable(words) for words in words_on(paper))
    assert paper[-1] == Code("\ufffd@")
