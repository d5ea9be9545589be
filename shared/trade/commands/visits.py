"""The commands about a visit: from the number to the end, and back in between."""

from __future__ import annotations

from shared import clock
from shared.trade.admission import admit, known_service
from shared.trade.commands.command import (
    Answer,
    Flag,
    LanguageTag,
    Text,
    Whole,
    command,
)
from shared.trade.commands.places import current_at, open_counter_at
from shared.trade.ledger import Ledger
from shared.trade.moves import give_out, move, refuse_if_busy
from shared.trade.ticket import STEPS, new_ticket
from shared.trade.turn import next_for


@command("issue")
class Issue:
    """Give the next number of the service's series."""

    service: Text
    priority: Text | None = None
    language: LanguageTag | None = None
    channel: Text = "kiosk"

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        wanted, rank = admit(
            ledger.office,
            ledger.now,
            service=self.service,
            priority=self.priority,
            channel=self.channel,
        )
        ticket = new_ticket(
            letter=wanted.letter,
            number=0,
            service=wanted.code,
            priority=rank.code,
            language=self.language or ledger.office.language,
            channel=self.channel,
            issued_at=ledger.now,
            head_start=clock.minutes(rank.head_start_minutes),
        )
        return {"ticket": give_out(ledger, ticket)}


@command("call")
class Call:
    """Call who is next for the counter; none waits: no ticket."""

    counter: Whole
    finish_current: Flag = False

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        place = open_counter_at(ledger, self.counter)
        if self.finish_current:
            current = ledger.ticket_at(self.counter)
            if current is not None:
                move(ledger, current, STEPS["finish"])
        else:
            refuse_if_busy(ledger, self.counter)
        waiting = next_for(place, ledger.first_waiting)
        if waiting is None:
            return {"ticket": None}
        return {"ticket": move(ledger, waiting, STEPS["call"], counter=self.counter)}


@command("call_ticket")
class CallTicket:
    """Call one waiting ticket out of its turn."""

    counter: Whole
    label: Text

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
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
        return _go_on(ledger, "no_show", self.counter, self.label)


@command("finish")
class Finish:
    """The visit is done."""

    counter: Whole
    outcome: Text | None = None
    label: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        current = current_at(ledger, self.counter, self.label)
        told = {"outcome": self.outcome} if self.outcome else None
        return {"ticket": move(ledger, current, STEPS["finish"], data=told)}


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
        return {"ticket": held}


@command("resume")
class Resume:
    """Go on with a held ticket."""

    counter: Whole
    label: Text

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        return _take(ledger, "resume", self.counter, self.label)


@command("transfer")
class Transfer:
    """Send the counter's ticket on: same number, its place by when it first came."""

    counter: Whole
    service: Text
    note: Text | None = None
    label: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        current = current_at(ledger, self.counter, self.label)
        wanted = known_service(ledger.office, self.service)
        told = {"from": current.service} | ({"note": self.note} if self.note else {})
        sent = move(
            ledger,
            current,
            STEPS["transfer"],
            service=wanted.code,
            note=self.note,
            data=told,
        )
        return {"ticket": sent}


@command("requeue")
class Requeue:
    """A missed or held ticket waits again, its place by when it first came."""

    label: Text

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        return {"ticket": move(ledger, ledger.ticket(self.label), STEPS["requeue"])}


@command("cancel")
class Cancel:
    """The person will not be served."""

    label: Text
    reason: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        told = {"reason": self.reason} if self.reason else None
        ticket = ledger.ticket(self.label)
        return {"ticket": move(ledger, ticket, STEPS["cancel"], data=told)}


def _go_on(ledger: Ledger, step: str, counter: int, label: str | None) -> Answer:
    current = current_at(ledger, counter, label)
    return {"ticket": move(ledger, current, STEPS[step])}


def _take(ledger: Ledger, step: str, counter: int, label: str) -> Answer:
    open_counter_at(ledger, counter)
    refuse_if_busy(ledger, counter)
    return {"ticket": move(ledger, ledger.ticket(label), STEPS[step], counter=counter)}
