"""What people said of their visits, as it stands on the wire."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from shared.trade.survey import Comment, CommentState, Tally
from shared.wire import told
from shared.wire.json_text import to_json


def comment_told(comment: Comment) -> told.CommentTold:
    """A comment on the wire."""
    on = comment.answered_on
    return told.CommentTold(
        comment.code,
        comment.day.isoformat(),
        comment.text,
        comment.service,
        comment.language,
        comment.may_publish,
        comment.state.value,
        comment.answer,
        on.isoformat() if on is not None else None,
        comment.days,
    )


def comment_body(comment: Comment) -> str:
    """The answer to `comment`, as a JSON object."""
    return to_json({"ok": True, "comment": comment_told(comment)})


def comments_body(comments: Sequence[Comment]) -> str:
    """The answer to `comments`, as a JSON object."""
    return to_json({"ok": True, "comments": [comment_told(each) for each in comments]})


def survey_body(tallies: Sequence[Tally]) -> str:
    """The answer to `survey`, as a JSON object."""
    found = [
        told.TallyTold(
            each.week, each.service, each.dimension, each.asked, list(each.steps)
        )
        for each in tallies
    ]
    return to_json({"ok": True, "tallies": found})


def may_answer_body(*, is_open: bool) -> str:
    """The answer to `may_answer`, as a JSON object."""
    return to_json({"ok": True, "may_answer": is_open})


def comment_of(found: told.CommentTold) -> Comment:
    """A comment as a station told it. Raises ValueError."""
    on = found.answered_on
    return Comment(
        found.comment,
        date.fromisoformat(found.day),
        found.text,
        found.service,
        found.language,
        found.may_publish,
        CommentState(found.state),
        found.answer,
        date.fromisoformat(on) if on is not None else None,
    )
