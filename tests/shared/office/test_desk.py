"""What office.toml may say of work at a counter."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import OfficeMistakes, advised_office, parse_office
from shared.office.rules import MissedRule, RecallRule
from shared.text.catalogue import catalogue
from tests.support import OFFICE


def read(more: str, *, service: str = "") -> Office:
    text = OFFICE.replace('code = "jobs"\n', f'code = "jobs"\n{service}\n', 1)
    return parse_office(f"{text}\n{more}".encode(), Path(OFFICE_FILE))


def mistakes(more: str, *, service: str = "") -> str:
    with pytest.raises(OfficeMistakes) as found:
        read(more, service=service)
    return found.value.message(catalogue("en"))


def test_what_counts_without_a_word() -> None:
    office = read("")
    assert office.recall == RecallRule(3, 30)
    assert (office.hold_reasons, office.pause_reasons, office.keys) == ((), (), {})
    assert {each.target_minutes for each in office.services} == {None}


def test_targets_of_the_office_and_of_a_service() -> None:
    text = OFFICE.replace("[office]\n", "[office]\ntarget_minutes = 30\n", 1)
    text = text.replace('code = "jobs"\n', 'code = "jobs"\ntarget_minutes = 10\n', 1)
    office = parse_office(text.encode(), Path(OFFICE_FILE))
    assert [each.target_minutes for each in office.services] == [10, 30, 30]


def test_the_rule_of_calls_and_reasons() -> None:
    office = read(
        "[recall]\ncalls = 2\nseconds_apart = 15\n"
        '[[hold_reasons]]\ntext = { zh-TW = "填表" }\nminutes = 15\n'
        '[[pause_reasons]]\ntext = { zh-TW = "開會", en = "Meeting" }\n'
    )
    assert office.recall == RecallRule(2, 15)
    assert office.hold_reasons[0].minutes == 15
    assert office.pause_reasons[0].minutes is None
    assert "calls" in mistakes("[recall]\ncalls = 0\n")


def test_there_are_as_many_reasons_as_digits() -> None:
    reason = '[[hold_reasons]]\ntext = { zh-TW = "x" }\n'
    assert len(read(reason * 8).hold_reasons) == 8
    assert "each has a digit" in mistakes(reason * 9)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ('recall = "f3"', "“f3” is the key of “start” already"),
        ('recall = "ctrl+q"', "“ctrl+q” cannot be a key"),
        ('recall = "x"', "“x” cannot be a key"),
        ('recal = "f2"', "not known here. Right would be: recall"),
        ('recall = "ctrl+b"\nstart = "ctrl+b"', "“ctrl+b” is the key of"),
    ],
)
def test_wrong_keys_are_named(keys: str, words: str) -> None:
    assert words in mistakes(f"[keys]\n{keys}\n")


def test_keys_may_change_places() -> None:
    assert read('[keys]\nfinish = "f6"\nhold = "F4"\n').keys == {
        "finish": "f6",
        "hold": "f4",
    }


@pytest.mark.parametrize(("tag", "fits"), [("初次申請", True), ("初次申請書", False)])
def test_a_tag_has_eight_columns(tag: str, fits: bool) -> None:
    line = f'tag = {{ zh-TW = "{tag}" }}'
    if fits:
        assert read("", service=line).services[0].tag is not None
    else:
        assert "wider than 8 columns" in mistakes("", service=line)


def test_the_rule_of_missed_numbers_and_of_picking() -> None:
    assert (read("").missed, read("").no_picking) == (None, False)
    assert read("[missed]\n").missed == MissedRule(1, 3, 0)
    office = read("[missed]\ntimes = 2\nafter_numbers = 0\nminutes_apart = 5\n")
    assert office.missed == MissedRule(2, 0, 5)
    assert "from 0 to 9" in mistakes("[missed]\ntimes = 10\n")


def test_a_rule_that_contradicts_itself_is_named() -> None:
    said = mistakes("[missed]\ntimes = 0\nafter_numbers = 3\n")
    assert "after_numbers" in said
    assert "no missed number comes back" in said


def test_a_person_has_one_language() -> None:
    one = '[[staff.people]]\nname = "lin"\nlanguage = "en"\n'
    said = mistakes(f'{one}[[staff.people]]\nname = "lin"\nlanguage = "English!"\n')
    assert "“lin” is already used by entry 1." in said
    assert "“English!” is not a language tag." in said


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('helps = ["express"]\n', "helps_after_minutes = 5\n", "helps nobody"),
        (
            "[office]\n",
            '[[staff.deputies]]\nof = "Lin"\nare = ["Chen", "Lin"]\n[office]\n',
            "as the deputy of",
        ),
    ],
)
def test_what_contradicts_itself_is_advised(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    (tmp_path / OFFICE_FILE).write_text(OFFICE.replace(old, new, 1))
    said = [each.message(catalogue("en")) for each in advised_office(tmp_path)[1]]
    assert any(words in each for each in said), said


def test_the_line_of_a_service_s_tickets_is_in_every_language() -> None:
    office = read("", service='ticket_text = { zh-TW = "帶證件", en = "Bring an ID" }')
    said = office.services[0].ticket_text
    assert said is not None and said.say("en") == "Bring an ID"
    assert office.services[1].ticket_text is None
    assert "ticket_text" in mistakes("", service="ticket_text = 5")
