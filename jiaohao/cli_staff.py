"""`jiaohao staff`: the words of the command."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from jiaohao.options import office_option
from jiaohao.terminal import tell, tell_json
from shared.text.catalogue import N_, Catalogue, catalogue, machine_language

if TYPE_CHECKING:
    from jiaohao.staff import Administration

Result = TypeVar("Result")
_ROLES = ("staff", "supervisor", "administrator")
as_option = click.option("--as", "who", metavar="NAME", help="The administrator.")


@click.group(epilog="staff add lin --role supervisor --office /srv/office")
def staff() -> None:
    """Who may sign on, where office.toml has [staff].

    Once an administrator has a PIN, changes want --as and that PIN.
    """


@staff.command(epilog="staff add lin --role supervisor --as chen")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(_ROLES),
    default="staff",
    metavar="ROLE",
    help="What they may do: staff, supervisor or administrator.",
)
@as_option
@office_option
def add(name: str, role: str, who: str | None, office: Path | None) -> None:
    """Somebody may sign on by this short name, once there is a PIN."""
    from shared.trade.staff import Role

    _administered(office, who, lambda staff: staff.add(name, Role(role)))
    tell(catalogue(machine_language())(N_("{name} is on the list."), name=name))


@staff.command(epilog="staff pin lin --as chen")
@click.argument("name")
@as_option
@office_option
def pin(name: str, who: str | None, office: Path | None) -> None:
    """Set somebody's PIN; it is asked for, or read as a line from standard input."""
    say = catalogue(machine_language())
    new = _asked(say(N_("New PIN of {name}"), name=name))
    _administered(office, who, lambda staff: staff.set_pin(name, new))
    tell(say(N_("{name} can sign on."), name=name))


@staff.command(epilog="staff kiosk-pin")
def kiosk_pin() -> None:
    """Print what office.toml keeps of a PIN for the kiosks' page for maintenance.

    The PIN is asked for, or read as a line from standard input.
    """
    from shared.errors import OfficeMistake
    from shared.office.pin import NO_PIN, is_pin, pin_hash

    new = _asked(catalogue(machine_language())(N_("New PIN for the kiosks")))
    if not is_pin(new):
        raise OfficeMistake(NO_PIN)
    tell(f'[maintenance]\npin = "{pin_hash(new).written}"')


@staff.command("list", epilog="staff list --json")
@click.option("--json", "is_json", is_flag=True, help="One JSON object.")
@office_option
def list_(is_json: bool, office: Path | None) -> None:
    """Who may sign on, with which role."""
    from shared.trade.staff import ROLES
    from shared.wire.json_text import to_json

    say = catalogue(machine_language())
    members = _administered(office, None, lambda staff: staff.members())
    if is_json:
        found = [
            {"staff": each.name, "role": each.role.value, "pin": bool(each.pin_hash)}
            for each in members
        ]
        tell_json(to_json({"staff": found}))
        return
    if not members:
        tell(say(N_("Nobody yet: jiaohao staff add NAME")))
    for each in members:
        role = say(ROLES[each.role])
        words = N_("{name}: {role}") if each.pin_hash else N_("{name}: {role}, no PIN")
        tell(say(words, name=each.name, role=role))


@staff.command(epilog="staff remove lin --as chen")
@click.argument("name")
@as_option
@office_option
def remove(name: str, who: str | None, office: Path | None) -> None:
    """Nobody signs on by this name any more."""
    _administered(office, who, lambda staff: staff.remove(name))
    tell(catalogue(machine_language())(N_("{name} is off the list."), name=name))


def _administered(
    office: Path | None, who: str | None, work: Callable[[Administration], Result]
) -> Result:
    from jiaohao.deadline import LONGEST_LOOK, within
    from jiaohao.staff import Administration
    from shared.office.folder import named_folder

    say = catalogue(machine_language())
    pin = asked_pin(who, say) if who is not None else ""
    return within(
        LONGEST_LOOK,
        named_folder(office),
        lambda: work(Administration(office, who, pin)),
    )


def asked_pin(who: str, say: Catalogue) -> str:
    """The PIN of who acts, typed or read."""
    return _asked(say(N_("PIN of {name}"), name=who))


def _asked(prompt: str) -> str:
    """A PIN typed unseen, or a line of standard input where nobody types."""
    if sys.stdin.isatty():
        return str(click.prompt(prompt, hide_input=True))
    return sys.stdin.readline().strip()
