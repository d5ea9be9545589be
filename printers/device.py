"""Where a paper goes: to a printer on the network or at this machine, or to a file."""

from __future__ import annotations

import errno
import logging
import os
import re
import select
import socket
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from printers.paper import Paper
from shared.errors import JiaohaoError
from shared.office import Printer
from shared.text import N_

if TYPE_CHECKING:
    from PIL import Image

NOWHERE: Final = "none"
"""The address of a printer that prints nothing."""
DOTS: Final = {58: 384, 80: 576}
"""The dots a printer has across, by the width of its paper in millimetres."""
PORT: Final = 9100
PATIENCE_SECONDS: Final = 5.0
"""How long a printer may take nothing."""
_HIGHEST_BAND: Final = 255
"""Dots; many printers keep no more of a picture at once."""
_WHITE_BAND: Final = re.compile(r"( {8,})")
_REAL_TIME: Final = re.compile(rb"\x10[\x04\x05\x14]")
"""DLE EOT, DLE ENQ, DLE DC4: printers obey them even in the middle of a picture."""
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
    """The paper as an ESC/POS job: reset, the picture in bands, cut."""
    # Pillow takes 45 ms to import and a kiosk without a printer needs none.
    from printers.drawing import as_picture
    from printers.faces import find_font

    job = _dummy()
    job.hw("INIT")
    job._raw(_raster(as_picture(paper, DOTS[printer.paper_mm], find_font())))
    job.cut("PART")
    output: bytes = job.output
    return output


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


def _dummy() -> Any:
    """A python-escpos printer that only remembers what it is told."""
    # python-escpos takes 200 ms to import, and it gives the root logger a handler
    # that writes on the screen, unless there is one.
    silence = logging.NullHandler()
    logging.root.addHandler(silence)
    try:
        from escpos.printer import Dummy
    finally:
        logging.root.removeHandler(silence)
    # A printer without a width would make it print to the screen.
    return Dummy(profile="TM-T20II")


def _raster(picture: Image.Image) -> bytes:
    """The picture from top to bottom in bands, each no wider than its ink."""
    stride = picture.width // 8
    rows = picture.tobytes()
    white = b"\xff" * stride
    marks = "".join(
        " " if rows[start : start + stride] == white else "#"
        for start in range(0, len(rows), stride)
    )
    bands: list[bytes] = []
    top = 0
    for part in _WHITE_BAND.split(marks):
        bottom = top + len(part)
        if part.isspace():
            bands.append(_feed(len(part)))
        elif part:
            bands.append(_band(picture.crop((0, top, picture.width, bottom))))
        top = bottom
    return b"".join(bands)


@lru_cache
def _feed(dots: int) -> bytes:
    """A white band; the feed commands go another way on every make of printer."""
    from PIL import Image

    job = _dummy()
    job.image(Image.new("1", (8, dots), 1), fragment_height=_HIGHEST_BAND)
    output: bytes = job.output
    return output


def _band(picture: Image.Image) -> bytes:
    """A band cut off at the right, and moved until its bytes hold no command."""
    from PIL import ImageChops

    from printers.drawing import MARGIN

    ink = ImageChops.invert(picture.convert("L")).getbbox()
    assert ink is not None
    band = picture.crop((0, 0, -(-ink[2] // 8) * 8, picture.height))
    job = _dummy()
    for shift in range(MARGIN):
        job.clear()
        job.image(ImageChops.offset(band, -shift, 0), fragment_height=_HIGHEST_BAND)
        if not _REAL_TIME.search(job.output):
            break
    output: bytes = job.output
    return output
