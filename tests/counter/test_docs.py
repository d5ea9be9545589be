"""docs/counter.md names every key as the program has it."""

from __future__ import annotations

from pathlib import Path

from counter.keys import KEYS, names_of
from shared.office.model import Office
from shared.text.catalogue import catalogue
from tests.counter import visits

DOCS = Path(__file__).parents[2] / "docs" / "counter.md"


def test_the_table_of_keys(office: Office) -> None:
    say, chinese = catalogue("en"), catalogue("zh-TW")
    names = names_of(office, say)
    rows = [
        f"| `{names[key.do]}` | {say(key.word)} {chinese(key.word)} (`{key.do}`)"
        f" | {say(key.tooltip)} |"
        for key in KEYS
    ]
    text = DOCS.read_text(encoding="utf-8")
    table = text.split("|---|---|---|\n")[1].split("<!-- end of keys -->")[0]
    assert table.splitlines() == rows


def test_the_table_of_visits(office: Office) -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert text.split("|---|---|---|---|---|\n")[1].splitlines() == visits.rows(office)
