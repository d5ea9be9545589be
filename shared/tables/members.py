"""Rows of who may sign on, and who is signed on where."""

from __future__ import annotations

from shared.tables.connection import Connection, put
from shared.trade.seats import each_of
from shared.trade.staff import Member, Role


def read_members(connection: Connection) -> list[Member]:
    """Who may sign on, by name."""
    rows = connection.execute(
        "select name, role, salt, pin_hash, wrong, wrong_at from staff order by name"
    )
    return [Member(row[0], Role(row[1]), *row[2:]) for row in rows.fetchall()]


def put_member(connection: Connection, member: Member) -> None:
    """Keep who may sign on, in the place of the one of that name."""
    put(
        connection,
        "staff",
        "name",
        name=member.name,
        role=member.role.value,
        salt=member.salt,
        pin_hash=member.pin_hash,
        wrong=member.wrong,
        wrong_at=member.wrong_at,
    )


def drop_member(connection: Connection, name: str) -> None:
    """Nobody signs on by this name any more, nor is signed on."""
    connection.execute("delete from staff where name = ?", (name,))
    rows = connection.execute("select counter, staff from sign_on").fetchall()
    for counter in [row[0] for row in rows if name in each_of(row[1])]:
        sign_on(connection, counter, None)


def sign_on(connection: Connection, counter: int, staff: str | None) -> None:
    """Keep who is signed on at a counter; none: nobody."""
    connection.execute("delete from sign_on where counter = ?", (counter,))
    if staff is not None:
        connection.execute(
            "insert into sign_on (counter, staff) values (?, ?)", (counter, staff)
        )
