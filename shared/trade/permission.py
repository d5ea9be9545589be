"""Who may do what, where an office has its people sign on."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from shared.errors import NotAllowed, UnknownStaff, WrongPin
from shared.text.catalogue import N_
from shared.trade.commands.command import Command
from shared.trade.ledger import Ledger
from shared.trade.staff import Member, Role
from shared.trade.ticket import Ticket, TicketState

BY_SUPERVISORS: Final = frozenset(
    {
        "pause_service",
        "close_service",
        "open_service",
        "pause_kiosk",
        "open_kiosk",
        "move_counter",
        "set_priority",
        "post_notice",
        "approve_notice",
        "end_notice",
        "move_bookings",
        "read_comment",
        "answer_comment",
        "hide_comment",
    }
)
"""Commands that want a supervisor, and so `staff` and `pin`."""
_FREE: Final = frozenset({"open_counter", "close_counter", "pause_counter", "sign_off"})
"""Commands of a counter that nobody need be signed on for: to leave, or to begin."""
_ANYBODYS: Final = frozenset({"call_help", "answer_help"})
"""Whoever needs help gets it."""
_BY_STAFF: Final = frozenset({"add_follow_up", "settle_follow_up"})
"""Commands without a counter that want anybody of the staff."""


def acting(ledger: Ledger, command: Command) -> str | None:
    """Who carries a command out (the short name); none: nobody is signed on.

    Raises NotAllowed, UnknownStaff, WrongPin.
    """
    do, counter = command.do, getattr(command, "counter", None)
    if counter is not None and ledger.office.counter(counter) is None:
        # The command itself says so.
        return None
    if do == "sign_on":
        return identified(ledger, command).name
    here = ledger.signed_on(counter) if counter is not None else None
    if not ledger.office.has_sign_on:
        return here
    if do in BY_SUPERVISORS or (do == "cancel" and _is_elsewhere(ledger, command)):
        who = identified(ledger, command)
        if not who.role.may_act_as(Role.SUPERVISOR):
            raise NotAllowed(N_("Only a supervisor may do this."))
        return who.name
    if do in _BY_STAFF:
        return identified(ledger, command).name
    if do in _ANYBODYS and getattr(command, "staff", None) is not None:
        return identified(ledger, command).name
    if counter is not None and do not in _FREE | _ANYBODYS and here is None:
        raise NotAllowed(N_("Sign on at counter {counter} first."), counter=counter)
    return here


def identified(ledger: Ledger, command: Command) -> Member:
    """Whom `staff` and `pin` of a command name.

    Raises NotAllowed without them, UnknownStaff, WrongPin.
    """
    name = getattr(command, "staff", None)
    if name is None:
        raise NotAllowed(N_("Say who you are: short name and PIN."))
    member = member_called(ledger, name)
    if member is None:
        raise UnknownStaff(staff=name)
    if ledger.now < member.wait_until():
        words = N_("Too many wrong PINs for {staff}. Wait a little.")
        raise WrongPin(words, staff=name)
    if not member.has_pin(getattr(command, "pin", None) or ""):
        raise WrongPin(staff=name)
    if member.wrong:
        ledger.put_member(replace(member, wrong=0))
    return member


def member_called(ledger: Ledger, name: str) -> Member | None:
    """The member of staff of that short name, or none."""
    return next((each for each in ledger.staff() if each.name == name), None)


def _is_elsewhere(ledger: Ledger, command: Command) -> bool:
    """Whether a number to be cancelled is not the counter's own.

    A kiosk may take back a number that it gave out and nobody waits for.
    """
    counter = getattr(command, "counter", None)
    found = ledger.find_ticket(getattr(command, "label", ""), ledger.day)
    if counter is None and found is not None:
        is_by_itself = getattr(command, "staff", None) is None
        return not (is_by_itself and _is_kiosks_own(ledger, found))
    if counter is None or found is None:
        return counter is None
    return found.state is not TicketState.WAITING and found.counter != counter


def _is_kiosks_own(ledger: Ledger, ticket: Ticket) -> bool:
    is_kiosk = ledger.office.kiosk(ledger.station) is not None
    is_new = ticket.state is TicketState.WAITING and not ticket.calls
    return is_kiosk and is_new and ledger.issued_by(ticket) == ledger.station


def note_wrong_pin(ledger: Ledger, name: str) -> None:
    """Count a wrong PIN: who guesses waits ever longer. It is logged by its station."""
    member = member_called(ledger, name)
    if member is not None and ledger.now >= member.wait_until():
        wrong = member.wrong + 1
        ledger.put_member(replace(member, wrong=wrong, wrong_at=ledger.now))
