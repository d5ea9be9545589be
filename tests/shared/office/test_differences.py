"""What changed in office.toml, as its event tells it."""

from __future__ import annotations

from shared.office.differences import MOST, differences
from tests.support import OFFICE


def test_a_key_is_named_by_the_code_of_its_table() -> None:
    after = OFFICE.replace("minutes = 25", "minutes = 30")
    assert differences(OFFICE, after) == ["services.training.minutes: 25 → 30"]


def test_what_is_new_and_what_is_gone() -> None:
    more = OFFICE + '\n[[displays]]\nname = "door"\n'
    assert differences(OFFICE, more) == ["displays.door.name: – → door"]
    assert differences(more, OFFICE) == ["displays.door.name: door → –"]


def test_comments_and_order_change_nothing() -> None:
    assert differences(OFFICE, "# new\n" + OFFICE) == []
    assert differences(OFFICE, "no toml") == []


def test_long_values_and_many_changes_are_cut() -> None:
    long = "x" * 500
    (only,) = differences('a = "y"', f'a = "{long}"')
    assert len(only) < 80
    many = "\n".join(f"k{n} = {n}" for n in range(30))
    found = differences("", many)
    assert (len(found), found[-1]) == (MOST + 1, "+10")
