"""The commands by which an office keeps what it awaits of people after a visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from shared.errors import BadRequest, WrongState
from shared.office.model import Office
from shared.text.catalogue import N_
from shared.trade.commands.command import Answer, Text, command
from shared.trade.follow_up import (
    LONGEST_REFERENCE,
    FollowUp,
    tells_who,
)
from shared.trade.ledger import Ledger


@command("add_follow_up")
class AddFollowUp:
    """Something is awaited of somebody by a day."""

    reference: Text
    kind: Text
    due: Text
    """ISO 8601."""
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        office, reference = ledger.office, self.reference.strip()
        if self.kind not in office.follow_ups.kinds:
            _refuse("kind", office.follow_ups.kinds)
        refuse_reference(office, reference)
        due = day_of("due", self.due)
        follow_up = FollowUp(ledger.id, reference, self.kind, due)
        ledger.put_follow_up(follow_up)
        told = {"follow_up": follow_up.id, "kind": self.kind, "due": due.isoformat()}
        ledger.record("follow_up_added", data=told)
        return {"follow_up": follow_up}


@command("settle_follow_up")
class SettleFollowUp:
    """It came, somebody was reached, or nobody was."""

    follow_up: Text
    outcome: Text
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        outcomes = ledger.office.follow_ups.outcomes
        if self.outcome not in outcomes:
            _refuse("outcome", outcomes)
        found = ledger.follow_up(self.follow_up)
        if found is None:
            words = N_("There is no follow-up “{follow_up}”.")
            raise BadRequest(words, follow_up=self.follow_up)
        if found.outcome is not None:
            raise WrongState(N_("This follow-up is settled already."))
        settled = replace(found, outcome=self.outcome)
        ledger.put_follow_up(settled)
        told = {"follow_up": settled.id, "outcome": self.outcome}
        ledger.record("follow_up_settled", data=told)
        return {"follow_up": settled}


def refuse_reference(office: Office, reference: str) -> None:
    """Raise BadRequest where people are named by it, or it is none."""
    if not reference or len(reference) > LONGEST_REFERENCE:
        words = N_("A reference has 1 to {longest} characters.")
        raise BadRequest(words, longest=LONGEST_REFERENCE)
    if office.follow_ups.refuses_people and tells_who(reference):
        words = N_("A reference is a number of a file, no name and no ID number.")
        raise BadRequest(words)


def day_of(field: str, words: str) -> date:
    """A day as ISO 8601 writes it. Raises BadRequest."""
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        told = N_("“{field}” must be a day such as 2026-11-27.")
        raise BadRequest(told, field=field) from error


def _refuse(field: str, known: tuple[str, ...]) -> None:
    words = N_("“{field}” must be one of: {known}.")
    raise BadRequest(words, field=field, known=", ".join(known))
