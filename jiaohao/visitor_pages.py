"""`jiaohao page`: where it serves, and what the clerk at the telephone reads."""

from __future__ import annotations

import importlib.util
import socket
from pathlib import Path
from typing import TYPE_CHECKING

from jiaohao.deadline import LONGEST_LOOK, within
from jiaohao.listeners import listened
from jiaohao.listening_place import listening_at, said_place
from jiaohao.screens import office_of
from jiaohao.terminal import tell
from shared.errors import OfficeMistake
from shared.office.folder import named_folder
from shared.office.model import Office
from shared.office.visitor_pages import LISTEN, VisitorPages
from shared.text.catalogue import N_, Catalogue
from shared.wire.client import Client

if TYPE_CHECKING:
    from display.listening import Listener


class PagesMissing(OfficeMistake):
    """What the pages need is not installed."""

    text = N_("The pages need two more packages: pip install 'jiaohao[web]'")


def run_page(given: Path | None, listen: str | None, say: Catalogue) -> int:
    """Serve the pages until a signal; returns the exit status."""
    if not all(map(importlib.util.find_spec, ("starlette", "uvicorn"))):
        raise PagesMissing
    _, office = office_of(given)
    usual = office.pages.listen if office.pages is not None else LISTEN
    with listening_at(listen or usual) as listening:
        place = f"http://{said_place(listening)}"
        _tell_where(office, place, say)

        def made(folder: Path, office: Office, client: Client) -> Listener:
            from jiaohao.page.server import PageStation

            pages = office.pages or VisitorPages(place)
            return PageStation(folder, office, client, pages, listening)

        def station(office: Office) -> str | None:
            # Only who has a name changes anything; one machine may serve at several
            # places.
            port = listening.getsockname()[1]
            name = f"page-{socket.gethostname()}-{port}"
            return name if _changes_anything(office) else None

        return listened(given, "page", made, station)


def _changes_anything(office: Office) -> bool:
    """Whether people may do more on the pages than look."""
    pages = office.pages
    may = pages is not None and (pages.may_give_back or pages.may_step_out)
    return may or bool(office.appointments.bookable) or office.survey is not None


def _tell_where(office: Office, place: str, say: Catalogue) -> None:
    tell(say(N_("The pages are at {address}"), address=f"{place}/"))
    if office.pages is None:
        tell(say(N_("No ticket says so: office.toml has no [page] with an address.")))
    elif not office.pages.address.startswith("https://"):
        words = N_(
            "This is plain HTTP: for the hall's own Wi-Fi only. For the internet set a"
            " web server with TLS before it (docs/page.md)."
        )
        tell(say(words))


def tell_hall(given: Path | None, language: str) -> None:
    """Print what the page of the hall says, for who answers the telephone."""
    from jiaohao import status
    from jiaohao.page.look import Look
    from jiaohao.page.text import lines

    place = named_folder(given)
    office, hall = within(LONGEST_LOOK, place, lambda: status.look(given))
    known = language if language in office.languages else office.language
    address = office.pages.said if office.pages is not None else ""
    look = Look(office, hall, hall.as_of, 0.0, known, address=address)
    tell("\n".join(lines(look)))
