"""[page] of office.toml: where visitors reach their pages, and what stands before."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from shared.office.table import Table
from shared.text.catalogue import N_

LONGEST_ADDRESS: Final = 60
"""Characters: with a code behind it the QR code of a ticket is still read."""
_ADDRESS: Final = re.compile(
    r"(?:(https?)://)?([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::(\d{1,5}))?"
    r"((?:/[A-Za-z0-9._~-]+)*)/?"
)
_PLACE: Final = re.compile(r"([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):(\d{1,5})")
_HIGHEST_PORT: Final = 65_535


@dataclass(frozen=True, slots=True)
class VisitorPages:
    """The pages that visitors open on their telephones."""

    address: str
    """As visitors reach them, such as "https://queue.example.tw/yk", no "/" behind."""
    own_listen: str | None = None
    """Where `jiaohao page` serves, as host:port, where that is another place."""
    proxies: tuple[str, ...] = ()
    """The addresses (IP) of web servers in front that are believed who asks."""
    may_give_back: bool = False
    """Whether people may give their number back."""
    may_step_out: bool = False
    """Whether people may go outside and keep their place."""
    has_open_data: bool = False
    """Whether the open data of the reports are served to everybody."""

    @property
    def host(self) -> str:
        """The host of the address, in small letters, without a port."""
        return urlsplit(self.address).hostname or ""

    @property
    def prefix(self) -> str:
        """The path of the address, such as "/yk"; "" where it has none."""
        return urlsplit(self.address).path

    @property
    def said(self) -> str:
        """The address as it is said on the telephone."""
        return self.address.removeprefix("https://").removeprefix("http://")

    @property
    def listen(self) -> str:
        """Where `jiaohao page` serves, as host:port."""
        if self.own_listen is not None:
            return self.own_listen
        parts = urlsplit(self.address)
        # A web server in front has the TLS; it stands on this machine.
        return parts.netloc if parts.scheme == "http" and parts.port else LISTEN


LISTEN: Final = "127.0.0.1:8080"
"""Where the pages are served if nothing else is said."""


def place_of(listen: str) -> tuple[str, int] | None:
    """Host and port of words such as "127.0.0.1:8080" or "[::1]:0"; none: neither."""
    found = _PLACE.fullmatch(listen)
    if found is None or int(found[2]) > _HIGHEST_PORT:
        return None
    return found[1].strip("[]"), int(found[2])


def address_in(words: str) -> str | None:
    """An address as people write it, whole and without a "/" behind; none: no such."""
    found = _ADDRESS.fullmatch(words)
    if found is None or int(found[3] or 1) not in range(1, _HIGHEST_PORT + 1):
        return None
    words = words.rstrip("/")
    return words if "://" in words else f"http://{words}"


def is_proxy(words: str) -> bool:
    """Whether they are the address (IP) of a web server in front."""
    try:
        ipaddress.ip_address(words)
    except ValueError:
        return False
    return True


NO_PROXY: Final = N_("“{value}” is not the address of a web server.")


def read_pages(top: Table) -> VisitorPages | None:
    """The table [page]; none where it is absent."""
    table = top.table("page")
    if table is None:
        return None
    pages = VisitorPages(
        _address(table),
        _listen(table) if table.has("listen") else None,
        _proxies(table),
        may_give_back=table.flag("give_back"),
        may_step_out=table.flag("step_out"),
        has_open_data=table.flag("open_data"),
    )
    table.close()
    return pages


def _address(table: Table) -> str:
    words = table.words("address")
    found = address_in(words)
    if words and (found is None or len(words) > LONGEST_ADDRESS):
        table.note(
            "address",
            N_("“{value}” is not an address that a QR code of a ticket can say."),
            N_("such as https://queue.example.tw, at most {longest} characters"),
            value=words,
            longest=LONGEST_ADDRESS,
        )
        return ""
    return found or ""


def _listen(table: Table) -> str:
    words = table.words("listen")
    if words and place_of(words) is None:
        table.note(
            "listen",
            N_("“{value}” is not a place to serve at."),
            N_("an address of this machine and a port, such as 127.0.0.1:8080"),
            value=words,
        )
    return words


def _proxies(table: Table) -> tuple[str, ...]:
    if not table.has("proxies"):
        return ()
    found = table.listed("proxies")
    for words in found:
        if not is_proxy(words):
            how = N_("an IP address such as 192.168.1.5")
            table.note("proxies", NO_PROXY, how, value=words)
    return found
