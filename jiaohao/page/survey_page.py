"""The questions after a visit, and the thanks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jiaohao.page import icons
from jiaohao.page.frame import Sheet, card
from jiaohao.page.html import Html, joined, tag
from jiaohao.page.look import Look
from shared.office.survey import Question, Survey
from shared.text.catalogue import N_
from shared.trade.survey import LONGEST_COMMENT
from shared.trade.survey_words import (
    ANYTHING_ELSE,
    FIND_BY_CODE,
    HOW_WAS_IT,
    SEND,
    STEP_WORDS,
    question_words,
)
from shared.trade.survey_words import THANKS as THANKED

COMMENTS = "/comments"
WRITE = "/comments/new"
THANKS = "/thanks"
CLOSED = N_(
    "The questions cannot be answered at this moment: nothing could be kept."
    " Your visit is finished all the same."
)
ANSWERED = N_("You have answered the questions. Thank you.")
NOTHING = N_("Nothing is chosen and nothing is written yet.")
TOO_LONG = N_("What you wrote is longer than {longest} characters. Please shorten it.")
UNSURE = N_(
    "It is not known yet whether it is kept. Please send it once more: it counts once."
)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody has filled in so far."""

    id: str
    """The form's: what is sent twice counts once."""
    scores: Mapping[str, int] = field(default_factory=dict)
    text: str = ""
    may_publish: bool = False


def questions_form(
    look: Look,
    survey: Survey,
    questions: tuple[Question, ...],
    said: Said,
    action: str,
    warning: str = "",
) -> Html:
    """The questions and the line to write; `action` is the path it is sent to."""
    say = look.say
    return tag(
        "form",
        card(tag("b", warning), class_="warn", role="alert") if warning else None,
        tag("input", type="hidden", name="id", value=said.id),
        [_question(look, each, said.scores.get(each.dimension)) for each in questions],
        _writing(look, survey, said, is_all=not questions),
        tag("button", say(SEND), class_="btn main", type="submit"),
        method="post",
        action=look.link(action),
    )


def survey_part(look: Look, form: Html, n: int) -> Html:
    """The questions below what is said of a finished visit."""
    say = look.say
    lead = N_(
        "{n} questions; leave out what you like. Only the service and the week are"
        " kept with your answers, never your number. What you write is kept with its"
        " day."
    )
    return tag(
        "div",
        tag("h2", say(HOW_WAS_IT), class_="f-head", id="questions"),
        tag("p", say(lead, n=n), class_="lead"),
        form,
        class_="in narrow noprint",
    )


def survey_note(words: str, *, is_good: bool) -> Html:
    """What is said in the place of the questions."""
    said = card(tag("p", words), class_="good" if is_good else "warn")
    return tag("div", said, class_="in narrow")


def survey_sheet(look: Look, part: Html, status: str = "survey") -> Sheet:
    """The questions alone: something in them was not right."""
    title = look.say(HOW_WAS_IT)
    heading = tag("h1", title, class_="vh", id="top", tabindex="-1")
    return Sheet(title, joined(heading, part), status)


def thanks_sheet(look: Look, survey: Survey, code: str | None) -> Sheet:
    """It is kept; with the code of what was written, if anything was."""
    say = look.say
    title = say(THANKED)
    heading = tag("h1", icons.icon("tick"), " ", title, id="top", tabindex="-1")
    if code is None:
        said = tag("p", say(N_("What people say is read as figures of a week.")))
        parts = [card(heading, said, class_="good")]
    else:
        n = survey.reply_days
        answered = say(N_("What you wrote is answered within {n} days."), n=n)
        parts = [
            card(heading, tag("p", answered), class_="good"),
            card(
                tag("p", say(N_("The number of your comment")), class_="muted"),
                tag("p", code, class_="code"),
                tag("p", say(FIND_BY_CODE)),
                tag(
                    "a",
                    say(N_("Comments and answers")),
                    class_="btn",
                    href=look.link(COMMENTS, c=code),
                ),
            ),
        ]
    return Sheet(title, tag("div", parts, class_="in narrow"), "thanks")


def write_sheet(look: Look, form: Html) -> Sheet:
    """A comment without a visit."""
    title = look.say(N_("Write to the office"))
    heading = tag("h1", title, id="top", tabindex="-1")
    return Sheet(title, tag("div", heading, form, class_="in narrow"), "write")


def _question(look: Look, question: Question, chosen: int | None) -> Html:
    words, hint = question_words(question, look.say)
    about = tag("span", hint, class_="sub muted") if hint else None
    steps = [_step(look, question.dimension, step, chosen) for step in STEP_WORDS]
    legend = tag("legend", tag("b", words, class_="f-name"), " ", about)
    return card(tag("fieldset", legend, tag("div", steps, class_="scale")))


def _step(look: Look, dimension: str, step: int, chosen: int | None) -> Html:
    radio = tag(
        "input",
        type="radio",
        name=dimension,
        value=str(step),
        checked=step == chosen,
    )
    return tag("label", radio, tag("span", look.say(STEP_WORDS[step])))


def _writing(look: Look, survey: Survey, said: Said, *, is_all: bool) -> Html:
    say = look.say
    title = N_("What would you like to tell us?") if is_all else ANYTHING_ELSE
    hint = N_(
        "At most {longest} characters. Please write no name, no telephone number and"
        " no ID number."
    )
    area = tag(
        "textarea",
        said.text,
        id="text",
        name="text",
        rows="3",
        maxlength=str(LONGEST_COMMENT),
        aria_describedby="about-text",
    )
    hinted = tag(
        "span", say(hint, longest=LONGEST_COMMENT), class_="muted", id="about-text"
    )
    label = tag("label", tag("b", say(title), class_="f-name"), for_="text")
    agree = tag(
        "label",
        tag(
            "input",
            type="checkbox",
            name="publish",
            value="yes",
            checked=said.may_publish,
        ),
        tag("span", say(N_("What I write and its answer may be shown to all"))),
        class_="pick",
    )
    return card(label, tag("p", hinted), area, agree if survey.shows_comments else None)
