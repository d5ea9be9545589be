"""One paper of a visit: what it needs is asked, then it is shown, printed or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from counter.questions.dates import dates_of, due_by, rule_of
from counter.questions.visit_fields import present
from counter.situation import Situation
from counter.visit import Paper as Seen
from printers.papers.paper import Paper
from shared import clock
from shared.desk.booking import book, day_and_time, short_day
from shared.desk.command import Command
from shared.desk.question import Option, Question, numbered
from shared.office.rules import Bookable, DateRule, Outcome
from shared.office.table import clock_time
from shared.text.catalogue import N_, Catalogue, Phrase

if TYPE_CHECKING:
    from printers.papers.appointment import Appointment

Next: TypeAlias = tuple[Command, ...] | Question
Then: TypeAlias = Callable[[tuple[Command, ...]], Next]
"""What follows when a paper is printed, or (with no command) not."""
PAPERS: Final = {
    "receipt": N_("Service receipt"),
    "appointment": N_("Appointment card"),
    "referral": N_("Referral card"),
}
_COLUMNS: Final = 36
"""Of a paper on the screen."""
_MORNING: Final = time(9)
_STAFF: Final = "staff"
"""The channel of what staff ask for somebody."""


class Asking:
    """Asks what a paper needs, then shows it."""

    def __init__(
        self,
        do: str,
        situation: Situation,
        say: Catalogue,
        then: Then,
        outcome: Outcome | None = None,
    ) -> None:
        """`do` is the key that asks; `outcome` is there where the visit ends so."""
        self._do, self._situation, self._say, self._then = do, situation, say, then
        self._outcome = outcome
        self._ticket = present(situation)
        service = situation.office.service(self._ticket.service)
        code = {"": self._ticket.service}
        self._service = service.name if service is not None else Phrase(code)
        documents = service.documents if service is not None else ()
        self._outcomes = service.outcomes if service is not None else ()
        self._papers = tuple(documents)
        self._bookable = situation.office.appointments.of(self._ticket.service)
        seen = situation.ticks.papers
        self._missing = tuple(
            document
            for document, mark in zip(self._papers, seen, strict=False)
            if mark is Seen.MISSING
        )
        wall = clock.local(situation.now, situation.office.time_zone)
        self._today = wall.date()

    def of(self, kind: str) -> Question:
        """What is asked first about one of PAPERS."""
        if kind == "appointment":
            return self._day_of_appointment()
        if kind == "referral":
            return self._employer()
        if self._outcome is not None or not self._outcomes:
            return self._receipt(self._outcome)
        say = self._say
        options = [
            Option(
                each.name.say(say.language),
                lambda _, each=each: self._receipt(each),  # type: ignore[misc]
            )
            for each in self._outcomes
        ]
        return self._question(kind, say(N_("Outcome")), options)

    def _receipt(self, outcome: Outcome | None) -> Question:
        from printers.papers.receipt import Receipt, receipt_paper

        rule = rule_of(outcome, self._situation.office)
        if outcome is None:
            return self._result()
        receipt = Receipt(
            label=self._ticket.label,
            service=self._service,
            language=self._ticket.language,
            made_at=self._situation.now,
            result=outcome.name,
            articles=_source(rule),
            next_day=self._due(rule),
            documents=self._missing,
        )
        return self._shown("receipt", receipt_paper(receipt, self._situation.office))

    def _result(self) -> Question:
        """In the clerk's own words, where the service names no outcomes."""
        words = self._say(N_("Look at it"))

        def made(text: str) -> Question:
            return self._receipt(Outcome("", Phrase({self._say.language: text})))

        option = Option(words, made, words, wants_text=True)
        return self._question(
            "receipt",
            self._say(N_("What was decided")),
            [option],
            self._say(N_("Result")),
        )

    def _day_of_appointment(self, wrong: str = "") -> Question:
        say = self._say
        if self._bookable is not None:
            return self._day_to_book(self._bookable)
        heading = say(N_("When to come back"))
        if wrong:
            heading = say(N_("“{value}” is no time of day"), value=wrong)

        def on(day: date) -> Callable[[str], Question]:
            return lambda words: self._appointment(day, words)

        options = [
            Option(
                rule.name.say(say.language),
                on(due),
                right=short_day(due, say),
                foot=rule.source,
            )
            for rule, due in self._dates()
        ]
        text = say(N_("Time, such as 09:30"))
        opens = f"{self._opens():%H:%M}"
        return self._question("appointment", heading, options, text, opens)

    def _day_to_book(self, bookable: Bookable) -> Question:
        """Where the office keeps appointments, only a time that it offers is said."""
        known = (self._situation.office, bookable, self._situation.now, self._say)
        then, ask = partial(self._to_book, bookable), self._searched
        return day_and_time(*known, ask=ask, then=then, rules=self._dates())

    def _searched(self, heading: str, options: list[Option]) -> Question:
        return self._question("appointment", heading, options, is_search=True)

    def _to_book(self, bookable: Bookable, at: int) -> Question:
        """The card as it will be, but for the code that the office gives it."""
        from printers.papers.appointment import appointment_paper

        office, counter = self._situation.office, self._situation.counter
        card = replace(self._card(at), counter=None)
        told = {
            "language": self._ticket.language,
            "channel": _STAFF,
            "counter": counter.number,
        }
        if counter.staff in bookable.officers:
            told["officer"] = counter.staff
        made = (
            book(self._ticket.service, at, office, **told),
            Command("print_card", {"card": card, "label": self._ticket.label}),
        )
        return self._shown("appointment", appointment_paper(card, office), made)

    def _appointment(self, day: date, words: str) -> Question:
        from printers.papers.appointment import appointment_paper

        at = clock_time(words)
        if at is None:
            return self._day_of_appointment(words)
        office = self._situation.office
        begins = datetime.combine(day, at, office.time_zone)
        card = self._card(round(begins.timestamp() * 1000))
        return self._shown("appointment", appointment_paper(card, office))

    def _card(self, begins_at: int) -> Appointment:
        from printers.papers.appointment import Appointment

        counter = self._situation.counter
        return Appointment(
            service=self._service,
            language=self._ticket.language,
            begins_at=begins_at,
            officer=counter.staff,
            counter=counter.number,
            documents=self._missing or self._papers,
        )

    def _employer(self) -> Question:
        words = self._say(N_("Next: the job"))
        option = Option(words, self._job, words, wants_text=True)
        heading, text = self._say(N_("Referred to")), self._say(N_("Employer"))
        return self._question("referral", heading, [option], text)

    def _job(self, employer: str) -> Question:
        say = self._say

        def by(rule: DateRule | None, due: date | None) -> Callable[[str], Question]:
            return lambda job: self._referral(employer, job, rule, due)

        options = [
            Option(
                rule.name.say(say.language),
                by(rule, due),
                right=short_day(due, say),
                wants_text=True,
                foot=rule.source,
            )
            for rule, due in self._dates()
        ] or [Option(say(N_("Look at it")), by(None, None), wants_text=True)]
        heading = say(N_("{employer}: until when the reply is due"), employer=employer)
        return self._question("referral", heading, options, say(N_("Job")))

    def _referral(
        self, employer: str, job: str, rule: DateRule | None, due: date | None
    ) -> Question:
        from printers.papers.referral import Referral, referral_paper

        referral = Referral(
            employer=employer,
            job=job,
            language=self._ticket.language,
            referred_on=self._today,
            articles=_source(rule),
            due=due,
        )
        return self._shown("referral", referral_paper(referral, self._situation.office))

    def _shown(
        self, kind: str, paper: Paper, made: tuple[Command, ...] = ()
    ) -> Question:
        """The paper itself, to be looked at before it prints; `made` is what prints it
        where that is more than this paper."""
        # What only this needs is loaded with it.
        from printers.drawing.layout import as_text

        say, label = self._say, self._ticket.label
        told = {"paper": paper, "kind": kind, "label": label}
        commands = made or (Command("print_paper", told),)
        options = [
            Option(say(N_("Print it")), lambda _: self._then(commands)),
            Option(say(N_("Do not print it")), lambda _: self._then(())),
        ]
        heading = say(N_("So it is printed. PgUp PgDn show all of it"))
        lines = tuple(as_text(paper, _COLUMNS).split("\n"))
        return self._question(kind, heading, options, sheet=lines)

    def _question(
        self,
        kind: str,
        heading: str,
        options: list[Option],
        text: str = "",
        written: str = "",
        sheet: tuple[str, ...] = (),
        is_search: bool = False,
    ) -> Question:
        name = PAPERS[kind]
        told = {"label": self._ticket.label, "paper": self._say(name)}
        title = self._say(N_("{label}: {paper}"), **told)
        return Question(
            self._do,
            title,
            heading,
            tuple(options) if is_search else numbered(options),
            self._ticket,
            text,
            written,
            is_search,
            sheet=sheet,
        )

    def _due(self, rule: DateRule | None) -> date | None:
        return due_by(rule, self._today, self._situation.office)

    def _dates(self) -> Iterator[tuple[DateRule, date]]:
        return dates_of(self._outcome, self._today, self._situation.office)

    def _opens(self) -> time:
        """When the office opens first, on most days."""
        hours = self._situation.office.hours
        periods = hours.by_weekday.values() if hours is not None else ()
        return min((each[0][0] for each in periods), default=_MORNING)


def _source(rule: DateRule | None) -> Phrase | None:
    return Phrase({"": rule.source}) if rule is not None and rule.source else None
