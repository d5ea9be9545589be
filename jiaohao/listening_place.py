"""Where something of ours is served in the network: the address, and its socket."""

from __future__ import annotations

import socket
from typing import Final

from shared.errors import BadRequest
from shared.office.visitor_pages import place_of
from shared.text.catalogue import N_
from shared.text.reasons import why

_BACKLOG: Final = 1_024


class PlaceTaken(BadRequest):
    """Nothing can be served at an address."""

    text = N_(
        "Nothing can be served at {place} ({reason}). Is another one at work there?"
        " Choose another: --listen ADDRESS"
    )
    exit_status = 1


def listening_at(listen: str) -> socket.socket:
    """A socket that listens at an address with a port.

    Raises BadRequest, PlaceTaken.
    """
    place = place_of(listen)
    if place is None:
        words = N_("“{value}” is not an address and a port, such as 127.0.0.1:8080.")
        raise BadRequest(words, value=listen)
    try:
        return _bound(*place)
    except OSError as error:
        raise PlaceTaken(place=listen, reason=why(error)) from error


def said_place(listening: socket.socket) -> str:
    """Where a socket listens, as a browser names it: host and port."""
    host, port = listening.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(_BACKLOG)
    except BaseException:
        made.close()
        raise
    return made
