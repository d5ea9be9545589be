"""`jiaohao region --page`: the page of a region, for everybody."""

from __future__ import annotations

import asyncio
import importlib.util
from contextlib import closing

from jiaohao.listening_place import listening_at, said_place
from jiaohao.terminal import tell
from jiaohao.visitor_pages import PagesMissing
from shared.errors import BadRequest
from shared.office.visitor_pages import NO_PROXY, VisitorPages, address_in, is_proxy
from shared.postgres.region import Region
from shared.text.catalogue import N_, catalogue, machine_language

_PATIENCE = 3.0
"""Seconds that a page waits for a server that is away."""


def run_region_page(
    database: str, page: str, listen: str | None, proxies: tuple[str, ...]
) -> int:
    """Serve it until a signal; returns the exit status.

    `proxies` (IP) are web servers in front that are believed who asks. A database that
    is away is waited for: the page says how old everything is.
    """
    if not all(map(importlib.util.find_spec, ("starlette", "uvicorn"))):
        raise PagesMissing
    address = address_in(page)
    if address is None:
        words = N_("“{value}” is not an address such as https://queue.example.tw.")
        raise BadRequest(words, value=page)
    for each in proxies:
        if not is_proxy(each):
            raise BadRequest(NO_PROXY, value=each)
    pages = VisitorPages(address, listen, proxies)
    with (
        listening_at(pages.listen) as listening,
        closing(Region(database, patience=_PATIENCE)) as region,
    ):
        from jiaohao.region.page.region_site import serve_region

        say = catalogue(machine_language())
        there = f"http://{said_place(listening)}{pages.prefix}/"
        tell(say(N_("The page of the region is at {address}"), address=there))
        asyncio.run(serve_region(region, pages, listening))
    return 0
