"""Each way to a printer, and what happens where there is none."""

from __future__ import annotations

import os
import socket
import sys
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from printers.channel.channel import Answers, reason_of
from printers.channel.opening import open_channel
from printers.session.conversation import Patience
from printers.session.outcome import Confirms, Outcome, Result
from printers.session.session import Acquaintance, Session, new_fence
from shared.trade.printer import Condition
from tests.printers.plain_jobs import QUICK, plain_job
from tests.printers.simulator_engine import Engine

JOB = plain_job("A001")


def send(
    address: str, known: Acquaintance | None = None, patience: Patience = QUICK
) -> Result:
    """Print the job there."""
    session = Session(address, known or Acquaintance(), patience)
    return session.print(JOB, new_fence(), lambda: "")


@contextmanager
def device(engine: Engine | None) -> Iterator[tuple[str, bytearray]]:
    """A device file: its path and what was written; with an engine it answers."""
    out, end = os.openpty()
    tty.setraw(end)
    written = bytearray()

    def work() -> None:
        while True:
            try:
                data = os.read(out, 65_536)
            except OSError:
                return
            written.extend(data)
            if engine is not None:
                for question in (1, 2, 3, 4):
                    if data == bytes([0x10, 4, question]):
                        engine.said.append(engine.status(question))
                engine.buffer += data
                engine.work()
                os.write(out, bytes(engine.said))
                engine.said.clear()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield os.ttyname(end), written
    finally:
        os.close(end)
        worker.join()
        os.close(out)


def test_a_plain_file_takes_every_job_and_confirms_nothing(tmp_path: Path) -> None:
    file = tmp_path / "印 表.bin"
    for _ in range(2):
        result = send(f"file://{file}")
        assert (result.outcome, result.confirms) == (Outcome.PRINTED, Confirms.NOTHING)
        assert result.handed_over == len(JOB)
    assert file.read_bytes() == JOB * 2


@pytest.mark.parametrize(
    "words", [b"alias ll='ls -l'\n", b"SQLite format 3\0", b"\x1b[0m", b"\0\0"]
)
def test_a_file_of_anything_else_is_left_as_it_is(tmp_path: Path, words: bytes) -> None:
    file, link = tmp_path / ".bashrc", tmp_path / "paper.bin"
    file.write_bytes(words)
    link.symlink_to(file)
    for path in (file, link):
        address = f"file://{path}"
        result = send(address)
        assert (result.outcome, result.handed_over) == (Outcome.FAILED, 0)
        assert result.reason == "this file holds something else than papers"
        state = Session(address, Acquaintance(), QUICK).look()
        assert (state.condition, state.reason) == (Condition.OFFLINE, result.reason)
    assert file.read_bytes() == words


def test_an_empty_file_takes_papers(tmp_path: Path) -> None:
    file = tmp_path / "paper.bin"
    file.touch()
    assert send(f"file://{file}").outcome is Outcome.PRINTED
    assert file.read_bytes() == JOB


def test_papers_torn_off_by_a_full_disk_may_be_thrown_away(tmp_path: Path) -> None:
    file = tmp_path / "paper.bin"
    torn = Acquaintance(Confirms.NOTHING, is_torn=True)
    for known in (torn, Acquaintance()):
        assert send(f"file://{file}", known).outcome is Outcome.PRINTED
    assert file.read_bytes().endswith(JOB * 2)


@pytest.mark.parametrize("scheme", ["device", "file"])
def test_a_device_that_speaks_is_asked(scheme: str) -> None:
    engine, patient = Engine(), replace(QUICK, answer=10, empty=10, confirm=10)
    with device(engine) as (path, _):
        result = send(f"{scheme}://{path}", patience=patient)
        assert (result.outcome, result.confirms) == (Outcome.PRINTED, Confirms.BY_ID)
        assert [paper.jobs for paper in engine.papers] == [["A001"]]
        engine.is_out = True
        result = send(f"{scheme}://{path}", Acquaintance(Confirms.BY_ID), patient)
        assert (result.outcome, result.condition) == (Outcome.FAILED, Condition.OUT)


def test_a_device_that_never_speaks_is_believed() -> None:
    known = Acquaintance()
    with device(None) as (path, written):
        for _ in range(2):
            result = send(f"device://{path}", known)
            assert result.outcome is Outcome.PRINTED
            assert result.confirms is Confirms.NOTHING
        state = Session(f"device://{path}", known, QUICK).look()
        assert (state.condition, state.can_confirm) == (Condition.FINE, False)
    assert written.count(JOB) == 2


def test_a_device_that_fell_silent_gets_nothing() -> None:
    with device(None) as (path, written):
        result = send(f"device://{path}", Acquaintance(Confirms.BY_ID, is_clean=True))
        assert result.outcome is Outcome.FAILED
        assert result.reason == "it does not answer"
    assert JOB not in written


def test_a_device_that_takes_nothing_is_given_up() -> None:
    out, end = os.openpty()
    try:
        tty.setraw(end)
        session = Session(f"device://{os.ttyname(end)}", Acquaintance(), QUICK)
        result = session.print(JOB * 20, new_fence(), lambda: "")
        assert result.outcome in (Outcome.FAILED, Outcome.UNKNOWN)
        assert result.outcome is Outcome.UNKNOWN or not result.handed_over
        assert result.reason == "it takes nothing more"
    finally:
        os.close(end)
        os.close(out)


def test_a_full_disk_is_a_failure() -> None:
    result = send("file:///dev/full")
    assert (result.outcome, result.handed_over) == (Outcome.FAILED, 0)
    assert result.reason == "there is no space left"


def test_no_file_is_made_where_a_device_should_be(tmp_path: Path) -> None:
    unplugged = Path("/dev/jiaohao-no-such-printer")
    link = tmp_path / "printer"
    link.symlink_to(unplugged)
    plain = tmp_path / "plain"
    plain.touch()
    addresses = [f"device://{unplugged}", f"file://{unplugged}", f"file://{link}"]
    for address in [*addresses, f"device://{plain}", f"file://{tmp_path}"]:
        result = send(address)
        assert (result.outcome, result.condition) == (
            Outcome.FAILED,
            Condition.OFFLINE,
        )
        assert result.reason == "it is not there"
    assert not unplugged.exists() and not plain.read_bytes()


def test_a_pipe_and_a_missing_folder_are_not_there(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path / "missing" / "file"):
        result = send(f"file://{path}")
        assert (result.outcome, result.reason) == (Outcome.FAILED, "it is not there")


def test_a_long_job_arrives_whole_over_the_network() -> None:
    job = JOB * 5000
    taken = bytearray()

    def take() -> None:
        line, _ = listener.accept()
        with line, line.makefile("rb") as file:
            taken.extend(file.read())

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(20)
        worker = threading.Thread(target=take)
        worker.start()
        address = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        known = Acquaintance(Confirms.NOTHING, is_clean=True, is_mute=True)
        session = Session(address, known, replace(QUICK, progress=10))
        result = session.print(job, new_fence(), lambda: "")
        worker.join()
    assert (result.outcome, result.handed_over) == (Outcome.PRINTED, len(job))
    assert taken.endswith(job)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lpt1",
        "ftp://printer",
        "tcp://",
        "tcp://:9100",
        "tcp://a..b:9100",
        f"tcp://{'x' * 70}:9100",
        "tcp://[::1",
        "tcp://127.0.0.1:99999",
        "usb://4b8:e15",
        "serial:///dev/null?baud=fast",
        "file:///tmp/\0",
    ],
)
def test_a_wrong_address_is_a_failure_in_words(address: str) -> None:
    result = send(address)
    assert result.outcome is Outcome.FAILED
    assert result.reason == "this is not the address of a printer"


def test_unknown_names_and_closed_ports_have_words() -> None:
    assert reason_of(socket.gaierror(-2, "no name")) == (
        "this name is not known in the network"
    )
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ConnectionRefusedError) as caught:
        open_channel(f"tcp://127.0.0.1:{port}", 1)
    assert reason_of(caught.value) == "it refuses the connection"


@pytest.mark.parametrize(
    ("address", "words"),
    [("usb://04b8:0e15", "pyusb"), ("serial:///dev/ttyUSB0?baud=9600", "pyserial")],
)
def test_a_missing_library_is_named(
    address: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("usb.core", "usb.util", "serial"):
        monkeypatch.setitem(sys.modules, module, None)
    result = send(address)
    assert result.outcome is Outcome.FAILED
    assert words in result.reason


class _Usb:
    """As much of pyusb as a printer needs, in front of an engine."""

    def __init__(self, engine: Engine, *, is_two_way: bool = True) -> None:
        self.engine = engine
        self.is_detached = self.is_disposed = False
        out = SimpleNamespace(bEndpointAddress=0x01, write=self.write)
        ins = SimpleNamespace(bEndpointAddress=0x82, read=self.read)
        self.interface = SimpleNamespace(
            bInterfaceNumber=0, ends=[out, ins] if is_two_way else [out]
        )

    def get_active_configuration(self) -> SimpleNamespace:
        return SimpleNamespace(interfaces=[self.interface])

    def is_kernel_driver_active(self, number: int) -> bool:
        return not self.is_detached

    def detach_kernel_driver(self, number: int) -> None:
        self.is_detached = True

    def write(self, data: bytes, timeout: int) -> int:
        assert timeout > 0
        for question in (1, 2, 3, 4):
            if data == bytes([0x10, 4, question]):
                self.engine.said.append(self.engine.status(question))
        self.engine.buffer += data
        self.engine.work()
        return len(data)

    def read(self, size: int, timeout: int) -> bytes:
        assert timeout > 0
        if not self.engine.said:
            raise _UsbTimeout(110, "timed out")
        said, self.engine.said = bytes(self.engine.said), bytearray()
        return said


class _UsbTimeout(OSError):
    pass


def _pyusb(monkeypatch: pytest.MonkeyPatch, device: _Usb | None) -> None:
    core, util = ModuleType("usb.core"), ModuleType("usb.util")

    def find_descriptor(
        where: SimpleNamespace, bInterfaceClass: int = 0, custom_match: object = None
    ) -> object:
        if bInterfaceClass:
            return where.interfaces[0]
        assert callable(custom_match)
        return next((end for end in where.ends if custom_match(end)), None)

    def dispose_resources(device: _Usb) -> None:
        device.is_disposed = True

    def find(**wanted: object) -> _Usb | None:
        assert wanted == {
            "idVendor": 0x04B8,
            "idProduct": 0x0E15,
            "serial_number": "J7",
        }
        return device

    vars(core).update(find=find, USBTimeoutError=_UsbTimeout)
    vars(util).update(
        find_descriptor=find_descriptor,
        claim_interface=lambda device, number: None,
        dispose_resources=dispose_resources,
        endpoint_direction=lambda address: address & 0x80,
        ENDPOINT_IN=0x80,
        ENDPOINT_OUT=0x00,
    )
    monkeypatch.setitem(sys.modules, "usb.core", core)
    monkeypatch.setitem(sys.modules, "usb.util", util)


def test_a_printer_on_usb(monkeypatch: pytest.MonkeyPatch) -> None:
    usb = _Usb(Engine())
    _pyusb(monkeypatch, usb)
    result = send("usb://04b8:0e15/J7")
    assert (result.outcome, result.confirms) == (Outcome.PRINTED, Confirms.BY_ID)
    assert usb.is_detached and usb.is_disposed
    assert [paper.jobs for paper in usb.engine.papers] == [["A001"]]


def test_a_printer_on_usb_that_cannot_be_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _pyusb(monkeypatch, _Usb(Engine(), is_two_way=False))
    result = send("usb://04b8:0e15/J7")
    assert (result.outcome, result.confirms) == (Outcome.PRINTED, Confirms.NOTHING)


def test_a_printer_on_usb_that_is_unplugged(monkeypatch: pytest.MonkeyPatch) -> None:
    _pyusb(monkeypatch, None)
    result = send("usb://04b8:0e15/J7")
    assert (result.outcome, result.reason) == (Outcome.FAILED, "it is not there")


def test_a_cable_that_breaks_in_the_first_write_leaves_it_unknown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usb = _Usb(Engine())
    _pyusb(monkeypatch, usb)

    def unplug() -> str:
        def write(data: bytes, timeout: int) -> int:
            raise OSError(19, "No such device")

        usb.interface.ends[0].write = write
        return ""

    session = Session("usb://04b8:0e15/J7", Acquaintance(), QUICK)
    # How much of it went down the cable nobody can tell.
    result = session.print(JOB, new_fence(), unplug)
    assert result.outcome is Outcome.UNKNOWN


def test_a_printer_on_a_serial_line(monkeypatch: pytest.MonkeyPatch) -> None:
    usb = _Usb(Engine())

    class Serial:
        def __init__(self, path: str, baud: int, **options: object) -> None:
            assert (path, baud) == ("/dev/ttyUSB0", 115_200)
            assert options["write_timeout"]
            self.timeout = self.write_timeout = 0.0

        @property
        def in_waiting(self) -> int:
            return len(usb.engine.said)

        def write(self, data: bytes) -> int:
            assert len(data) <= 64
            return usb.write(data, 1)

        def read(self, size: int) -> bytes:
            said = bytes(usb.engine.said[:size])
            del usb.engine.said[:size]
            return said

        def close(self) -> None:
            pass

    module = ModuleType("serial")
    vars(module)["Serial"] = Serial
    monkeypatch.setitem(sys.modules, "serial", module)
    result = send("serial:///dev/ttyUSB0?baud=115200")
    assert (result.outcome, result.confirms) == (Outcome.PRINTED, Confirms.BY_ID)


def test_what_can_be_heard(tmp_path: Path) -> None:
    for address, answers in (
        (f"file://{tmp_path / 'paper'}", Answers.NEVER),
        ("device:///dev/null", Answers.PERHAPS),
    ):
        channel = open_channel(address, 1)
        assert channel.answers is answers
        assert channel.read(0) == b""
        channel.close()
