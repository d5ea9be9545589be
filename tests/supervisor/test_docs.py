"""docs/supervisor.md names every key as the program has it."""

from __future__ import annotations

from pathlib import Path

from counter.supervisor.keys import KEYS, names_of
from shared.text.catalogue import catalogue

DOCS = Path(__file__).parents[2] / "docs" / "supervisor.md"


def key_rows() -> list[str]:
    """The table of keys as the program makes it."""
    say, chinese = catalogue("en"), catalogue("zh-TW")
    names = names_of(say)
    return [
        f"| `{names[key.do]}` | {say(key.word)} {chinese(key.word)}"
        f" | {say(key.tooltip)} |"
        for key in KEYS
    ]


def test_the_table_of_keys() -> None:
    text = DOCS.read_text(encoding="utf-8")
    table = text.split("|---|---|---|\n")[1].split("<!-- end of keys -->")[0]
    assert table.splitlines() == key_rows()
