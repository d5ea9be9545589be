"""The code of a number: made from the office's mark alone, and never by guessing."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.office.visitor_pages import VisitorPages
from shared.trade.ticket import Ticket, new_ticket
from shared.trade.ticket_code import (
    CodedNumber,
    code_of,
    genuine_number,
    number_in,
    number_scanned,
    said_by_code,
)

MARK = "0123456789abcdef0123456789abcdef"
DAY = date(2026, 11, 28)
CODE = "2EV-C153-F0D5MCTX5J89"
PAGES = VisitorPages("https://queue.example.tw/yk")


def _ticket(code: str | None) -> Ticket:
    given = new_ticket(
        letter="C",
        number=153,
        service="s",
        priority="normal",
        language="zh-TW",
        channel="kiosk",
        issued_at=0,
        head_start=0,
    )
    return replace(given, code=code)


@given(
    st.dates(date(2020, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["A001", "Z999", "C1000", "BB012", "A12345678"]),
)
def test_a_code_says_day_and_label_and_is_genuine(day: date, label: str) -> None:
    code = code_of(MARK, day, label)
    assert genuine_number(MARK, code) == CodedNumber(day, label)
    assert genuine_number(MARK, code.lower()) == CodedNumber(day, label)
    assert genuine_number(MARK[::-1], code) is None
    assert genuine_number("", code) is None


def test_a_code_never_changes() -> None:
    """It is on people's paper."""
    assert code_of(MARK, DAY, "C153") == CODE


def test_every_changed_character_makes_it_a_false_one() -> None:
    for at, each in enumerate(CODE):
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ-":
            if other != each:
                changed = CODE[:at] + other + CODE[at + 1 :]
                assert genuine_number(MARK, changed) is None, changed


def test_guesses_find_nothing() -> None:
    chance = random.Random(18)
    for _ in range(20_000):
        seal = "".join(chance.choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=12))
        assert genuine_number(MARK, CODE[:-12] + seal) is None


@pytest.mark.parametrize(
    "words",
    [
        *("", "x", "../../etc/passwd", "2FK-c153", "２EV-C153-000000000000"),
        *(CODE + "0", CODE[:-1], "\0" * 21, CODE.replace("C", "ſ"), "A" * 100_000),
        *("IL0-C153-000000000000", "ZZZ-C0153-000000000000", CODE + "\n"),
    ],
)
def test_what_is_no_code_is_nobodys(words: str) -> None:
    assert number_in(words) is None
    assert genuine_number(MARK, words) is None


def test_the_qr_code_is_the_address_once_there_is_one() -> None:
    plain = "JIAOHAO 2026-11-28 C153"
    assert said_by_code(_ticket(CODE), DAY, None) == plain
    assert said_by_code(_ticket(None), DAY, PAGES) == plain
    address = said_by_code(_ticket(CODE), DAY, PAGES)
    assert address == f"https://queue.example.tw/yk/t/{CODE}"
    for scanned in (plain, address, f"{address}\r\n"):
        assert number_scanned(scanned) == CodedNumber(DAY, "C153")


@pytest.mark.parametrize(
    "words", ["", "JIAOHAO 2026-13-01 C153", "JIAOHAO 2026-11-28 C0153", "/t/", CODE]
)
def test_what_no_ticket_says_is_scanned_as_nothing(words: str) -> None:
    assert number_scanned(words) is None
