"""Rows of who may sign on, and who is signed on where."""

from __future__ import annotations

import sqlite3

from shared.trade.staff import Member, Role


def read_members(connection: sqlite3.Connection) -> list[Member]:
    """Who may sign on, by name."""
    rows = connection.execute(
        "select name, role, salt, pin_hash, wrong, wrong_at from staff order by name"
    )
    return [Member(row[0], Role(row[1]), *row[2:]) for row in rows.fetchall()]


def put_member(connection: sqlite3.Connection, member: Member) -> None:
    """Keep who may sign on, in the place of the one of that name."""
    connection.execute(
        "insert or replace into staff (name, role, salt, pin_hash, wrong, wrong_at)"
        " values (?, ?, ?, ?, ?, ?)",
        (
            *(member.name, member.role.value, member.salt, member.pin_hash),
            *(member.wrong, member.wrong_at),
        ),
    )


def drop_member(connection: sqlite3.Connection, name: str) -> None:
    """Nobody signs on by this name any more, nor is signed on."""
    connection.execute("delete from staff where name = ?", (name,))
    connection.execute("delete from sign_on where staff = ?", (name,))


def sign_on(connection: sqlite3.Connection, counter: int, staff: str | None) -> None:
    """Keep who is signed on at a counter; none: nobody."""
    connection.execute("delete from sign_on where counter = ?", (counter,))
    if staff is not None:
        connection.execute(
            "insert into sign_on (counter, staff) values (?, ?)", (counter, staff)
        )
