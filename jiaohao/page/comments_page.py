"""What people wrote, and what the office answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from jiaohao.page.frame import Sheet, card, wish_fields
from jiaohao.page.html import Child, Html, tag
from jiaohao.page.look import Look
from jiaohao.page.survey_desk import COMMENT_DAYS
from jiaohao.page.survey_page import COMMENTS, WRITE
from printers.papers.dates import said_day
from shared.office.survey import Survey
from shared.text.catalogue import N_
from shared.trade.survey import Comment, CommentState

_MOST = 30
"""Comments on the page."""


def comments_sheet(
    look: Look,
    survey: Survey,
    comments: Sequence[Comment],
    words: str = "",
    found: Comment | None = None,
) -> Sheet:
    """The search by number and what it found, and what all may read."""
    say = look.say
    title = say(N_("Comments and answers"))
    shown = [each for each in comments if each.is_public][:_MOST]
    parts: list[Child] = [
        tag("h1", title, id="top", tabindex="-1"),
        tag("p", _in_figures(look, comments), class_="lead")
        if survey.shows_comments
        else None,
        _search(look, words),
    ]
    if found is not None:
        parts.append(_comment(look, survey, found))
    elif words:
        none = say(N_("There is no comment with this number."))
        parts.append(card(tag("p", none), class_="warn", role="alert"))
    if survey.shows_comments:
        others = [each for each in shown if each != found]
        parts += [_comment(look, survey, each) for each in others]
    write = say(N_("Write to the office"))
    parts.append(tag("a", write, class_="btn", href=look.link(WRITE)))
    return Sheet(title, tag("div", parts, class_="in narrow"), "comments")


def _in_figures(look: Look, comments: Sequence[Comment]) -> str:
    say = look.say
    since = look.office.business_day(look.now) - timedelta(days=COMMENT_DAYS)
    late = [each for each in comments if each.day >= since]
    days = [each.days for each in late if each.days is not None]
    if not days:
        words = N_("Last {days} days: {n} comments written, none answered yet.")
        return say(words, days=COMMENT_DAYS, n=len(late))
    words = N_(
        "Last {days} days: {n} comments written, {answered} answered, half of these"
        " within {half} days."
    )
    half = max(1, round(median(days)))
    return say(words, days=COMMENT_DAYS, n=len(late), answered=len(days), half=half)


def _search(look: Look, words: str) -> Html:
    say = look.say
    return tag(
        "form",
        wish_fields(look),
        tag("label", say(N_("Find by number")), for_="c"),
        tag(
            "input",
            type="search",
            id="c",
            name="c",
            value=words,
            maxlength="40",
            autocomplete="off",
        ),
        tag("button", say(N_("Find")), class_="btn", type="submit"),
        method="get",
        action=f"{look.prefix}{COMMENTS}",
        class_="find",
    )


def _comment(look: Look, survey: Survey, comment: Comment) -> Html:
    heading = tag(
        "h2",
        tag("span", comment.code),
        " ",
        tag("span", said_day(comment.day, look.language), class_="muted thin"),
        class_="f-body",
    )
    parts: list[Child] = [
        heading,
        tag("p", comment.text),
        _state(look, survey, comment),
    ]
    if comment.answer and comment.state is not CommentState.HIDDEN:
        own = tag("b", look.say(N_("The office:")))
        parts.append(tag("p", own, " ", comment.answer, class_="reply"))
    return tag("article", parts, class_="card")


def _state(look: Look, survey: Survey, comment: Comment) -> Html:
    say, days = look.say, comment.days
    if comment.state is CommentState.HIDDEN:
        words = say(N_("This comment is not shown and not answered here."))
    elif days == 0:
        words = "✓ " + say(N_("answered on the same day"))
    elif days is not None:
        words = "✓ " + say(N_("answered after {n} days"), n=days)
    else:
        by = comment.day + timedelta(days=survey.reply_days)
        on = said_day(by, look.language)
        words = say(N_("in hand; an answer by {date}"), date=on)
    is_done = comment.state is CommentState.ANSWERED
    return tag("p", tag("span", words, class_="state ok" if is_done else "state wip"))
