"""Starting a screen: its office, its link to a station, its app.

The station begins first, with what a screen needs too; only then is the rest loaded.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from jiaohao.deadline import LONGEST_LOOK, within
from jiaohao.station_link import client_of
from jiaohao.terminal import tell
from shared.errors import OfficeMistake, ShareUnavailable
from shared.machine import log
from shared.machine.loading import loading
from shared.office.folder import named_folder
from shared.office.model import Display, Office
from shared.offline.known_office import known_office
from shared.station.office_look import office_now
from shared.text.catalogue import N_

if TYPE_CHECKING:
    from counter.app import CounterApp
    from counter.papers import CounterPapers
    from counter.supervisor.app import SupervisorApp
    from display.app import DisplayApp
    from jiaohao.office_watch import OfficeWatch
    from kiosk.app import KioskApp
    from kiosk.concierge.app import ConciergeApp
    from kiosk.guide import Guide
    from kiosk.papers import Papers
    from kiosk.survey.app import SurveyApp
    from shared.wire.client import Client

ScreenApp: TypeAlias = (
    "KioskApp | ConciergeApp | SurveyApp | CounterApp | SupervisorApp | DisplayApp"
)
Screen: TypeAlias = "tuple[ScreenApp, Client, Office]"


def run_kiosk(folder_given: Path | None, name: str) -> int:
    """The touch screen of a kiosk; returns the exit status."""
    return locked(lambda: _kiosk(folder_given, name))


def locked(made: Callable[[], Screen]) -> int:
    """Show a screen that no key ends, as `shown`."""
    # With it, Textual would let ctrl+c and ctrl+z through.
    os.environ.pop("TEXTUAL_ALLOW_SIGNALS", None)
    return shown(made)


def run_concierge(
    folder_given: Path | None, name: str, language: str | None = None
) -> int:
    """The keyboard screen of reception; returns the exit status."""
    return shown(lambda: _concierge(folder_given, name, language))


def _concierge(folder_given: Path | None, name: str, language: str | None) -> Screen:
    _, office, client, papers = _with_papers(folder_given, name)
    with loading():
        from kiosk.concierge.app import ConciergeApp

    app = ConciergeApp(office, client, papers=papers, language=language)
    return app, client, office


def _kiosk(folder_given: Path | None, name: str) -> Screen:
    folder, office, client, papers = _with_papers(folder_given, name)
    with loading():
        from kiosk.app import KioskApp
        from shared.canvas.words import Words
        from shared.machine.state_folder import MASKS, state_folder

    def new_guide() -> Guide:
        # Few visitors wish to be read to: loaded for the first of them.
        from kiosk.guide import Guide
        from shared.speech.means import find_means

        return Guide(find_means(office, folder))

    words = Words(state_folder() / MASKS)
    app = KioskApp(office, client, papers=papers, words=words, new_guide=new_guide)
    return app, client, office


def _with_papers(
    folder_given: Path | None, name: str
) -> tuple[Path, Office, Client, Papers]:
    """The folder, the office, the station and the printers of a kiosk."""
    folder, office = office_of(folder_given, is_start=True)
    refuse_unknown_kiosk(office, name)
    client = client_of(folder, name, name)
    with loading():
        from kiosk.papers import SpooledPapers
        from printers.jobs.spooler import Spooler

    def spooler(on_change: Callable[[], None]) -> Spooler:
        return Spooler(office, name, on_change=on_change)

    return folder, office, client, SpooledPapers(office, client, spooler)


def refuse_unknown_kiosk(office: Office, name: str) -> None:
    """Raise OfficeMistake where no kiosk of this name is in office.toml."""
    if office.kiosk(name) is None:
        raise OfficeMistake(
            N_("This office has no kiosk “{name}”. It has: {known}"),
            name=name,
            known=", ".join(each.name for each in office.kiosks) or "–",
        )


def run_counter(
    folder_given: Path | None,
    number: int,
    staff: str | None,
    language: str | None = None,
) -> int:
    """The staff's screen of a counter; returns the exit status."""
    return shown(lambda: _counter(folder_given, number, staff, language))


def _counter(
    folder_given: Path | None, number: int, staff: str | None, language: str | None
) -> Screen:
    folder, office = office_of(folder_given, is_start=True)
    place = office.counter(number)
    if place is None:
        raise OfficeMistake(
            N_("This office has no counter {counter}. It has: {known}"),
            counter=number,
            known=", ".join(str(each.number) for each in office.counters),
        )
    name = f"counter-{number}"
    client = client_of(folder, name, name)
    with loading():
        from counter.app import CounterApp
        from counter.tick_file import TickFile

    app = CounterApp(
        office,
        number,
        client,
        staff=staff,
        language=language,
        ticks=TickFile(folder, number),
        papers=_papers(office, client, name, place.printer),
    )
    return app, client, office


def _papers(
    office: Office, client: Client, name: str, printer: str | None
) -> CounterPapers | None:
    """What prints at a counter; none where it has no printer."""
    if printer is None:
        return None
    with loading():
        from counter.papers import CounterPapers
        from printers.jobs.spooler import Spooler

    def spooler(on_change: Callable[[], None]) -> Spooler:
        return Spooler(office, name, printer=printer, on_change=on_change)

    return CounterPapers(office, client, spooler)


def run_supervisor(
    folder_given: Path | None, staff: str | None, language: str | None = None
) -> int:
    """The whole hall, for who leads it; returns the exit status."""
    return shown(lambda: _supervisor(folder_given, staff, language))


def _supervisor(
    folder_given: Path | None, staff: str | None, language: str | None
) -> Screen:
    folder, office = office_of(folder_given, is_start=True)
    # One on every machine: the name says on which.
    name = f"supervisor-{platform.node() or 'here'}"
    client = client_of(folder, name, name)
    with loading():
        from counter.supervisor.app import SupervisorApp

    app = SupervisorApp(office, client, staff=staff, language=language)
    return app, client, office


def run_display(
    folder_given: Path | None,
    shows: Literal["serving", "flow", "both"],
    name: str | None,
) -> int:
    """A lobby screen; returns the exit status."""
    return shown(lambda: _display(folder_given, shows, name), mouse=False)


def _display(
    folder_given: Path | None,
    shows: Literal["serving", "flow", "both"],
    name: str | None,
) -> Screen:
    folder, office, display = display_of(folder_given, name)
    client = client_of(folder, None, display.name)
    with loading():
        from display.app import DisplayApp
        from shared.canvas.words import Words
        from shared.machine.state_folder import MASKS, state_folder

    words = Words(state_folder() / MASKS)
    logo = folder / office.logo if office.logo else None
    app = DisplayApp(
        office, client, shows=shows, display=display, words=words, logo=logo
    )
    return app, client, office


def display_of(
    folder_given: Path | None, name: str | None
) -> tuple[Path, Office, Display]:
    """The office and its display of that name; without a name the first."""
    folder, office = office_of(folder_given)
    known = {display.name: display for display in office.displays}
    if name is not None and name not in known:
        raise OfficeMistake(
            N_("This office has no display “{name}”. It has: {known}"),
            name=name,
            known=", ".join(known) or "–",
        )
    display = known.get(name or next(iter(known), ""), Display("display"))
    return folder, office, display


def office_of(given: Path | None, *, is_start: bool = False) -> tuple[Path, Office]:
    """The office to begin with; `is_start` where a station of its own starts too."""
    folder = named_folder(given)
    try:
        return within(
            LONGEST_LOOK, folder, lambda: office_now(given, is_start=is_start)
        )
    except ShareUnavailable:
        # The screen begins all the same, and says that the share is away.
        office = known_office(folder)
        if office is None:
            raise
        return folder, office


def shown(made: Callable[[], Screen], *, mouse: bool = True) -> int:
    """Show a screen, and one made anew as often as the office changes; the exit
    status."""
    tried = ""
    while True:
        app, client, office = made()
        from jiaohao.office_watch import OfficeWatch

        watch = OfficeWatch(app, client, office, tried)
        status = _run(app, watch, mouse=mouse)
        if status is not None:
            return status
        tried = watch.wanted


def _run(app: ScreenApp, office: OfficeWatch, *, mouse: bool) -> int | None:
    """The exit status of a screen; none where it is to begin anew."""
    from jiaohao.terminal_watch import TerminalWatch

    watch = TerminalWatch(app)
    watch.begin()
    office.begin()
    last_words = app.run(mouse=mouse)
    office.end()
    watch.end()
    is_to_begin_anew = office.wanted or getattr(app, "is_to_begin_anew", False)
    if is_to_begin_anew and not app.return_code:
        return None
    if app._exception is not None:
        # Textual has shown it; nobody may have been there to read it.
        log.crashed(app._exception)
    if isinstance(last_words, str):
        tell(last_words, is_trouble=True)
    return app.return_code or 0
