"""`jiaohao check` says which words of the office find no room on the kiosk."""

from __future__ import annotations

from pathlib import Path

from jiaohao.folder import template
from kiosk.room import words_without_room
from shared.office.reader import parse_office
from tests.drawn_words import words
from tests.support import MONDAY_9


def _cut(text: str) -> list[str]:
    office = parse_office(text.encode(), Path("office.toml"))
    return [cut.shown for cut in words_without_room(office, words(), MONDAY_9)]


def test_the_template_has_room_everywhere() -> None:
    assert _cut(template("employment-centre")) == []
    assert _cut(template("minimal")) == []


def test_words_that_are_too_long_are_named_once() -> None:
    name = 'zh-TW = "櫃檯服務"'
    longer = f'zh-TW = "{"找工作與職業訓練諮詢" * 6}"'
    text = template("minimal").replace(name, longer, 1)
    second = text[text.index("[[services]]") : text.index("[[counters]]")]
    second = second.replace('code = "service"', 'code = "other"')
    text = text.replace("[[counters]]", second + "[[counters]]", 1)
    text = text.replace('serves = ["service"]', 'serves = ["service", "other"]')
    [cut] = _cut(text)
    assert cut.startswith("找工作與") and cut.endswith("…")
