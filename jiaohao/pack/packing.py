"""Makes the folder that an office copies: versions as wheels, and what starts them."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from jiaohao.pack import start
from shared import VERSION
from shared.errors import OfficeMistake
from shared.text.catalogue import N_, catalogue

EXTRAS: Final = ("postgres", "serial", "usb", "web")
"""What only some stations need; nothing can be fetched later."""


@dataclass(frozen=True, slots=True)
class Machine:
    """A kind of machine that the folder is for."""

    name: str
    python: str
    platforms: tuple[str, ...]
    beside: tuple[str, ...] = ()
    """What is needed there and not on the machine that packs."""


_LINUX: Final = ("manylinux_2_28_x86_64", "manylinux2014_x86_64", "linux_x86_64")
MACHINES: Final = (
    Machine("Debian 12", "3.11", _LINUX),
    Machine("Debian 13", "3.13", _LINUX),
    Machine("Windows, Python 3.12", "3.12", ("win_amd64",), ("colorama",)),
    Machine("Windows, Python 3.13", "3.13", ("win_amd64",), ("colorama",)),
)


def pack(folder: Path, progress: Callable[[str], None]) -> Path:
    """Put this version into a folder; gives the place of the version.

    `progress` hears which kind of machine is at hand.

    Fetches wheels of the versions that are installed here: this command alone needs a
    network. Raises OfficeMistake.
    """
    version = folder / VERSION
    if version.exists():
        there = N_("{folder} is there already. Remove it to pack it anew.")
        raise OfficeMistake(there, folder=version)
    folder.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{VERSION}-", dir=folder))
    try:
        _fill(part, progress)
        part.chmod(0o755)
        part.rename(version)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    for name, text in {start.OWN_NAME: _own_start(), **read_me()}.items():
        start.replace(folder / name, text.encode())
    return version


def _fill(part: Path, progress: Callable[[str], None]) -> None:
    source = Path(start.__file__).parents[2]
    if not (source / "pyproject.toml").is_file():
        words = N_("Packing needs the folder of Jiaohao's source, as git has it.")
        raise OfficeMistake(words)
    _pip("wheel", "--no-deps", "--wheel-dir", part, source)
    wanted = f"jiaohao[{','.join(extras_known())}]=={VERSION}"
    known = part / "constraints"
    known.write_text("\n".join(_installed()), encoding="utf-8")
    for machine in MACHINES:
        progress(machine.name)
        kinds = [word for each in machine.platforms for word in ("--platform", each)]
        _pip(
            *("download", "--only-binary", ":all:", "--dest", part),
            *("--find-links", part, "--constraint", known),
            *("--implementation", "cp", "--python-version", machine.python, *kinds),
            *(wanted, *machine.beside),
        )
    known.unlink()
    (part / start.WANTED).write_text(f"{wanted}\n", encoding="utf-8")
    (part / start.OWN_NAME).write_text(_own_start(), encoding="utf-8")
    write_sums(part)


def write_sums(folder: Path) -> None:
    """Write down what belongs to a version and how it has to be, as sha256sum does."""
    lines = [
        f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n"
        for each in sorted(folder.iterdir())
        if each.name != start.SUMS
    ]
    (folder / start.SUMS).write_text("".join(lines), encoding="utf-8")


def extras_known() -> Iterator[str]:
    """Of EXTRAS those that this version has."""
    told = metadata.metadata("jiaohao").get_all("Provides-Extra") or ()
    return (each for each in EXTRAS if each in told)


def _installed() -> Iterator[str]:
    """What is installed here: the versions that were tested together.

    pip and setuptools came with Python: those of another one may not run there.
    """
    for each in metadata.distributions():
        if each.name not in ("jiaohao", "pip", "setuptools"):
            yield f"{each.name}=={each.version}"


def _pip(*words: str | Path) -> None:
    """One step of pip. Raises OfficeMistake with its last words."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    done = subprocess.run(
        [*command, *map(str, words)], capture_output=True, text=True, errors="replace"
    )
    if done.returncode:
        said: Sequence[str] = done.stderr.strip().splitlines() or ("?",)
        raise OfficeMistake(N_("pip could not do its part: {reason}"), reason=said[-1])


def _own_start() -> str:
    return Path(start.__file__).read_text(encoding="utf-8")


def read_me() -> dict[str, str]:
    """The short READ MEs of the folder, by their names."""
    words = N_(
        "Jiaohao: what to do with this folder\n"
        "\n"
        "1. Copy the whole folder to the share of the office.\n"
        "2. On each machine (Python 3.11 or newer; on Debian also python3-venv) start\n"
        "   its station from there, for example:\n"
        "       python3 start.py kiosk kiosk-1 --office FOLDER-OF-THE-OFFICE\n"
        "   The first start installs it to the machine's own disk, without a network.\n"
        "3. An update is one more folder beside the old one, such as 0.2.0: stations\n"
        "   take it at their next start. Copying may take its time: a folder that is\n"
        "   not whole is never taken.\n"
        "4. To keep a station on its version, write a line into a file “hold” here:\n"
        "       kiosk-1 0.1.0\n"
        "   That is also the way back.\n"
    )
    return {
        "READ ME.txt": catalogue("en")(words),
        "請先讀我.txt": catalogue("zh-TW")(words),
    }
