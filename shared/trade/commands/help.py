"""The commands by which somebody at a counter or a kiosk gets help."""

from __future__ import annotations

from typing import Any

from shared.errors import BadRequest, WrongState
from shared.text.catalogue import N_
from shared.trade.commands.command import Answer, Text, Whole, command
from shared.trade.commands.pauses import refuse_unknown_kiosk
from shared.trade.commands.places import known_counter
from shared.trade.ledger import Ledger
from shared.trade.orders import HelpCall


@command("call_help")
class CallHelp:
    """Ask for help at a counter or a kiosk; asked again, it is the same call."""

    counter: Whole | None = None
    kiosk: Text | None = None
    reason: Text | None = None
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        if (self.counter is None) == (self.kiosk is None):
            raise BadRequest(N_("Either “counter” or “kiosk” is wanted."))
        if self.counter is not None:
            known_counter(ledger.office, self.counter)
        if self.kiosk is not None:
            refuse_unknown_kiosk(ledger.office, self.kiosk)
        for each in ledger.help_calls():
            if (each.counter, each.kiosk) == (self.counter, self.kiosk):
                return {"help": each}
        call = HelpCall(ledger.id, self.counter, self.kiosk, self.reason, ledger.now)
        ledger.put_help(call)
        _record(ledger, "help_called", call, reason=self.reason)
        return {"help": call}


@command("answer_help")
class AnswerHelp:
    """Somebody goes there, or it is settled."""

    help: Text
    counter: Whole | None = None
    """Who goes, where it is somebody at a counter."""
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        if self.counter is not None:
            known_counter(ledger.office, self.counter)
        call = next(
            (each for each in ledger.help_calls() if each.id == self.help), None
        )
        if call is None:
            if ledger.was_help(self.help):
                raise WrongState(N_("Somebody has answered this already."))
            raise BadRequest(N_("There is no call for help “{help}”."), help=self.help)
        ledger.drop_help(call)
        _record(ledger, "help_answered", call, answered_by=self.counter)
        return {"help": call}


def _record(ledger: Ledger, kind: str, call: HelpCall, **told: Any) -> None:
    about = {"help": call.id, "kiosk": call.kiosk, **told}
    kept = {name: value for name, value in about.items() if value is not None}
    ledger.record(kind, counter=call.counter, data=kept)
