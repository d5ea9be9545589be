"""What the schema lets a column say, and what the rules know: the same words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection
from pathlib import Path
from typing import Final

import pytest

from shared.office.folder import QUEUE_FILE
from shared.trade.printer import CONDITIONS, WISHES
from shared.trade.ticket import TicketState

_COLUMN: Final = (
    r"^\s*{column} text not null check \({column} in \((?P<words>[^)]*)\)\)"
)


def words_of(file: Path, table: str, column: str) -> list[str]:
    """What a column may say."""
    connection = sqlite3.connect(file)
    [made] = connection.execute(
        "select sql from sqlite_master where name = ?", (table,)
    ).fetchone()
    connection.close()
    found = re.search(_COLUMN.format(column=column), made, re.MULTILINE)
    assert found is not None, made
    return re.findall(r"'(\w+)'", found["words"])


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("ticket", "state", TicketState),
        ("printer", "condition", CONDITIONS),
        ("print_wish", "what", WISHES),
    ],
)
def test_the_schema_has_no_other_words_than_the_rules(
    office_folder: Path, table: str, column: str, words: Collection[str]
) -> None:
    known = words_of(office_folder / QUEUE_FILE, table, column)
    assert sorted(known) == sorted(words)
