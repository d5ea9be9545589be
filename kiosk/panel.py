"""The kiosk: presses become one number, shown and on paper."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.message import Message as TextualMessage

from kiosk.appointments import Appointments
from kiosk.durations import BACK_SECONDS
from kiosk.given import Given
from kiosk.issuer import Issuer
from kiosk.keys import SayAgain, Scanned
from kiosk.maintenance.acts import Leave, Restart
from kiosk.maintenance.corner import Corner
from kiosk.maintenance.visit import MaintenanceVisit
from kiosk.pages.booking import Offered
from kiosk.pages.enquiry import Found
from kiosk.pages.message import STILL_THERE, Message
from kiosk.pages.painter import paint
from kiosk.papers import Papers
from kiosk.reading import Reading, for_the_ear, place_of, reading_of
from kiosk.sheet import Sheet
from kiosk.touched import Touched
from kiosk.view import View
from kiosk.visit import Visit
from kiosk.way import Way
from shared.canvas.grid import Grid
from shared.canvas.words import Words
from shared.clock import now_ms
from shared.machine.share_clock import machine_ticks
from shared.office.model import Office
from shared.wire.client import OLD_SECONDS, Client

if TYPE_CHECKING:
    from kiosk.guide import Guide

STAFF_KEY: Final = "f12"
"""Asks for the PIN; no keypad of a visitor has it."""


class KioskPanel(Touched):
    """All that the kiosk shows, in any size; it starts and closes `client`."""

    DEFAULT_CSS = "KioskPanel { width: 1fr; height: 1fr; }"

    @dataclass
    class LeftByStaff(TextualMessage):
        """The staff want the kiosk to end, or to begin anew."""

        how: Restart | Leave

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        papers: Papers,
        words: Words | None = None,
        back_seconds: float = BACK_SECONDS,
        new_guide: Callable[[], Guide] | None = None,
    ) -> None:
        """`words` keeps the masks of what is drawn between starts.

        `new_guide` makes what reads the pages out, once somebody wishes it; without
        it all is silent.
        """
        super().__init__()
        self._office = office
        self._client = client
        self._issuer = Issuer(office, client)
        self._appointments = Appointments(office, client)
        self._papers = papers
        self._words = words or Words()
        self.visit = Visit(
            office,
            self._issuer,
            self._appointments,
            papers,
            self,
            new_id=client.new_id,
            back_seconds=back_seconds,
        )
        """The person who stands before it, or nobody."""
        self.maintenance = MaintenanceVisit(
            office, papers, self, machine_ticks, self._leave
        )
        """The staff, who may come between."""
        self._corner = Corner()
        self._new_guide = new_guide
        self._guide: Guide | None = None
        self._is_due = self._knows_hall = False
        self._painted: object = None

    def on_mount(self) -> None:
        self._client.on_change = self._hear_soon
        self._client.start()
        self._papers.start(self._hear_soon, self.run_worker)
        self.run_worker(self._issuer.settle_left(self._papers))
        if self._office.appointments.bookable:
            self.run_worker(self._appointments.settle_left())
        self.set_interval(1, self.tick)
        self._hear()

    async def on_unmount(self) -> None:
        if self._guide is not None:
            await self._guide.close()
        await self._papers.close()
        await self._client.close()

    @property
    def view(self) -> View:
        """What the page knows now."""
        client = self._client
        is_old = client.age() > OLD_SECONDS
        hall = None if is_old else client.hall
        is_away = client.trouble is not None or (client.hall is not None and is_old)
        return View(
            self._office,
            self.maintenance.way or self.visit.way,
            client.hall.as_of + round(client.age() * 1000) if client.hall else now_ms(),
            hall,
            is_away=is_away,
            may_issue=client.may_issue or not is_away,
            may_print=self._papers.has_printer,
            paper=self._papers.trouble,
            kiosk=client.station,
            told=self.maintenance.told,
            wait_seconds=self.maintenance.wait_seconds,
        )

    # What is seen

    def repaint(self) -> None:
        """Paint the page anew, and send what changed of it."""
        if not all(self.size):
            return
        view = self.view
        key = (
            *(view.way, *self._shown, self.size, view.told, view.wait_seconds),
            *(self._pressed, self._keys.at, view.time, view.is_away, view.paper),
            view.may_issue,
            view.hall and (view.hall.services, view.hall.kiosks),
            view.has_called_staff,
        )
        if key == self._painted:
            return
        self._painted = key
        sheet, grid = self.show_page(view, partial(self._painted_sheet, view))
        self._read_out(view, sheet, grid)

    def _read_out(self, view: View, sheet: Sheet, grid: Grid) -> None:
        if self._guide is None:
            if self._new_guide is None or not view.way.is_read_out:
                return
            self._guide = self._new_guide()

        def read() -> Reading:
            heard = for_the_ear(view)
            return reading_of(view, sheet, self._painted_sheet(heard, grid, None))

        page = place_of(view, self._shown)
        self._guide.follow(view.way, page, self._keys.at, read)

    def _painted_sheet(self, view: View, grid: Grid, focused: object) -> Sheet:
        sheet = Sheet(grid, self._words, pressed=self._pressed, focused=focused)
        given, message, found = self._shown
        paint(sheet, view, given=given, message=message, found=found)
        return sheet

    # What is pressed

    def take_key(self, event: events.Key, sheet: Sheet) -> None:
        """See Touched."""
        if event.key == STAFF_KEY:
            self.maintenance.open(self.way)
            return
        way = self.maintenance.way or self.way
        meant = self._keys.press(
            event, sheet.targets, way, is_covered=any(self._shown[:2])
        )
        if isinstance(meant, SayAgain):
            if self._guide is not None:
                self._guide.say_again()
        elif isinstance(meant, Scanned) and self.maintenance.way is not None:
            self.maintenance.hear_scanner()
        elif isinstance(meant, Scanned):
            self.visit.scan(meant.words, self._office.business_day(self.view.now))
        elif meant is not None and self.is_calm:
            self.act(meant)

    def act(self, meant: object) -> None:
        """Carry out what a press means."""
        if self.maintenance.way is not None:
            self.maintenance.act(meant)
        else:
            self.visit.act(meant)

    def touch(self) -> None:
        """See Touched: the page stays."""
        self.visit.touch()
        self.maintenance.touch()

    def is_for_staff(self, event: events.MouseDown) -> bool:
        """See Touched: whether it is the last press on the corner that opens."""
        rule = self._office.maintenance
        if rule is None or not rule.has_corner:
            return False
        is_last = self._corner.touch(event.x, event.y, self.size, event.time)
        if is_last:
            self.maintenance.open(self.way)
        return is_last

    def _leave(self, how: Restart | Leave) -> None:
        self.post_message(self.LeftByStaff(how))

    def _hear_soon(self) -> None:
        # As a message: a fault then ends the screen, else it would only be logged.
        self.call_later(self._hear)

    def _hear(self) -> None:
        client = self._client
        self._papers.look()
        self.visit.look_again()
        self.refuse_taken(client)
        if self._is_due or not self._knows_hall:
            # In a busy hall the counts on the page change once a second, no oftener.
            self._is_due, self._knows_hall = False, client.hall is not None
            self.repaint()

    # What time does

    def tick(self) -> None:
        """A second has passed."""
        self._is_due = True
        is_heard = self._guide is not None and self._guide.is_speaking
        if is_heard and self.visit.message is not STILL_THERE:
            # Who listens is there, and reads slower than who sees.
            self.visit.touch()
        if self.maintenance.way is not None:
            # What the visitor has before them waits underneath.
            self.maintenance.tick()
        else:
            self.visit.tick()
        self._hear()

    # What the visit wants shown

    def run(self, work: Coroutine[Any, Any, None]) -> object:
        """See Stage; a mistake in it ends the screen."""
        return self.run_worker(work)

    def rested(self) -> None:
        """See Stage."""
        self._keys.leave()

    @property
    def _shown(
        self,
    ) -> tuple[Given | None, Message | None, Found | Offered | None]:
        visit = self.visit
        if self.maintenance.way is not None:
            return None, None, None
        return visit.given, visit.message, visit.found

    @property
    def way(self) -> Way:
        """Where the person is, and what they chose."""
        return self.visit.way

    @property
    def given(self) -> Given | None:
        """The number that is shown, if any."""
        return self.visit.given

    @property
    def message(self) -> Message | None:
        """What is said instead of a page, if anything."""
        return self.visit.message

    @property
    def is_at_start(self) -> bool:
        """Whether the first page is shown."""
        return self.visit.is_at_start and self.maintenance.way is None
