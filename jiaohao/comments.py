"""`jiaohao comments`: what people wrote, read, answered and hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from jiaohao.outside import acted, changed
from shared.office.folder import find_folder
from shared.office.model import Office
from shared.office.reader import load_office
from shared.text.catalogue import N_, Catalogue
from shared.trade.commands.surveys import (
    AnswerComment,
    HideComment,
    ReadComment,
    known_comment,
)
from shared.trade.ledger import Ledger
from shared.trade.survey import Comment, CommentState, one_line

Signed = tuple[str | None, str | None]
_DAYS: Final = 90
"""So far back comments are listed that are answered or hidden."""
_STATES: Final = {
    CommentState.NEW: N_("new"),
    CommentState.READ: N_("read"),
    CommentState.ANSWERED: N_("answered"),
    CommentState.HIDDEN: N_("hidden"),
}


def listed(given: Path | None, code: str | None) -> tuple[Office, Sequence[Comment]]:
    """An office and its comments of late, or the one with a code. Raises BadRequest."""

    def work(ledger: Ledger) -> Sequence[Comment]:
        if code is not None:
            return [known_comment(ledger, code)]
        today = ledger.office.business_day(ledger.now)
        return ledger.comments(today - timedelta(days=_DAYS))

    folder = find_folder(given)
    return load_office(folder), changed(folder, "comments", work)


def settled(
    given: Path | None, code: str, answer: str | None, by: Signed, *, hides: bool
) -> tuple[Office, Sequence[Comment]]:
    """The office and a comment that was answered, hidden, or else read; `by` is the
    short name and the PIN of who does it, where staff sign on.

    Raises BadRequest, NotAllowed, UnknownStaff, WrongPin, WrongState.
    """
    folder = find_folder(given)
    staff, pin = by
    command: Any = ReadComment(comment=code, staff=staff, pin=pin)
    if hides:
        command = HideComment(comment=code, staff=staff, pin=pin)
    elif answer is not None:
        text = one_line(answer)
        command = AnswerComment(comment=code, text=text, staff=staff, pin=pin)
    told = acted(folder, "comments", command, command.carry_out)
    return load_office(folder), [told["comment"]]


def lines(office: Office, comments: Sequence[Comment], say: Catalogue) -> Iterator[str]:
    """Each with its answer, and how many wait for one."""
    for each in comments:
        yield from _told(office, each, say)
    waiting = sum(
        each.state in (CommentState.NEW, CommentState.READ) for each in comments
    )
    words = N_("Comments: {n}, without an answer: {waiting}")
    yield say(words, n=len(comments), waiting=waiting)


def _told(office: Office, comment: Comment, say: Catalogue) -> Iterator[str]:
    service = office.service(comment.service or "")
    name = service.name.say(office.language) if service is not None else ""
    state = say(_STATES[comment.state])
    if comment.days is not None:
        state = say(N_("{state} after {n} days"), state=state, n=comment.days)
    public = say(N_("may be shown")) if comment.may_publish else ""
    parts = (f"{comment.day}", comment.code, state, public, name, comment.language)
    yield "  ".join(each for each in parts if each)
    yield f"    {comment.text}"
    if comment.answer is not None:
        yield f"    → {comment.answer}"
