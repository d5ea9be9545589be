"""Lines of keys."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from jiaohao.folder import template, template_names
from shared.office.toml_lines import Place, layout_of, line_of
from tests.support import OFFICE

TRICKY = '''# a comment = no key
top = "a # b = c"
[one]   # comment
a = [
  { b = 1 },
  [2, "]"],
]
"quoted key" = 3
c.d = 4
[[many]]
x = """
[not.a.table]
y = 5
"""
z = 6
[[many.inner]]
q = 1
[[many]]
x = { k = "{" }
[many.sub]
w = 2
'''


def test_tricky_places() -> None:
    assert layout_of(TRICKY).lines == {
        ("top",): 2,
        ("one",): 3,
        ("one", "a"): 4,
        ("one", "quoted key"): 8,
        ("one", "c", "d"): 9,
        ("many", 0): 10,
        ("many", 0, "x"): 11,
        ("many", 0, "z"): 15,
        ("many", 0, "inner", 0): 16,
        ("many", 0, "inner", 0, "q"): 17,
        ("many", 1): 18,
        ("many", 1, "x"): 19,
        ("many", 1, "sub"): 20,
        ("many", 1, "sub", "w"): 21,
    }


def test_the_nearest_line() -> None:
    lines = layout_of(TRICKY).lines
    assert line_of(("one", "a", 0, "b"), lines) == 4
    assert line_of(("many", 1, "missing"), lines) == 18
    assert line_of(("nowhere",), lines) == 1


@pytest.mark.parametrize("text", [OFFICE, *map(template, template_names())])
def test_every_key_is_found_where_it_stands(text: str) -> None:
    lines = layout_of(text).lines
    rows = text.splitlines()

    def walk(value: Any, place: Place) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, (*place, key))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                walk(inner, (*place, index))
        if place in lines and isinstance(place[-1], str):
            assert place[-1] in rows[lines[place] - 1]
        if len(place) == 3 and isinstance(place[1], int) and place[0] != "notices":
            is_table_list = isinstance(value, list) and value and place not in lines
            assert place in lines or is_table_list, place

    walk(tomllib.loads(text), ())
