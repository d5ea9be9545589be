"""Where a printer may be."""

from __future__ import annotations

import pytest

from printers.channel.channel import Unreachable
from printers.channel.opening import open_channel
from shared.office.address import is_address
from tests.shared.office.mistakes import mistakes_in
from tests.support import OFFICE

NO_ADDRESS = [
    "tcp://192.168.1..60:9100",
    "tcp://192.168.1.60:99999",
    "tcp://192.168.1.60:0",
    "tcp://192.168.1.60:",
    "tcp://192.168.1.256",
    "tcp://192.168.1",
    "tcp://192.168.001.060",
    "tcp://printer..local",
    "tcp://.local",
    "tcp://-printer",
    "tcp://printer-",
    "tcp://pri nter",
    "tcp://user@printer",
    f"tcp://{'a' * 64}.local",
    "tcp://",
    "usb://4b8:e15",
    "usb://04b8:0e15/",
    "serial://",
    "serial://dev/ttyUSB0",
    "serial:///dev/x?speed=1",
    "serial:///dev/x?baud=0",
    "serial:///dev/x?baud=9999999",
    "device://lp0",
    "device:///dev/usb/",
    "file:///",
    "file:///tmp/%00",
    "udp://a",
    "lpt1",
    "NONE",
]


@pytest.mark.parametrize(
    "address",
    [
        "none",
        "tcp://192.168.1.60",
        "tcp://192.168.1.60:9100",
        "tcp://printer.local:9100",
        "tcp://printer.local.:65535",
        "tcp://tm_m30-80",
        "tcp://3com",
        "tcp://印表機.local",
        "usb://04b8:0e15",
        "usb://04B8:0E15/J7ZF012345",
        "serial:///dev/ttyUSB0",
        "serial:///dev/ttyUSB0?baud=115200",
        "serial://COM3?baud=115200",
        "device:///dev/usb/lp0",
        "file:///var/tmp/paper.bin",
        "file:///var/tmp/my%20paper.bin",
        "file:///var/tmp/100%",
    ],
)
def test_where_a_printer_may_be(address: str) -> None:
    assert is_address(address)
    text = OFFICE.replace('address = "none"', f'address = "{address}"')
    assert mistakes_in(text) == []


@pytest.mark.parametrize("address", NO_ADDRESS)
def test_where_no_printer_can_be(address: str) -> None:
    text = OFFICE.replace('address = "none"', f'address = "{address}"')
    [found] = mistakes_in(text)
    assert "printers[1].address" in found and address[:40] in found


def test_every_wrong_one_is_named_at_once() -> None:
    text = OFFICE + "".join(
        f'\n[[printers]]\nname = "p{number}"\naddress = "{address}"\n'
        for number, address in enumerate(NO_ADDRESS)
    )
    assert len(mistakes_in(text)) == len(NO_ADDRESS)


@pytest.mark.parametrize(
    "address", ["tcp://192.168.1..60:9100", "tcp://192.168.1.60:99999", "udp://a"]
)
def test_one_that_an_older_check_passed_is_a_reason_and_no_crash(address: str) -> None:
    with pytest.raises(Unreachable, match="address"):
        open_channel(address, 0.01)
