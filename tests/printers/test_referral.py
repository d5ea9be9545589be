"""What is on the slip of a referral card (介紹卡)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from printers.papers.referral import Referral, referral_paper
from shared.office.model import Office
from shared.text.catalogue import Phrase, is_showable
from tests.printers.words import below, size_of, words_on

REFERRAL = Referral(
    employer="示範食品公司",
    job="倉儲人員",
    language="en",
    referred_on=date(2026, 12, 28),
    articles=Phrase({"zh-TW": "就業保險法第27條", "en": "Act, Art. 27"}),
)


def test_the_last_day_for_the_reply_is_what_one_sees(office: Office) -> None:
    paper = referral_paper(REFERRAL, office)
    assert size_of(paper, "116年1月4日") == "large"
    assert "2027-01-04 Mon" in words_on(paper)
    assert below(paper, "Referred on")[1] == "2026-12-28 Mon"
    assert below(paper, "reminder")[1] == "2027-01-03 Sun"


def test_it_says_where_one_was_sent_and_why_it_matters(office: Office) -> None:
    paper = referral_paper(REFERRAL, office)
    assert words_on(paper)[:2] == ["示範就業中心", "Demo Employment Centre"]
    assert below(paper, "Employer") == ["示範食品公司"]
    assert below(paper, "Job") == ["倉儲人員"]
    assert below(paper, "Legal basis") == ["就業保險法第27條", "Act, Art. 27"]
    bare = words_on(referral_paper(replace(REFERRAL, articles=None), office))
    assert not any("Legal" in words for words in bare)


def test_the_name_of_an_employer_cannot_command_the_printer(office: Office) -> None:
    nasty = "\x1b@\x1dV\x00 <b>[red]" + "محمد" + "\u202e" + "公司" * 150
    paper = referral_paper(replace(REFERRAL, employer=nasty, job=nasty), office)
    assert all(is_showable(words) for words in words_on(paper))
    assert len(below(paper, "Employer")[0]) == len(nasty)
