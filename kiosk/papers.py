"""The kiosk's papers: printed, copied, settled, and told of to the office."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Final, Protocol

from printers.jobs.job import FOR_A_PERSON, UNDER_WAY, Job, JobState
from printers.jobs.register import NoSuchJob
from printers.jobs.spooler import Pending, Spooler
from printers.own_printers import OwnPrinters, Run
from printers.papers.checklist import checklist_paper
from printers.papers.paper import Paper, ticket_paper
from printers.print_desk import CARD, CHECKLIST, TRIAL
from printers.session.outcome import UNCONFIRMED_WORDS, Outcome
from shared.clock import now_ms
from shared.office.model import Office
from shared.trade.booking import Booking
from shared.trade.printer import READY, TICKET_PAPER, Condition
from shared.trade.ticket import Ticket
from shared.wire.client import Client

BEGIN_SECONDS: Final = 8.0
"""How long a person waits for the printer to begin."""
KEEP_SECONDS: Final = 2.0
"""How long a number waits for a slow disk before it is shown all the same."""
WAIT_SECONDS: Final = 60.0
"""How long for a paper that has begun; the spooler has its own deadlines."""


class Papers(Protocol):
    """What the kiosk's pages need of paper."""

    def start(self, on_change: Callable[[], None], run: Run) -> None:
        """Begin; `on_change` is called in the screen's loop when `trouble` may have."""
        ...

    async def close(self) -> None:
        """End within a few seconds."""
        ...

    def look(self) -> None:
        """Tell the office what changed, and do what it wishes; called every second."""
        ...

    @property
    def trouble(self) -> Condition | None:
        """Why no paper would come at present, or none."""
        ...

    @property
    def has_printer(self) -> bool:
        """Whether paper can be hoped for at all."""
        ...

    @property
    def can_confirm(self) -> bool:
        """Whether the printer said that the last paper came out, not only was got."""
        ...

    async def keep(self, ticket: Ticket, *, is_large: bool = False) -> None:
        """Have a ticket's paper on this machine's disk, and its printing begun.

        Who reads the kiosk in large letters has it in large print.
        """
        ...

    async def may_be_known(self, ticket: Ticket) -> bool:
        """Whether somebody may know this number: all that are shown are kept before."""
        ...

    async def deliver(self, ticket: Ticket) -> Outcome | None:
        """What becomes of a paper that was kept; none where there is no printer."""
        ...

    async def copy(self, ticket: Ticket) -> Outcome:
        """Print it once more, marked as a copy."""
        ...

    async def checklist(self, service: str, language: str) -> Outcome | None:
        """Print what to bring for a service (its code) in a language; no number.

        None where there is no printer or nothing to bring. It is nobody's later: what
        did not come out is not on the staff's list.
        """
        ...

    async def card(self, booking: Booking) -> Outcome | None:
        """Print the card of an appointment; none where there is no printer.

        It is nobody's later: whoever booked has heard the code.
        """
        ...

    async def test_page(self) -> Outcome | None:
        """Print what shows how this kiosk's printer prints; none where there is none.

        It is nobody's later either.
        """
        ...

    def has_come(self, ticket: Ticket) -> bool:
        """Whether the printer has said meanwhile that the paper came out."""
        ...

    def settle(self, ticket: Ticket) -> None:
        """The person needs nothing more of this paper."""
        ...

    def leave_to_staff(self, ticket: Ticket) -> None:
        """The person is gone, and nobody knows whether the paper came out."""
        ...


class SpooledPapers(OwnPrinters):
    """Papers by the printers of this kiosk."""

    def __init__(
        self,
        office: Office,
        client: Client,
        spooler: Callable[[Callable[[], None]], Spooler],
    ) -> None:
        """`spooler` makes one; it is given what to call when something changed."""
        super().__init__(office, client, spooler)
        self._client = client
        self._under_way: dict[str, Pending] = {}
        """Papers that are kept and not yet waited for, by label."""
        self._is_confirmed = True

    @property
    def trouble(self) -> Condition | None:
        """See Papers; a fallback that is well is as good as the kiosk's own printer."""
        known = [state.condition for state in self._spooler.conditions().values()]
        if not known or Condition.UNKNOWN in known or READY.intersection(known):
            return None
        return known[0]

    @property
    def has_printer(self) -> bool:
        """See Papers."""
        return self._spooler.has_printer

    @property
    def can_confirm(self) -> bool:
        """See Papers."""
        return self._is_confirmed

    async def keep(self, ticket: Ticket, *, is_large: bool = False) -> None:
        """See Papers."""
        if not self._spooler.has_printer:
            return
        day = self._office.business_day(ticket.issued_at)
        paper = ticket_paper(ticket, self._office, day, is_large=is_large)
        pending = self._spooler.submit(
            paper, label=ticket.label, kind=TICKET_PAPER, day=day
        )
        self._desk.at_the_screen.add((ticket.label, day))
        self._under_way[ticket.label] = pending
        await asyncio.wait([asyncio.wrap_future(pending.kept)], timeout=KEEP_SECONDS)

    async def may_be_known(self, ticket: Ticket) -> bool:
        """See Papers; where the jobs are not at hand, or not all, anybody may."""
        await asyncio.wrap_future(self._spooler.when_open())
        since = self._spooler.whole_since
        if since is None or ticket.issued_at < since:
            return True
        day = self._office.business_day(ticket.issued_at)
        return any(
            (job.label, job.day) == (ticket.label, day) for job in self._spooler.jobs()
        )

    async def deliver(self, ticket: Ticket) -> Outcome | None:
        """See Papers."""
        pending = self._under_way.pop(ticket.label, None)
        return None if pending is None else await self._outcome(pending)

    async def copy(self, ticket: Ticket) -> Outcome:
        """See Papers; the office hears of it like of a copy the staff wished for."""
        try:
            pending = self._desk.copy(ticket)
        except NoSuchJob:
            return Outcome.FAILED
        return await self._outcome(pending)

    async def checklist(self, service: str, language: str) -> Outcome | None:
        """See Papers."""
        found = self._office.service(service)
        if found is None or not found.documents or not self._spooler.has_printer:
            return None
        paper = checklist_paper(found, self._office, language)
        return await self._printed_for_now(paper, found.letter, CHECKLIST)

    async def card(self, booking: Booking) -> Outcome | None:
        """See Papers."""
        service = self._office.service(booking.service)
        if service is None or not self._spooler.has_printer:
            return None
        # Few kiosks ever print one.
        from printers.papers.appointment import Appointment, appointment_paper

        card = Appointment(
            service=service.name,
            language=booking.language,
            begins_at=booking.at,
            officer=booking.officer,
            documents=tuple(service.documents),
            code=booking.code,
        )
        paper = appointment_paper(card, self._office)
        return await self._printed_for_now(paper, service.letter, CARD)

    async def test_page(self) -> Outcome | None:
        """See Papers."""
        kiosk = self._office.kiosk(self._client.station or "")
        printer = self._office.printer(kiosk.printer if kiosk else None)
        if printer is None or not self._spooler.has_printer:
            return None
        # Few kiosks ever print one.
        from printers.papers.trial import trial_paper

        paper = trial_paper(printer, self._office)
        return await self._printed_for_now(paper, TRIAL, TRIAL)

    async def _printed_for_now(self, paper: Paper, label: str, kind: str) -> Outcome:
        """What becomes of a paper that nobody looks for later."""
        pending = self._spooler.submit(
            paper, label=label, kind=kind, day=self._office.business_day(now_ms())
        )
        outcome = await self._outcome(pending)
        # It may have been settled by being withdrawn, or still be on its way.
        with contextlib.suppress(NoSuchJob):
            self._spooler.drop(pending.id)
        return outcome

    def has_come(self, ticket: Ticket) -> bool:
        """See Papers."""
        jobs = self._jobs_of(ticket)
        return bool(jobs) and jobs[-1].state is JobState.PRINTED

    def settle(self, ticket: Ticket) -> None:
        """See Papers."""
        for job in self._jobs_of(ticket):
            if job.state in FOR_A_PERSON:
                self._spooler.drop(job.id)
        self.leave_to_staff(ticket)

    def leave_to_staff(self, ticket: Ticket) -> None:
        """See Papers."""
        day = self._office.business_day(ticket.issued_at)
        self._desk.at_the_screen.discard((ticket.label, day))

    async def _outcome(self, pending: Pending) -> Outcome:
        """What became of a paper, or of the wait for it."""
        result = asyncio.wrap_future(pending.result)
        await asyncio.wait([result], timeout=BEGIN_SECONDS)
        if not result.done():
            # What has begun goes on; the rest must not come out for nobody.
            self._spooler.withdraw(pending.id)
            await asyncio.wait([result], timeout=WAIT_SECONDS)
        if not result.done():
            return Outcome.UNKNOWN
        told = result.result()
        self._is_confirmed = told.confirms not in UNCONFIRMED_WORDS
        return told.outcome

    def _jobs_of(self, ticket: Ticket) -> list[Job]:
        day = self._office.business_day(ticket.issued_at)
        return [
            job
            for job in self._spooler.jobs()
            if (job.label, job.day, job.kind) == (ticket.label, day, TICKET_PAPER)
            and job.state not in UNDER_WAY
        ]
