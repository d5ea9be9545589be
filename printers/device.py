"""Where a paper goes: to a printer on the network or at this machine, or to a file."""

from __future__ import annotations

import errno
import os
import select
import socket
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from printers import encoding
from printers.paper import Paper
from shared.errors import JiaohaoError
from shared.office import USUAL_DOTS, Printer
from shared.text import N_

NOWHERE: Final = "none"
"""The address of a printer that prints nothing."""
DOTS: Final = USUAL_DOTS
"""The dots a printer usually has across, by the width of its paper in millimetres."""
PORT: Final = 9100
PATIENCE_SECONDS: Final = 5.0
"""How long a printer may take nothing."""
_SILENT: Final = N_("it does not answer")
_REASONS: Final = {
    ConnectionRefusedError: N_("it refuses the connection"),
    ConnectionError: N_("it broke the connection"),
    TimeoutError: _SILENT,
    socket.gaierror: N_("this name is not known in the network"),
    FileNotFoundError: N_("it is not there"),
    PermissionError: N_("this user has no right to it"),
}


class PrinterTrouble(JiaohaoError):
    code = "printer_trouble"
    text = N_(
        "Printer “{printer}” ({address}) does not take the paper ({reason}). "
        "Check its power, its paper and its cable."
    )


def as_bytes(paper: Paper, printer: Printer) -> bytes:
    """The paper as an ESC/POS job for this printer."""
    return encoding.as_bytes(paper, printer.dots, has_cutter=printer.has_cutter)


def send(printer: Printer, data: bytes) -> None:
    """Hand a job over to the printer; that it was taken does not say it came out.

    Waits for a printer at most a few seconds, so call it from a thread of its own.
    Raises PrinterTrouble.
    """
    scheme, _, place = printer.address.partition("://")
    try:
        if scheme == "tcp":
            _send_over_network(printer.address, data)
        elif scheme == "file":
            _send_to_file(place, data)
        elif printer.address != NOWHERE:
            raise ValueError
    except ValueError as error:
        raise PrinterTrouble(
            N_("“{value}” is not the address of a printer."), value=printer.address
        ) from error
    except OSError as error:
        raise PrinterTrouble(
            printer=printer.name, address=printer.address, reason=_reason(error)
        ) from error


def _reason(error: OSError) -> str:
    if error.errno in (errno.EHOSTUNREACH, errno.ENETUNREACH):
        return _SILENT
    known = (words for kind, words in _REASONS.items() if isinstance(error, kind))
    return next(known, str(error))


def _send_over_network(address: str, data: bytes) -> None:
    place = urlsplit(address)
    if not place.hostname:
        raise ValueError
    at = place.hostname, PORT if place.port is None else place.port
    with socket.create_connection(at, PATIENCE_SECONDS) as line:
        line.sendall(data)


def _send_to_file(place: str, data: bytes) -> None:
    # urllib.request takes 40 ms to import and most printers are on the network.
    from urllib.request import url2pathname

    path = Path(os.path.realpath(url2pathname(place)))
    if path.is_char_device():
        _write_device(path, data)
    elif path.is_relative_to("/dev") or (path.exists() and not path.is_file()):
        raise FileNotFoundError(errno.ENODEV, os.strerror(errno.ENODEV), str(path))
    else:
        with path.open("ab") as file:
            file.write(data)


def _write_device(path: Path, data: bytes) -> None:
    device = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        while data:
            _wait_for(device)
            data = data[os.write(device, data) :]
        # The driver drops what is still under way when it is closed.
        _wait_for(device)
    finally:
        os.close(device)


def _wait_for(device: int) -> None:
    _, writable, _ = select.select([], [device], [], PATIENCE_SECONDS)
    if not writable:
        raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
