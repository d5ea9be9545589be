"""[survey] of office.toml: what people are asked after their visit, and who answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from shared.office.table import Table, note_unknown_services
from shared.text.catalogue import N_, Phrase

DIMENSIONS: Final = ("environment", "courtesy", "expertise", "measures")
"""洽公環境, 服務禮儀, 服務專業性, 服務措施: what a survey of visitors has to cover
(勞動力發展署服務躍升評審要點, 2017)."""
_LONGEST_REPLY: Final = 60


@dataclass(frozen=True, slots=True)
class Question:
    """One question, answered in five steps."""

    dimension: str
    """One of DIMENSIONS: by these, surveys of several offices are compared."""
    text: Phrase | None = None
    """None: the program's own words."""
    hint: Phrase | None = None
    """What it is about, in a few words."""


USUAL_QUESTIONS: Final = tuple(Question(each) for each in DIMENSIONS)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions for some services."""

    services: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What people are asked, and what becomes of what they write."""

    sets: tuple[QuestionSet, ...] = ()
    shows_comments: bool = False
    """Whether comments and answers are shown to all, where their writers agree."""
    reply_days: int = 7
    """Within so many days a comment is answered, as people are told."""

    def questions(self, service: str) -> tuple[Question, ...]:
        """What is asked after a visit for a service."""
        for each in self.sets:
            if service in each.services:
                return each.questions
        return USUAL_QUESTIONS


def read_survey(top: Table, services: Collection[str]) -> Survey | None:
    """The table [survey]; without it nobody is asked."""
    table = top.table("survey")
    if table is None:
        return None
    survey = Survey(
        tuple(_set(each, services) for each in table.tables("sets")),
        table.flag("show_comments"),
        table.integer("reply_days", low=1, high=_LONGEST_REPLY, default=7),
    )
    table.close()
    _note_twice(table, survey)
    return survey


def _set(table: Table, codes: Collection[str]) -> QuestionSet:
    services = table.listed("services")
    note_unknown_services(table.sheet, (*table.place, "services"), services, codes)
    found = QuestionSet(
        services, tuple(_question(each) for each in table.tables("questions"))
    )
    if not found.questions:
        table.note(
            "questions",
            N_("There are none."),
            N_("at least one entry that begins with [[{key}]]"),
            key="survey.sets.questions",
        )
    dimensions = [each.dimension for each in found.questions]
    for each in sorted({each for each in dimensions if dimensions.count(each) > 1}):
        table.note(
            "questions",
            N_("“{value}” is in the list twice."),
            N_("once"),
            value=each,
        )
    table.close()
    return found


def _question(table: Table) -> Question:
    question = Question(
        table.words("dimension"),
        table.optional_phrase("text"),
        table.optional_phrase("hint"),
    )
    if question.dimension and question.dimension not in DIMENSIONS:
        table.note(
            "dimension",
            N_("“{value}” is not known here."),
            N_("one of: {known}"),
            value=question.dimension,
            known=", ".join(DIMENSIONS),
        )
    table.close()
    return question


def _note_twice(table: Table, survey: Survey) -> None:
    seen: set[str] = set()
    for index, each in enumerate(survey.sets):
        for service in each.services:
            if service in seen:
                table.sheet.note(
                    (*table.place, "sets", index, "services"),
                    N_("“{value}” is in the list twice."),
                    N_("once"),
                    value=service,
                )
            seen.add(service)
