"""What is on a receipt (收執聯): its six things, and nothing that is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from printers.papers.paper import CheckList, Code, Field, Paper
from printers.papers.receipt import Receipt, receipt_paper
from shared.office.model import Office
from shared.text.catalogue import Phrase, is_showable
from tests.printers.words import below, size_of, words_on
from tests.support import MONDAY_9

RECEIPT = Receipt(
    label="B012",
    service=Phrase({"zh-TW": "失業再認定", "en": "Re-certification"}),
    language="en",
    made_at=MONDAY_9,
    result=Phrase({"zh-TW": "完成失業認定", "en": "Unemployment confirmed"}),
    articles=Phrase({"zh-TW": "就業保險法第29條", "en": "Act, Art. 29"}),
    notes=(Phrase({"zh-TW": "三日內告知", "en": "Tell us in 3 days"}),),
    next_day=date(2026, 12, 23),
    documents=(
        Phrase({"zh-TW": "身分證", "en": "ID card"}),
        Phrase({"zh-TW": "求職紀錄", "en": "Job-search records"}),
    ),
)


def test_it_says_the_six_things_of_a_receipt(office: Office) -> None:
    paper = receipt_paper(RECEIPT, office)
    assert below(paper, "Result") == ["完成失業認定", "Unemployment confirmed"]
    today, beside = below(paper, "Date")
    assert today.startswith("115年11月23日") and beside == "2026-11-23 Mon"
    assert below(paper, "Legal basis") == ["就業保險法第29條", "Act, Art. 29"]
    assert below(paper, "Please note") == ["三日內告知", "Tell us in 3 days"]
    assert size_of(paper, "115年12月23日") == "large"
    lists = [block for block in paper if isinstance(block, CheckList)]
    assert [[text.words for text in item] for item in lists[0].items] == [
        ["身分證", "ID card"],
        ["求職紀錄", "Job-search records"],
    ]


def test_it_names_the_office_the_service_and_the_number(office: Office) -> None:
    words = words_on(receipt_paper(RECEIPT, office))
    assert words[:2] == ["示範就業中心", "Demo Employment Centre"]
    assert "失業再認定" in words and "Re-certification" in words
    assert words[-1] == "B012  2026-11-23 09:00"


def test_what_is_not_known_is_not_there(office: Office) -> None:
    bare = replace(RECEIPT, articles=None, notes=(), next_day=None, documents=())
    paper = receipt_paper(bare, office)
    assert len([block for block in paper if isinstance(block, Field)]) == 2
    assert not any(isinstance(block, CheckList | Code) for block in paper)
    assert not any("12月" in words or "Next" in words for words in words_on(paper))


def test_the_language_of_the_person_stands_beside(office: Office) -> None:
    office = replace(office, languages=("zh-TW", "en", "vi"))
    result = Phrase({"zh-TW": "完成", "en": "Done", "vi": "Đã hoàn thành"})
    receipt = replace(RECEIPT, language="vi", result=result)
    assert below(receipt_paper(receipt, office), "Kết quả") == ["完成", "Đã hoàn thành"]


def test_the_day_is_that_of_the_office(office: Office) -> None:
    night = replace(RECEIPT, made_at=MONDAY_9 + 15 * 3_600_000)
    assert below(receipt_paper(night, office), "Date")[1] == "2026-11-24 Tue"


def test_words_of_people_cannot_command_the_printer(office: Office) -> None:
    nasty = Phrase({"zh-TW": "\x1b@\x10\x14\x01[red]\u202e\U0001f600" + "長" * 300})
    receipt = replace(RECEIPT, result=nasty, notes=(nasty,), label="\x1b@")
    paper: Paper = receipt_paper(receipt, office)
    assert all(is_showable(words) for words in words_on(paper))
    assert any("[red]" in words for words in words_on(paper))
