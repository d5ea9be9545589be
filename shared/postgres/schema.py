"""The tables of an office in the words of PostgreSQL, made from the same migrations.

What one store refuses the other refuses: every table, index and check is taken over,
and only what SQLite words otherwise is put in other words.
"""

from __future__ import annotations

import re
import secrets
from typing import Final

from shared.postgres.connection import SCHEMA, ServerConnection
from shared.tables.connection import put
from shared.tables.migrations import MIGRATIONS, SCHEMA_VERSION

_OTHER_WORDS: Final = (
    (r"create trigger .*?\nend;", ""),
    (r"drop trigger .*?;", ""),
    # The mark of an office is no statement: `create` makes it, or it moves with it.
    (r"insert into meta .*?;", ""),
    (r"\)( strict)?(, without rowid| strict)?;", ");"),
    (r"\binteger\b", "bigint"),
    (r"\bblob\b", "bytea"),
    # In the order of code points, as SQLite has it, whatever the database's language.
    (r"(?<=\w )text\b(?! text)", 'text collate "C"'),
    (r"\bjson_type\((\w+)\)", r"json_typeof(\1::json)"),
    (r"where not is_answered", "where is_answered = 0"),
)
_GUARD: Final = f"""
create or replace function event_is_kept() returns trigger language plpgsql
    set search_path = {SCHEMA} as $$
begin
    if tg_op = 'DELETE' and old.day < coalesce(
        (select value from meta where key = 'archived_before'), '') then
        return old;
    end if;
    raise exception 'an event is never changed or removed';
end $$;
create or replace trigger event_is_kept before update or delete on event
    for each row execute function event_is_kept();
"""


def create(connection: ServerConnection, office_mark: str | None = None) -> None:
    """Make the tables where there are none, inside a transaction.

    `office_mark` is that of the office's file where it had one.
    """
    connection.begin_schema(SCHEMA)
    if not connection.has_table("meta"):
        _apply(connection, 0)
        mark = office_mark or secrets.token_hex(16)
        put(connection, "meta", "key", key="office", value=mark)


def bring_up(connection: ServerConnection) -> None:
    """Bring tables of an older version to this program's, inside a transaction."""
    connection.begin_schema(SCHEMA)
    found = connection.execute("select value from meta where key = 'schema'")
    for (version,) in found.fetchall():
        _apply(connection, int(version))


def note_version(connection: ServerConnection) -> None:
    """Write down that the tables are this program's."""
    put(connection, "meta", "key", key="schema", value=str(SCHEMA_VERSION))


def in_its_words(statements: str) -> str:
    """A migration as PostgreSQL understands it."""
    for pattern, words in _OTHER_WORDS:
        statements = re.sub(pattern, words, statements, flags=re.DOTALL)
    return statements


def _apply(connection: ServerConnection, version: int) -> None:
    """Run what came after a version; where there is nothing, nothing is done."""
    if version >= SCHEMA_VERSION:
        return
    for _, statements in MIGRATIONS[version:]:
        connection.run_script(in_its_words(statements))
    connection.run_script(_GUARD)
    note_version(connection)
