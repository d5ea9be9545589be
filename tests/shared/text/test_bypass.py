"""No text that people are shown goes round the catalogues."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[3]
ROOMS = ("kiosk", "counter", "display", "printers/papers", "jiaohao/demo")
SHOWS = {
    *("Line", "second", "button", "card", "write", "words", "Message", "paint_header"),
    *("Static", "update", "notify", "Content", "styled", "from_text", "tell", "Label"),
}
"""Calls whose texts people read."""
TRANSLATES = {"N_", "say", "beside", "line", "both", "_say", "catalogue"}
"""Calls that go through the catalogues; what they are given is collected there."""
A_TEXT = re.compile(r"[\u4e00-\u9fff]|[A-Za-z]{2,} [a-z]")
"""Chinese, or two words of English."""
STYLES = ("bold ", "dim ", "$")
"""What such a call is given to look like, not to say."""
FILES = [
    str(file.relative_to(TOP))
    for room in ROOMS
    for file in sorted((TOP / room).rglob("*.py"))
]


def _name(call: ast.Call) -> str:
    asked = call.func
    return asked.attr if isinstance(asked, ast.Attribute) else getattr(asked, "id", "")


def _shown(node: ast.AST) -> Iterator[str]:
    """Texts below a call that shows them, save those that are translated first."""
    if isinstance(node, ast.Call) and _name(node) in TRANSLATES:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for below in ast.iter_child_nodes(node):
        yield from _shown(below)


def bypassing(source: str) -> list[str]:
    """The texts that a module shows as they stand in it."""
    calls = (each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Call))
    return [
        text
        for call in calls
        if _name(call) in SHOWS
        for each in (*call.args, *(word.value for word in call.keywords))
        for text in _shown(each)
        if A_TEXT.search(text) and not text.startswith(STYLES)
    ]


@pytest.mark.parametrize("file", FILES)
def test_every_text_goes_through_the_catalogues(file: str) -> None:
    assert bypassing((TOP / file).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        'Line("Take a number", Role.NAME)',
        'sheet.button(box, "請取號", act=act)',
        'Line(f"{name} is closed now", role)',
        'surface.write("no paper here" if x else y, 1, 2)',
    ],
)
def test_one_that_does_not_is_found(planted: str) -> None:
    assert len(bypassing(planted)) == 1


def test_one_that_does_is_not() -> None:
    assert bypassing('Line(view.say(N_("Take a number")), Role.NAME)') == []
