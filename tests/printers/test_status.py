"""Status bytes, whole, mixed and torn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.session.status import (
    Automatic,
    Done,
    InTurn,
    Noise,
    RealTime,
    StatusReader,
    Told,
    ask_done,
    condition_of,
)
from shared.trade.printer import Condition

FINE = (0x12, 0x12, 0x12, 0x12)


@pytest.mark.parametrize(
    ("said", "events"),
    [
        (b"\x12", [RealTime(0x12)]),
        (b"\x16\x72", [RealTime(0x16), RealTime(0x72)]),
        (b"\x00", [InTurn(0)]),
        (b"\x03", [InTurn(3)]),
        (b"\x10\x00\x0c\x0f", [Automatic(b"\x10\x00\x0c\x0f")]),
        (b"\x37\x22ab!~\x00", [Done(b"ab!~")]),
        (b"\x5fTM-T88V\x00", [Told(b"TM-T88V")]),
        (b"\x37\x25\x00", [Told(b"\x25")]),
        (b"\x11\x13", []),
        (b"\x80\xff", [Noise(0x80), Noise(0xFF)]),
    ],
)
def test_each_kind_of_byte_is_told_by_its_bits(
    said: bytes, events: list[object]
) -> None:
    assert StatusReader().feed(said) == events


def test_a_real_time_answer_may_come_in_the_middle_of_anything() -> None:
    reader = StatusReader()
    assert reader.feed(b"\x37\x22ab\x12cd\x00") == [RealTime(0x12), Done(b"abcd")]
    four = reader.feed(b"\x18\x00\x16\x0c\x00")
    assert four == [RealTime(0x16), Automatic(b"\x18\x00\x0c\x00")]


def test_a_block_without_an_end_does_not_swallow_for_ever() -> None:
    reader = StatusReader()
    assert len(reader.feed(b"\x5f" + b"x" * 100 + b"\x00")) > 0
    assert reader.feed(b"\x12") == [RealTime(0x12)]


_EVENTS = st.one_of(
    st.sampled_from([b"\x12", b"\x16", b"\x1a", b"\x32", b"\x72", b"\x00", b"\x0c"]),
    st.binary(min_size=4, max_size=4).map(
        lambda letters: b"\x37\x22" + bytes(0x20 + b % 0x5F for b in letters) + b"\0"
    ),
    st.sampled_from([b"\x10\x00\x00\x00", b"\x3c\x0c\x0c\x00", b"\x5fEPSON\x00"]),
)


@given(st.lists(_EVENTS, max_size=12), st.data())
def test_pieces_do_not_matter(said: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(said)
    whole = StatusReader().feed(stream)
    assert len(whole) == len(said)
    reader, found, at = StatusReader(), [], 0
    while at < len(stream):
        size = data.draw(st.integers(1, len(stream) - at))
        found += reader.feed(stream[at : at + size])
        at += size
    assert found == whole


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(said: bytes) -> None:
    StatusReader().feed(said)


@pytest.mark.parametrize(
    ("question", "bits", "condition"),
    [
        (1, 0x04, Condition.FINE),  # the drawer
        (1, 0x08, Condition.OFFLINE),
        (1, 0x20, Condition.OFFLINE),
        (2, 0x04, Condition.COVER_OPEN),
        (2, 0x20, Condition.OUT),
        (2, 0x40, Condition.ERROR),
        (3, 0x04, Condition.ERROR),
        (3, 0x08, Condition.CUTTER),
        (3, 0x20, Condition.ERROR),
        (3, 0x40, Condition.ERROR),
        (4, 0x0C, Condition.NEAR_END),
        (4, 0x60, Condition.OUT),
    ],
)
def test_what_each_bit_means(question: int, bits: int, condition: Condition) -> None:
    answers = [*FINE]
    answers[question - 1] |= bits
    assert condition_of(answers) is condition


def test_the_cause_is_told_before_the_consequence() -> None:
    assert condition_of(FINE) is Condition.FINE
    assert condition_of((0x1A, 0x32, 0x12, 0x7E)) is Condition.OUT
    assert condition_of((0x1A, 0x16, 0x12, 0x1E)) is Condition.COVER_OPEN
    assert condition_of((0x1A, 0x52, 0x1A, 0x12)) is Condition.CUTTER


def test_the_question_that_names_a_job() -> None:
    assert ask_done(b"abcd") == bytes.fromhex("1d284806003030") + b"abcd"
