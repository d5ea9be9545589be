"""Small pure pieces: labels, big letters, colours, codes, turns, clocks, texts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.canvas import letters as bigtext
from shared.canvas import qr
from shared.office.model import Counter
from shared.text import palette
from shared.text.catalogue import Phrase, catalogue, columns, is_showable
from shared.trade.calling import Caller, next_for
from shared.trade.hall import Hall
from shared.trade.label import label as label_of
from shared.trade.label import parse_label
from shared.trade.ticket import AT_COUNTER, STEPS, Ticket, TicketState
from shared.trade.ticket_code import said_by_code


def _ticket(key: int, service: str, due_at: int) -> Ticket:
    return Ticket(
        key, "A", key, service, TicketState.WAITING, "normal", "en", "kiosk", None, 0,
        due_at, due_at, None, None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "label"), [(1, "A001"), (12, "A012"), (999, "A999"), (1000, "A1000")]
)
def test_labels_go_on_and_never_wrap(number: int, label: str) -> None:
    assert label_of("A", number) == label
    assert parse_label(label) == ("A", number)


@pytest.mark.parametrize("words", ["", "A1", "A0012", "a001", "A001 ", "ABC001", "001"])
def test_what_is_no_label(words: str) -> None:
    assert parse_label(words) is None


def test_steps_never_leave_a_state_without_a_way_out() -> None:
    ends = {TicketState.DONE, TicketState.CANCELLED, TicketState.EXPIRED}
    left = {state for step in STEPS.values() for state in step.come_from}
    assert left == set(TicketState) - ends
    assert set(STEPS["finish"].come_from) == set(AT_COUNTER)


@given(
    st.lists(
        st.tuples(st.sampled_from(["own", "other", "help"]), st.integers(0, 9)),
        max_size=12,
    )
)
def test_earliest_due_first_of_its_own_then_of_what_it_helps(
    drawn: list[tuple[str, int]],
) -> None:
    waiting = [_ticket(key, *each) for key, each in enumerate(drawn, start=1)]
    counter = Counter(1, serves=("own",), helps=("help",))

    hall = Hall(0, 0, date(2026, 1, 1), (), (), tuple(waiting))
    chosen = next_for(Caller(counter, 0, lambda: ()), hall)
    own = [each for each in waiting if each.service == "own"]
    helped = [each for each in waiting if each.service == "help"]
    rivals = own or helped
    if chosen is None:
        assert not rivals
    else:
        assert chosen in rivals
        assert all(
            (chosen.due_at, chosen.key) <= (each.due_at, each.key) for each in rivals
        )


def test_big_letters_are_even_and_fit() -> None:
    for scale in (1, 2, 3):
        rows = bigtext.big("A012 -Z9", scale)
        width, height = bigtext.big_size("A012 -Z9", scale)
        assert {len(row) for row in rows} == {width}
        assert len(rows) == height
    assert bigtext.fitting_scale("A012", 69, 11) == 3
    assert bigtext.fitting_scale("A012", 68, 11) == 2
    assert bigtext.fitting_scale("A012", 22, 4) == 0
    assert bigtext.big_size("號", 1) == (0, 4)


def test_every_glyph_is_there_and_unlike_the_others() -> None:
    known = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    drawn = {character: tuple(bigtext.big(character)) for character in known}
    assert len(set(drawn.values())) == len(known)
    assert bigtext.big("7") == ["▀▀▀▀█", "  ▄▀ ", " █   ", " ▀   "]


@pytest.mark.parametrize("below", palette.READ_ON)
@pytest.mark.parametrize("colour", palette.READABLE)
def test_every_colour_can_be_read(colour: str, below: str) -> None:
    assert palette.contrast(colour, below) >= 7
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)


def test_a_code_has_its_quiet_zone() -> None:
    modules = qr.matrix("JIAOHAO 2026-11-23 A012")
    size = len(modules)
    edge = qr.QUIET_ZONE
    assert all(len(row) == size for row in modules)
    for index, row in enumerate(modules):
        assert not any(row[:edge] + row[-edge:])
        if index < edge or index >= size - edge:
            assert not any(row)
    assert modules[edge][edge : edge + 7] == [True] * 7
    assert len(qr.code_lines("x")[0]) == len(qr.matrix("x"))
    content = said_by_code(_ticket(12, "jobs", 0), date(2026, 11, 23), None)
    assert content == "JIAOHAO 2026-11-23 A012"


@pytest.mark.parametrize(
    "words", ["\x1b[2J", "a\nb", "\u202ereversed", "\x7f", "\ud800", "\u2028", "\x9b"]
)
def test_what_may_not_be_shown(words: str) -> None:
    assert not is_showable(words)


def test_what_may_be_shown() -> None:
    assert is_showable("王小明 [red] <b> {x} Nguyễn ภาษาไทย")
    assert columns("A號x") == 4
    assert columns("e\u0301") == 1


def test_a_phrase_falls_back_to_its_first_language() -> None:
    phrase = Phrase({"zh-TW": "號碼", "en": "Number"})
    assert phrase.say("en") == "Number"
    assert phrase.say("vi") == "號碼"


def test_an_unknown_language_reads_english() -> None:
    assert catalogue("xx")("Waiting: {n}", n=3) == "Waiting: 3"
