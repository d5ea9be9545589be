"""Where a ticket goes, and what it is on the way."""

from __future__ import annotations

import os
import select
import socket
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from printers import device
from printers.device import PrinterTrouble, as_bytes, send
from printers.paper import Number, Paper, Text
from printers.press import print_ticket
from shared.office import Office, Printer
from shared.text import catalogue
from shared.ticket import Ticket

NOWHERE = Printer("paper", "none")
TOO_MUCH = bytes(32_000_000)
"""More than the system takes for somebody who reads nothing."""


@contextmanager
def network_printer(count: int) -> Iterator[tuple[str, list[bytes]]]:
    """A printer that reads so many jobs to their end: its address and the jobs."""
    jobs: list[bytes] = []

    def work() -> None:
        for _ in range(count):
            line, _ = listener.accept()
            with line, line.makefile("rb") as file:
                jobs.append(file.read())

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(20)
        worker = threading.Thread(target=work)
        worker.start()
        yield f"tcp://127.0.0.1:{listener.getsockname()[1]}", jobs
        worker.join()


def test_a_job_arrives_whole_over_the_network(
    ticket: Ticket, office: Office, day: date, paper: Paper
) -> None:
    with network_printer(2) as (address, jobs):
        printer = Printer("paper", address, 58)
        send(printer, TOO_MUCH)
        print_ticket(ticket, office, day, printer)
    assert jobs == [TOO_MUCH, as_bytes(paper, printer)]


def test_a_job_goes_to_a_file_behind_the_one_before(
    tmp_path: Path, ticket: Ticket, office: Office, day: date, paper: Paper
) -> None:
    file = tmp_path / "印 表.bin"
    printer = Printer("paper", f"file://{file}")
    send(printer, b"first")
    print_ticket(ticket, office, day, printer)
    assert file.read_bytes() == b"first" + as_bytes(paper, printer)


def test_nowhere_takes_everything(ticket: Ticket, office: Office, day: date) -> None:
    send(NOWHERE, b"anything")
    print_ticket(ticket, office, day, NOWHERE)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lpt1",
        "nowhere",
        "ftp://printer",
        "tcp://",
        "tcp://:9100",
        "tcp://a..b:9100",
        f"tcp://{'x' * 70}:9100",
        "tcp://[::1",
        "tcp://127.0.0.1:99999",
        "tcp://127.0.0.1:port",
        "file:///tmp/\0",
    ],
)
def test_a_wrong_address_is_named(address: str) -> None:
    with pytest.raises(PrinterTrouble, match="is not the address of a printer"):
        send(replace(NOWHERE, address=address), b"job")


def test_a_printer_that_is_off_is_trouble_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(PrinterTrouble) as caught:
        send(Printer("paper", address), b"job")
    assert isinstance(caught.value.__cause__, ConnectionRefusedError)
    assert caught.value.message(catalogue("en")) == (
        f"Printer “paper” ({address}) does not take the paper (it refuses the "
        "connection). Check its power, its paper and its cable."
    )


def test_a_printer_that_takes_nothing_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(device, "PATIENCE_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        with pytest.raises(PrinterTrouble, match="it does not answer"):
            send(Printer("paper", address), TOO_MUCH)


def test_a_printer_that_hangs_up_is_trouble() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def hang_up() -> None:
            line, _ = listener.accept()
            line.close()

        worker = threading.Thread(target=hang_up)
        worker.start()
        address = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        with pytest.raises(PrinterTrouble, match="it broke the connection"):
            send(Printer("paper", address), TOO_MUCH)
        worker.join()


def test_no_file_is_made_where_a_device_should_be(tmp_path: Path) -> None:
    unplugged = Path("/dev/jiaohao-no-such-printer")
    link = tmp_path / "printer"
    link.symlink_to(unplugged)
    for path in (unplugged, link, Path("/dev/../dev") / unplugged.name):
        with pytest.raises(PrinterTrouble, match="it is not there"):
            send(Printer("paper", f"file://{path}"), b"job")
    assert not unplugged.exists()


def test_a_folder_a_pipe_and_a_missing_folder_are_trouble(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "missing" / "file"):
        with pytest.raises(PrinterTrouble, match="it is not there"):
            send(Printer("paper", f"file://{path}"), b"job")


@contextmanager
def device_file() -> Iterator[tuple[int, str]]:
    """A character device: where its bytes come out, and its path."""
    out, device_end = os.openpty()
    tty.setraw(device_end)
    try:
        yield out, os.ttyname(device_end)
    finally:
        os.close(out)
        os.close(device_end)


def test_a_device_gets_the_job_whole() -> None:
    job = as_bytes((Text("Training"), Number("A012")), NOWHERE)
    received = b""
    with device_file() as (out, path):
        worker = threading.Thread(
            target=send, args=(Printer("paper", f"file://{path}"), job)
        )
        worker.start()
        while len(received) < len(job) and select.select([out], [], [], 5)[0]:
            received += os.read(out, 65_536)
        worker.join()
    assert received == job


def test_a_device_that_takes_nothing_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(device, "PATIENCE_SECONDS", 0.2)
    with (
        device_file() as (_, path),
        pytest.raises(PrinterTrouble, match="it does not answer"),
    ):
        send(Printer("paper", f"file://{path}"), TOO_MUCH)
