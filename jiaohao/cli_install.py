"""`jiaohao pack`, `unit`, `licences`: the words of the commands about installing."""

from __future__ import annotations

from pathlib import Path

import click

from jiaohao.options import PlaceName, office_option
from jiaohao.terminal import tell
from shared.errors import OfficeMistake
from shared.office.folder import named_folder
from shared.text.catalogue import N_, catalogue, machine_language

_STATIONS = ("kiosk", "counter", "display", "page", "ship")


@click.command(epilog="pack /media/usb/jiaohao")
@click.argument("folder", type=PlaceName())
def pack(folder: Path) -> None:
    """Make the folder that an office copies to its share.

    It holds this version for Debian 12 and 13 and for Windows, and start.py, which
    installs it to a machine's own disk and runs it from there. Needs a network, and the
    folder of the source.
    """
    from jiaohao.pack.packing import pack as packed

    say = catalogue(machine_language())
    getting = N_("Fetching what {machine} needs")
    version = packed(folder, lambda name: tell(say(getting, machine=name)))
    tell(say(N_("Packed: {folder}"), folder=version))
    words = N_("Copy all of {folder} to the share; READ ME.txt is in it.")
    tell(say(words, folder=folder))


@click.command(epilog="unit kiosk kiosk-1 --office /srv/office")
@click.argument("kind", type=click.Choice(_STATIONS), metavar="KIND")
@click.argument("name", required=False)
@click.option("--install", "is_installed", is_flag=True, help="Write and start it.")
@office_option
def unit(kind: str, name: str | None, is_installed: bool, office: Path | None) -> None:
    """Print the systemd unit that keeps a station at work on this machine.

    KIND is kiosk, counter, display, page or ship; NAME the kiosk's, the counter's
    number, or which lobby screen.
    """
    from jiaohao.pack import unit as units

    say = catalogue(machine_language())
    if (name is None) != (kind in units.NAMELESS):
        raise OfficeMistake(N_("Say which one: a kiosk, a counter or a screen."))
    words = [each for each in (kind, name) if each]
    folder = named_folder(office).absolute()
    text = units.unit_text(words, folder, units.this_machine())
    if not is_installed:
        tell(text.rstrip("\n"))
        return
    file = units.unit_name(words)
    units.install(file, text)
    tell(say(N_("{file} is at work. It is taken back by:"), file=file))
    for step in units.way_back(file):
        tell(f"  {step}")


@click.command(epilog="licences textual")
@click.argument("name", required=False)
def licences(name: str | None) -> None:
    """The licences of everything that is shipped; with NAME the words of one."""
    from jiaohao.pack.licences import shipped

    say = catalogue(machine_language())
    known = shipped()
    if name is None:
        widest = max(len(each.name) for each in known)
        for each in known:
            licence = each.licence or say(N_("no licence is stated"))
            tell(f"{each.name:{widest}}  {each.version:12}  {licence}")
        return
    found = next((each for each in known if each.name.lower() == name.lower()), None)
    if found is None:
        raise OfficeMistake(N_("“{name}” is not shipped."), name=name)
    tell("\n\n".join(found.texts) or say(N_("It comes without the words.")))
