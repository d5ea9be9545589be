"""Opening the way to a printer by its address."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs

from printers.channel.channel import Channel, Unreachable
from printers.channel.files import file_or_device
from printers.channel.network import NetworkChannel
from shared.text.catalogue import N_

BAUD: Final = 9600
_USB: Final = re.compile(r"usb://([\da-fA-F]{4}):([\da-fA-F]{4})(?:/(\S+))?")


def open_channel(address: str, seconds: float) -> Channel:
    """The way to the printer at `address`. Raises OSError."""
    scheme, _, place = address.partition("://")
    try:
        if scheme == "tcp":
            return NetworkChannel(address, seconds)
        if scheme == "usb" and (usb := _USB.fullmatch(address)):
            from printers.channel.cable import UsbChannel

            return UsbChannel(int(usb[1], 16), int(usb[2], 16), usb[3])
        if scheme == "serial":
            from printers.channel.cable import SerialChannel

            path, _, query = place.partition("?")
            baud = parse_qs(query).get("baud", [str(BAUD)])[0]
            return SerialChannel(path, int(baud), seconds)
        if scheme in ("device", "file"):
            return file_or_device(scheme, place)
    except ValueError as error:
        raise Unreachable(N_("this is not the address of a printer")) from error
    raise Unreachable(N_("this is not the address of a printer"))
