"""Rows of what people said after their visits.

Nothing here joins an answer with a number: of answers there are only sums of a week,
every sum of a service changes with each answer, and who has answered is one sorted list
a day. So neither the order of rows nor the transaction that wrote them last tells who
said what.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from shared.tables.connection import Connection, put
from shared.trade.survey import STEPS, Comment, CommentState, Tally

_STEPS: Final = tuple(f"of_{step}" for step in range(1, STEPS + 1))
_COUNTS: Final = ("asked", *_STEPS)
_COMMENT: Final = (
    "code, day, text, service, language, may_publish, state, answer, answered_on"
)


def add_answer(
    connection: Connection, week: str, service: str, dimension: str, step: int | None
) -> None:
    """Count one answer to one question; none: it was left out."""
    columns = ", ".join(_COUNTS)
    sums = ", ".join(
        f"{each} = survey_tally.{each} + excluded.{each}" for each in _COUNTS
    )
    marks = ", ".join("?" * (3 + len(_COUNTS)))
    steps = (int(step == each) for each in range(1, STEPS + 1))
    connection.execute(
        f"insert into survey_tally (week, service, dimension, {columns})"
        f" values ({marks})"
        f" on conflict (week, service, dimension) do update set {sums}",
        (week, service, dimension, 1, *steps),
    )


def tallies(connection: Connection, first: str, last: str) -> list[Tally]:
    """Those of the weeks (ISO 8601) from one to another."""
    rows = connection.execute(
        f"select week, service, dimension, {', '.join(_COUNTS)} from survey_tally"
        " where week between ? and ? order by week, service, dimension",
        (first, last),
    )
    return [
        Tally(week, service, dimension, asked, tuple(steps))
        for week, service, dimension, asked, *steps in rows
    ]


def answered(connection: Connection, day: str) -> list[str]:
    """The numbers of a business day (ISO 8601) whose people have answered."""
    row = connection.execute(
        "select labels from survey_day where day = ?", (day,)
    ).fetchone()
    return list(json.loads(row[0])) if row is not None else []


def note_answered(connection: Connection, day: str, label: str) -> None:
    """Keep that the person with a number has answered."""
    labels = sorted({*answered(connection, day), label})
    put(connection, "survey_day", "day", day=day, labels=json.dumps(labels))


def forget_before(connection: Connection, today: str) -> None:
    """Forget who answered on earlier days."""
    connection.execute("delete from survey_day where day < ?", (today,))


def comment(connection: Connection, code: str) -> Comment | None:
    """The comment with a code, or none."""
    row = connection.execute(
        f"select {_COMMENT} from visitor_comment where code = ?", (code,)
    ).fetchone()
    return _comment(row) if row is not None else None


def comments(connection: Connection, since: str) -> list[Comment]:
    """Those written from a day (ISO 8601) on and those not answered, by day."""
    rows = connection.execute(
        f"select {_COMMENT} from visitor_comment"
        " where day >= ? or state in ('new', 'read') order by day, code",
        (since,),
    )
    return [_comment(row) for row in rows]


def put_comment(connection: Connection, kept: Comment) -> None:
    """Keep it in the place of the one of its code."""
    on = kept.answered_on
    put(
        connection,
        "visitor_comment",
        "code",
        code=kept.code,
        day=kept.day.isoformat(),
        text=kept.text,
        service=kept.service,
        language=kept.language,
        may_publish=int(kept.may_publish),
        state=kept.state.value,
        answer=kept.answer,
        answered_on=on.isoformat() if on is not None else None,
    )


def _comment(row: tuple[Any, ...]) -> Comment:
    code, day, text, service, language, may_publish, state, answer, on = row
    return Comment(
        code,
        date.fromisoformat(day),
        text,
        service,
        language,
        bool(may_publish),
        CommentState(state),
        answer,
        date.fromisoformat(on) if on is not None else None,
    )
