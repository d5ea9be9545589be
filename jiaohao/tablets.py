"""`jiaohao tablet`: reception's kiosk or concierge in a browser."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from jiaohao.listening_place import listening_at, said_place
from jiaohao.screens import office_of, refuse_unknown_kiosk
from jiaohao.terminal import tell
from shared.errors import OfficeMistake
from shared.machine.own_process import own_command
from shared.text.catalogue import N_, Catalogue


class TabletMissing(OfficeMistake):
    """What shows a screen in a browser is not installed."""

    text = N_("This needs one more package: pip install 'jiaohao[tablet]'")


def run_tablet(
    given: Path | None, name: str, listen: str, say: Catalogue, *, is_staff: bool
) -> int:
    """Serve a kiosk's screen to a browser until a signal; returns the exit status."""
    if not importlib.util.find_spec("textual_serve"):
        raise TabletMissing
    folder, office = office_of(given, is_start=True)
    refuse_unknown_kiosk(office, name)
    staff = ("--staff",) if is_staff else ()
    words = ("kiosk", *staff, "--office", str(folder), "--", name)
    with listening_at(listen) as listening:
        from jiaohao.tablet.server import TabletServer

        address = f"http://{said_place(listening)}/"
        tell(say(N_("The screen is at {address}"), address=address))
        nobody = N_(
            "There is no password: whoever reaches this address can use the screen. Let"
            " only reception's tablet reach it (docs/page.md)."
        )
        tell(say(nobody))
        title = f"{office.name.say(office.language)} {name}"
        TabletServer(own_command("jiaohao", *words), listening, title, say).serve()
    return 0
