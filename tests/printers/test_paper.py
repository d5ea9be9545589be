"""What is on a ticket."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from printers.drawing.picture import SIZES
from printers.papers.paper import (
    CheckList,
    Code,
    Number,
    Paper,
    Rule,
    Size,
    Text,
    as_copy,
    ticket_paper,
)
from shared.office.model import Counter, Office
from shared.text.catalogue import Phrase, is_showable
from shared.trade.range import Range
from shared.trade.ticket import Ticket
from tests.printers.words import texts_of, words_on


def test_the_ticket_has_what_the_person_needs(paper: Paper) -> None:
    assert Number("B012") in paper
    assert Code("JIAOHAO 2026-11-23 B012") in paper
    words = words_on(paper)
    assert words[:4] == [
        "示範就業中心",
        "Demo Employment Centre",
        "職訓諮詢",
        "Training",
    ]
    assert "People ahead: 3" in words
    assert "2026-11-23 09:00" in words
    assert words[-2:] == ["應備文件  Documents to bring", "離職證明書；存摺影本"]


def test_the_documents_are_in_the_person_s_language_alone(
    ticket: Ticket, office: Office, day: date
) -> None:
    words = words_on(ticket_paper(replace(ticket, language="en"), office, day))
    assert words[-1] == "Proof of employment separation; Copy of the passbook"


def test_the_language_of_the_office_leads(
    ticket: Ticket, office: Office, day: date
) -> None:
    english_first = replace(office, languages=("en", "zh-TW"))
    for language in ("en", "zh-TW", "xx"):
        words = words_on(
            ticket_paper(replace(ticket, language=language), english_first, day)
        )
        assert words[:2] == ["Demo Employment Centre", "示範就業中心"]


def test_the_language_of_the_person_stands_beside(
    ticket: Ticket, office: Office, day: date
) -> None:
    name = Phrase({"zh-TW": "中心", "en": "Centre", "vi": "Trung tâm"})
    office = replace(office, name=name, languages=("zh-TW", "en", "vi"))
    paper = ticket_paper(replace(ticket, language="vi"), office, day)
    assert words_on(paper)[:2] == ["中心", "Trung tâm"]


def test_one_language_is_said_once(ticket: Ticket, office: Office, day: date) -> None:
    words = words_on(ticket_paper(ticket, replace(office, languages=("en",)), day))
    assert words[:2] == ["Demo Employment Centre", "Training"]


def test_a_priority_is_a_mark_and_no_word(
    ticket: Ticket, office: Office, day: date
) -> None:
    paper = ticket_paper(replace(ticket, priority="priority"), office, day)
    assert "2026-11-23 09:00 *" in words_on(paper)
    assert not any("riority" in words or "優先" in words for words in words_on(paper))


def test_nobody_knows_how_many_are_ahead_while_the_share_is_away(
    ticket: Ticket, office: Office, day: date
) -> None:
    words = words_on(ticket_paper(replace(ticket, ahead=None), office, day))
    assert not any("ahead" in each for each in words)


def test_a_service_that_is_no_more_is_named_by_its_code(
    ticket: Ticket, office: Office, day: date
) -> None:
    paper = ticket_paper(replace(ticket, service="gone"), office, day)
    assert "gone" in words_on(paper)
    assert not any(isinstance(block, CheckList) for block in paper)


def test_the_time_is_that_of_the_office(
    ticket: Ticket, office: Office, day: date
) -> None:
    night = replace(ticket, issued_at=ticket.issued_at + 15 * 3_600_000)
    assert "2026-11-24 00:00" in words_on(ticket_paper(night, office, day))


def test_the_wait_is_said_when_it_is_known(
    ticket: Ticket, office: Office, day: date
) -> None:
    told = replace(ticket, promised=Range(10, 20), language="en")
    words = words_on(ticket_paper(told, office, day))
    assert f"People ahead: {ticket.ahead}, about 10–20 minutes" in words
    assert "Not called by 09:20? Please tell the staff" in words
    theirs = replace(told, language="zh-TW")
    assert "09:20 還沒叫到？請告訴工作人員" in words_on(
        ticket_paper(theirs, office, day)
    )
    late = replace(told, issued_at=ticket.issued_at + 1)
    said = words_on(ticket_paper(late, office, day))
    assert "Not called by 09:21? Please tell the staff" in said
    told = replace(ticket, promised=Range(15, 15))
    words = words_on(ticket_paper(told, office, day))
    assert f"People ahead: {ticket.ahead}, about 15 minutes" in words
    words = words_on(ticket_paper(replace(told, ahead=None), office, day))
    assert "Waiting time about 15 minutes" in words
    assert not any(
        "about" in each for each in words_on(ticket_paper(ticket, office, day))
    )


def test_a_copy_says_so_first_and_when_it_was_printed(paper: Paper) -> None:
    copy = as_copy(paper, datetime(2026, 11, 23, 9, 1))
    assert copy[0] == Text("補印  COPY", Size.LARGE)
    assert "First printed: 2026-11-23 09:01" in words_on(copy)
    assert copy[-len(paper) :] == paper
    assert copy[-len(paper) - 1] == Rule()


def test_a_copy_of_a_copy_keeps_the_first_time(paper: Paper) -> None:
    copy = as_copy(paper, datetime(2026, 11, 23, 9, 1))
    assert as_copy(copy, datetime(2026, 11, 23, 10, 0)) == copy


def test_a_paper_of_nothing_can_be_copied() -> None:
    assert as_copy((), datetime(2026, 11, 23, 9, 1))[0] == Text(
        "補印  COPY", Size.LARGE
    )


def test_control_characters_are_replaced() -> None:
    assert Text("A\x1b@\x10V\x00B\nC\u202eD").words == "A�@�V�B C�D"
    assert Number("\x1b12").words == "�12"
    assert Code("\ud800").words == "�"


@given(st.text(st.characters(codec=None), max_size=300))
def test_every_block_holds_only_what_may_be_shown(words: str) -> None:
    assert is_showable(Text(words).words)
    assert len(Text(words).words) == len(words)


def test_the_heavy_packages_are_left_alone_until_something_is_printed() -> None:
    script = """
import sys
import printers.jobs.spooler, printers.drawing.layout
print([name for name in ("PIL", "escpos", "qrcode", "textual") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_line_of_a_service_stands_on_its_tickets(
    ticket: Ticket, office: Office, day: date
) -> None:
    said = Phrase({"zh-TW": "請先量血壓", "en": "Please bring your card"})
    noted = replace(
        office,
        services=tuple(
            replace(each, ticket_text=said) if each.code == ticket.service else each
            for each in office.services
        ),
    )
    with_it = words_on(ticket_paper(ticket, noted, day))
    added = set(with_it) - set(words_on(ticket_paper(ticket, office, day)))
    assert added == {"請先量血壓", "Please bring your card"}


def test_the_ticket_says_where_the_counters_of_its_service_are(
    ticket: Ticket, office: Office, day: date
) -> None:
    def said(*ways: str | None) -> set[str]:
        counters = tuple(
            Counter(
                number,
                (ticket.service,),
                way=Phrase({"zh-TW": way, "en": way}) if way else None,
            )
            for number, way in enumerate(ways, 1)
        )
        other = Counter(9, (), helps=(ticket.service,), way=Phrase({"": "9F"}))
        there = replace(office, counters=(*counters, other))
        words = set(words_on(ticket_paper(ticket, there, day)))
        nowhere = replace(office, counters=())
        return words - set(words_on(ticket_paper(ticket, nowhere, day)))

    assert said("2F ←", "→ 2F") == {"Counters: 2F", "櫃檯位置：2F"}
    assert said("2F ←", "3F") == {"Counters: 2F, 3F", "櫃檯位置：2F、3F"}
    assert said("2F", None) == said("←") == said() == set()
    assert said("1F", "2F", "3F", "4F") == set()


def test_large_print_is_in_the_person_s_language_and_large_throughout(
    ticket: Ticket, office: Office, day: date
) -> None:
    theirs = replace(ticket, language="en")
    paper = ticket_paper(theirs, office, day, is_large=True)
    assert {text.size for text in texts_of(paper)} == {Size.LARGEST}
    assert Number("B012") in paper and "People ahead: 3" in words_on(paper)
    assert "示範就業中心" not in words_on(paper)
    # 8 dots are a millimetre, and 18 points 6.35 of them.
    assert SIZES[Size.LARGEST] / 8 >= 18 * 25.4 / 72
