"""A kiosk with a real spooler and a real station, to be asked for papers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk.papers import SpooledPapers
from printers.jobs.spooler import Spooler
from printers.session.outcome import Outcome
from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.office.model import Office
from shared.office.reader import load_office
from shared.trade.ticket import Ticket
from shared.wire.client import Client
from shared.wire.decoder import ticket_from_json
from tests.invariants import check_file
from tests.kiosk.support import happened
from tests.printers.plain_jobs import QUICK, draw_plainly
from tests.support import OFFICE, station_link


class Kiosk:
    """A kiosk without its screen."""

    spooler: Spooler

    def __init__(
        self,
        folder: Path,
        office: Office,
        name: str,
        kind: type[Spooler],
        **options: Any,
    ) -> None:
        self.folder = folder
        self._kind, self._options = kind, {"draw": draw_plainly, "patience": QUICK}
        self._options |= options
        self.client: Client = station_link(folder, name)
        self._office, self._name = office, name
        self.papers = SpooledPapers(office, self.client, self._make_spooler)

    def _make_spooler(self, on_change: Callable[[], None]) -> Spooler:
        self.spooler = self._kind(
            self._office, self._name, on_change=on_change, **self._options
        )
        return self.spooler

    @contextmanager
    def killed(self) -> Iterator[Spooler]:
        """What its process still did of which the office never heard."""
        spooler = Spooler(self._office, self._name, **self._options)
        spooler.start()
        assert spooler.when_open().result(20)
        yield spooler
        spooler.close(20)

    async def restart(self) -> None:
        """Another process of this kiosk, with the same station."""
        await self.papers.close()
        self.papers = SpooledPapers(self._office, self.client, self._make_spooler)
        self.papers.start(self.papers.look, asyncio.ensure_future)

    async def issue(self) -> Ticket:
        answer = await self.client.ask("issue", service="jobs")
        return ticket_from_json(answer["ticket"])

    async def delivered(self, ticket: Ticket) -> Outcome | None:
        """Kept, then waited for, as the panel does it."""
        await self.papers.keep(ticket)
        return await self.papers.deliver(ticket)

    async def until(self, is_so: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not is_so():
                self.papers.look()
                await asyncio.sleep(0.01)

    @property
    def shown(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What the office shows of printers: how each is, and its papers."""
        hall = self.client.hall
        return [
            (each.condition, [(job.label, job.state) for job in each.jobs])
            for each in (hall.printers if hall is not None else ())
        ]

    def events(self, *kinds: str) -> list[dict[str, Any]]:
        return [event for event in happened(self.folder) if event["kind"] in kinds]


@asynccontextmanager
async def kiosk_with(
    folder: Path,
    address: str,
    name: str = "kiosk-1",
    *,
    kind: type[Spooler] = Spooler,
    fallback: str = "",
    **options: Any,
) -> AsyncIterator[Kiosk]:
    own = f'address = "{address}"'
    text = OFFICE.replace('address = "none"', own)
    if fallback:
        second = f'[[printers]]\nname = "second"\naddress = "{fallback}"\n'
        text = text.replace(own, f'{own}\nfallback = "second"') + second
    (folder / OFFICE_FILE).write_text(text, encoding="utf-8")
    office = load_office(folder)
    if office.kiosk(name) is None:
        office = replace(office, kiosks=(replace(office.kiosks[0], name=name),))
    kiosk = Kiosk(folder, office, name, kind, **options)
    kiosk.client.start()
    kiosk.papers.start(kiosk.papers.look, asyncio.ensure_future)
    try:
        yield kiosk
    finally:
        await kiosk.papers.close()
        await kiosk.client.close()
        check_file(folder / QUEUE_FILE)
