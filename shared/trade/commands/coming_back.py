"""The command by which a number of an earlier day comes back to its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from shared.errors import UnknownTicket, WrongState
from shared.text.catalogue import N_
from shared.trade.admission import known_service
from shared.trade.commands.command import Answer, Text, command
from shared.trade.commands.follow_ups import day_of
from shared.trade.commands.visits import Issue
from shared.trade.ledger import Ledger
from shared.trade.moves import give_out
from shared.trade.ticket import Ticket, TicketState


@command("come_back")
class ComeBack:
    """Somebody who was not served on an earlier day has a number of today, whose turn
    is by when they came then. Once for each number, within the service's days."""

    label: Text
    day: Text
    """ISO 8601: of the number that was not served."""
    channel: Text = "kiosk"

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        day = day_of("day", self.day)
        before = self._before(ledger, day)
        issue = Issue(
            service=before.service,
            priority=before.priority,
            language=before.language,
            channel=self.channel,
            needs_help=before.needs_help,
        )
        issue.refuse_paused(ledger)
        drafted = replace(
            issue.draft(ledger.office, ledger.now),
            due_at=before.due_at,
            came_from=before.key,
        )
        promised = replace(drafted, promised=ledger.promise(drafted))
        came_from = {"label": self.label, "day": self.day}
        return {"ticket": give_out(ledger, promised, came_from=came_from)}

    def _before(self, ledger: Ledger, day: date) -> Ticket:
        found = ledger.find_ticket(self.label, day.isoformat())
        if found is None:
            raise UnknownTicket(label=self.label)
        most = known_service(ledger.office, found.service).come_back_days
        ago = (date.fromisoformat(ledger.day) - day).days
        if found.state is not TicketState.EXPIRED or not 0 < ago <= most:
            words = N_("{label} of {day} does not come back: take a new number.")
            raise WrongState(words, label=self.label, day=self.day)
        if ledger.has_come_back(found):
            words = N_("{label} of {day} has come back already.")
            raise WrongState(words, label=self.label, day=self.day)
        return found
