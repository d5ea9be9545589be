"""The commands about a visit: from the number to the end, and back in between."""

from __future__ import annotations

from dataclasses import replace

from shared import clock
from shared.errors import ServiceClosed
from shared.office.model import ANY_TIME, Office
from shared.text.catalogue import N_
from shared.trade.admission import admit
from shared.trade.commands.command import (
    Answer,
    Flag,
    LanguageTag,
    Text,
    Whole,
    command,
)
from shared.trade.commands.places import (
    current_at,
    open_counter_at,
    refuse_closed,
    refuse_picking,
    refuse_too_early,
    refuse_unknown,
    refuse_unknown_officer,
    turn_of,
)
from shared.trade.ledger import Ledger
from shared.trade.missed import returned
from shared.trade.moves import give_out, move, note_act, refuse_if_busy
from shared.trade.orders import Paused
from shared.trade.ticket import STEPS, Ticket, TicketState, new_ticket


@command("issue")
class Issue:
    """Give the next number of the service's series."""

    service: Text
    priority: Text | None = None
    language: LanguageTag | None = None
    channel: Text = "kiosk"
    officer: Text | None = None
    """The member of staff it is for, while that one is at a counter."""
    needs_help: Flag = False
    cannot_hear: Flag = False
    """Whether the counter that calls has to come and fetch the person."""

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        ticket = self.draft(ledger.office, ledger.now)
        self.refuse_paused(ledger)
        refuse_unknown_officer(ledger, self.officer)
        promised = replace(ticket, promised=ledger.promise(ticket))
        return {"ticket": give_out(ledger, promised)}

    def refuse_paused(self, ledger: Ledger) -> None:
        """Raise ServiceClosed where no numbers are given out for it now."""
        refuse_closed(ledger, self.service)
        if self.channel in ANY_TIME:
            return
        about = ((Paused.SERVICE, self.service), (Paused.KIOSK, ledger.station))
        for each in ledger.pauses():
            if (each.what, each.name) in about:
                raise ServiceClosed(N_("No numbers are given out for this at present."))
        service = ledger.office.service(self.service)
        most = service.most_a_day if service is not None else None
        if most is not None and ledger.numbers_of(self.service) >= most:
            raise ServiceClosed(N_("All numbers of today are given out for this."))
        most = service.most_waiting if service is not None else None
        if most is not None and self._waiting(ledger) >= most:
            words = N_("So many wait for this that no more numbers are given out now.")
            raise ServiceClosed(words)

    def _waiting(self, ledger: Ledger) -> int:
        waiting = ledger.tickets_in(TicketState.WAITING)
        return sum(each.service == self.service for each in waiting)

    def draft(self, office: Office, now: int, *, is_at_counter: bool = False) -> Ticket:
        """The ticket asked for, without its number. Raises what `admit` does."""
        wanted, rank = admit(
            office,
            now,
            service=self.service,
            priority=self.priority,
            channel=self.channel,
            is_at_counter=is_at_counter,
        )
        return new_ticket(
            letter=wanted.letter,
            number=0,
            service=wanted.code,
            priority=rank.code,
            language=self.language or office.language,
            channel=self.channel,
            issued_at=now,
            head_start=clock.minutes(rank.head_start_minutes),
            officer=self.officer,
            needs_help=self.needs_help,
            cannot_hear=self.cannot_hear,
        )


@command("call")
class Call:
    """Call who is next for the counter; none waits: no ticket."""

    counter: Whole
    finish_current: Flag = False
    outcome: Text | None = None
    """How the visit that is finished ended."""

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        place = open_counter_at(ledger, self.counter)
        current = ledger.ticket_at(self.counter) if self.finish_current else None
        if current is not None:
            move(ledger, current, STEPS["finish"], data=_ended(self.outcome))
        else:
            refuse_if_busy(ledger, self.counter)
        waiting = turn_of(ledger, place)
        called = None
        if waiting is not None:
            called = move(ledger, waiting, STEPS["call"], counter=self.counter)
        if current is not None:
            steps = [current] if waiting is None else [current, waiting]
            note_act(ledger, self.counter, steps)
        return {"ticket": called}


@command("call_ticket")
class CallTicket:
    """Call one waiting ticket out of its turn."""

    counter: Whole
    label: Text

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        open_counter_at(ledger, self.counter)
        refuse_picking(ledger, self.counter)
        refuse_too_early(ledger, self.label)
        refuse_closed(ledger, ledger.ticket(self.label).service)
        return _take(ledger, "call", self.counter, self.label)


@command("recall")
class Recall:
    """Call the counter's ticket once more."""

    counter: Whole
    label: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        return _go_on(ledger, "recall", self.counter, self.label)


@command("start")
class Start:
    """The person has come."""

    counter: Whole
    label: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        return _go_on(ledger, "start", self.counter, self.label)


@command("no_show")
class NoShow:
    """The person did not come."""

    counter: Whole
    label: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        current = current_at(ledger, self.counter, self.label)
        missed = move(ledger, current, STEPS["no_show"])
        note_act(ledger, self.counter, [current])
        return {"ticket": missed}


@command("finish")
class Finish:
    """The visit is done."""

    counter: Whole
    outcome: Text | None = None
    label: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        current = current_at(ledger, self.counter, self.label)
        done = move(ledger, current, STEPS["finish"], data=_ended(self.outcome))
        note_act(ledger, self.counter, [current])
        return {"ticket": done}


@command("hold")
class Hold:
    """Put the counter's ticket aside, to be resumed later."""

    counter: Whole
    reason: Text | None = None
    label: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        current = current_at(ledger, self.counter, self.label)
        told = {"reason": self.reason} if self.reason else None
        held = move(ledger, current, STEPS["hold"], note=self.reason, data=told)
        note_act(ledger, self.counter, [current])
        return {"ticket": held}


@command("resume")
class Resume:
    """Go on with a held ticket."""

    counter: Whole
    label: Text

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        return _take(ledger, "resume", self.counter, self.label)


@command("requeue")
class Requeue:
    """A missed or held ticket waits again: a held one at its place by when it first
    came, a missed one too, unless the office has a rule for those."""

    label: Text
    counter: Whole | None = None
    """Whose act it is, where it is a counter's."""

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        refuse_unknown(ledger, self.counter)
        before = ledger.ticket(self.label)
        after = come_back(ledger, before, self.counter)
        if self.counter is not None:
            note_act(ledger, self.counter, [before])
        return {"ticket": after}


@command("cancel")
class Cancel:
    """The person will not be served."""

    label: Text
    reason: Text | None = None
    counter: Whole | None = None
    """Whose act it is, where it is a counter's."""
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        refuse_unknown(ledger, self.counter)
        before = ledger.ticket(self.label)
        told = {"reason": self.reason} if self.reason else None
        step = STEPS["cancel"]
        after = move(ledger, before, step, asked_by=self.counter, data=told)
        if self.counter is not None:
            note_act(ledger, self.counter, [before])
        return {"ticket": after}


def _go_on(ledger: Ledger, step: str, counter: int, label: str | None) -> Answer:
    current = current_at(ledger, counter, label)
    return {"ticket": move(ledger, current, STEPS[step])}


def _ended(outcome: str | None) -> dict[str, str] | None:
    """What the event of a visit's end tells of how it ended."""
    return {"outcome": outcome} if outcome else None


def _take(ledger: Ledger, step: str, counter: int, label: str) -> Answer:
    open_counter_at(ledger, counter)
    refuse_if_busy(ledger, counter)
    return {"ticket": move(ledger, ledger.ticket(label), STEPS[step], counter=counter)}


def come_back(ledger: Ledger, ticket: Ticket, counter: int | None) -> Ticket:
    """A held or missed ticket waits again, a missed one with the place and the time of
    the office's rule. Raises NotAllowed, WrongState."""
    meant = ticket
    if ticket.state is TicketState.MISSED:
        waiting = ledger.tickets_in(TicketState.WAITING)
        same = [each for each in waiting if each.service == ticket.service]
        meant = returned(ticket, ledger.office.missed, same)
    return move(ledger, meant, STEPS["requeue"], asked_by=counter)
