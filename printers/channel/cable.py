"""Printers on a cable: USB and serial, each by a library of its own."""

from __future__ import annotations

import errno
import importlib
import os
from typing import Any, Final

from printers.channel.channel import CHUNK, Answers, Unreachable
from shared.text.catalogue import N_

_SERIAL_CHUNK: Final = 64
"""At 9600 baud a fifteenth of a second."""
_PRINTER_CLASS: Final = 7


def _library(name: str, missing: str) -> Any:
    # Neither is needed for a printer on the network, so neither need be installed.
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise Unreachable(missing) from error


class UsbChannel:
    """A printer on USB, without a driver of the system."""

    answers = Answers.ALWAYS
    is_exact = False

    def __init__(self, vendor: int, product: int, serial: str | None) -> None:
        missing = N_("USB printers need: pip install pyusb, and libusb 1.0")
        self._core = _library("usb.core", missing)
        self._util = _library("usb.util", missing)
        wanted: dict[str, object] = {"idVendor": vendor, "idProduct": product}
        if serial is not None:
            wanted["serial_number"] = serial
        try:
            self._device = self._core.find(**wanted)
        except ValueError as error:  # pyusb's way to say that there is no libusb
            raise Unreachable(missing) from error
        if self._device is None:
            raise FileNotFoundError(errno.ENODEV, os.strerror(errno.ENODEV))
        try:
            self._claim()
        except OSError:
            self.close()
            raise

    def _claim(self) -> None:
        configuration = self._device.get_active_configuration()
        interface = self._util.find_descriptor(
            configuration, bInterfaceClass=_PRINTER_CLASS
        )
        if interface is None:
            raise Unreachable(N_("this USB device is not a printer"))
        number = interface.bInterfaceNumber
        try:
            if self._device.is_kernel_driver_active(number):
                self._device.detach_kernel_driver(number)
        except NotImplementedError:
            pass  # Windows has no driver to detach.
        self._util.claim_interface(self._device, number)
        self._out = self._endpoint(interface, self._util.ENDPOINT_OUT)
        self._in = self._endpoint(interface, self._util.ENDPOINT_IN)
        if self._out is None:
            raise Unreachable(N_("this USB device is not a printer"))
        if self._in is None:
            self.answers = Answers.NEVER

    def _endpoint(self, interface: Any, direction: int) -> Any:
        def is_it(endpoint: Any) -> bool:
            found: int = self._util.endpoint_direction(endpoint.bEndpointAddress)
            return found == direction

        return self._util.find_descriptor(interface, custom_match=is_it)

    def write(self, data: bytes, seconds: float) -> int:
        """See Channel."""
        taken: int = self._out.write(data[:CHUNK], _milliseconds(seconds))
        return taken

    def read(self, seconds: float) -> bytes:
        """See Channel."""
        if self._in is None:
            return b""
        try:
            return bytes(self._in.read(CHUNK, _milliseconds(seconds)))
        except self._core.USBTimeoutError:
            return b""

    def close(self) -> None:
        """See Channel."""
        self._util.dispose_resources(self._device)


def _milliseconds(seconds: float) -> int:
    # Nought would be for ever.
    return max(1, round(seconds * 1000))


class SerialChannel:
    """A printer on a serial line."""

    answers = Answers.ALWAYS
    is_exact = False

    def __init__(self, path: str, baud: int, seconds: float) -> None:
        library = _library("serial", N_("Serial printers need: pip install pyserial"))
        self._line = library.Serial(
            path, baud, timeout=0, write_timeout=seconds, dsrdtr=True
        )

    def write(self, data: bytes, seconds: float) -> int:
        """See Channel."""
        self._line.write_timeout = seconds
        taken: int = self._line.write(data[:_SERIAL_CHUNK])
        return taken

    def read(self, seconds: float) -> bytes:
        """See Channel."""
        self._line.timeout = seconds
        first: bytes = self._line.read(1)
        rest: bytes = self._line.read(self._line.in_waiting) if first else b""
        return first + rest

    def close(self) -> None:
        """See Channel."""
        self._line.close()
