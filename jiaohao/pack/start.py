"""Starts Jiaohao on a machine of an office; `jiaohao pack` puts it beside the versions.

It needs nothing but Python. What is new on the share is installed once to this
machine's own disk and run from there. The share is only touched by a process that may
be left behind: one that hangs, or is away, does not keep a station from starting.

Its words stand in it, in both languages: it speaks before any catalogue is there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OLDEST_PYTHON = (3, 11)
SUMS = "SHA256SUMS"
"""In the folder of a version: what belongs to it, as sha256sum writes it."""
WANTED = "install.txt"
"""Beside it: what pip is asked for."""
OWN_NAME = "start.py"
HOLD = "hold"
"""Beside the versions: a line for each station that stays: its name, and a version."""
SILENCE = 10.0
"""Seconds without a sign of the share until it is left alone."""
FORGOTTEN = 24 * 60 * 60.0
"""Seconds until what lies about is nobody's any more."""
EXIT_START = 5


class CannotStart(Exception):
    """Nothing can be run; its words say what to do."""


def main(words: list[str]) -> int:
    """Bring this machine up to date where that is possible, and run `jiaohao WORDS`."""
    if words[:1] == ["--look"]:
        return look(Path(words[1]), Path(words[2]), words[3])
    try:
        if sys.version_info < OLDEST_PYTHON:
            raise CannotStart(
                "Jiaohao needs Python 3.11 or newer; this is {}.{}. "
                "需要 Python 3.11 以上，這裡是 {}.{}。".format(
                    *sys.version_info[:2] * 2
                )
            )
        home = home_folder()
        version = prepared(home, station_of(words))
    except CannotStart as error:
        tell(str(error))
        return EXIT_START
    except OSError as error:
        tell(f"This machine's disk: {error}. 本機磁碟有問題：{error}。")
        return EXIT_START
    command = [str(python_of(home / "versions" / version)), "-P", "-m", "jiaohao"]
    # Who tells people a command of ours names this file.
    os.environ["JIAOHAO_START"] = str(home / OWN_NAME)
    # What was installed is whole: nobody's own modules belong beside it.
    os.environ.pop("PYTHONPATH", None)
    if os.name == "nt":
        return subprocess.call(command + words)
    os.execv(command[0], command + words)


def home_folder() -> Path:
    """Where Jiaohao lives on this machine."""
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    else:
        base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "jiaohao"


def station_of(words: list[str]) -> str:
    """The name that `hold` knows a station by: kiosk-1, counter-3, serving; or none."""
    known = [word for word in words[:2] if not word.startswith("-")]
    if len(known) < 2:
        return known[0] if known else ""
    return f"counter-{known[1]}" if known[0] == "counter" else known[1]


def prepared(home: Path, station: str) -> str:
    """The version to run, installed. Raises CannotStart, OSError."""
    (home / "versions").mkdir(parents=True, exist_ok=True)
    tidy(home)
    source = source_of(home)
    version = None if source is None else brought_here(source, home, station)
    if version is not None:
        replace(home / "source", f"{source}\n".encode())
    version = version or newest_installed(home)
    if version is None:
        raise CannotStart(
            "Nothing is installed on this machine yet, and the folder with the "
            "versions cannot be reached. 這台還沒安裝過，也讀不到版本資料夾。"
        )
    return version


def brought_here(source: Path, home: Path, station: str) -> str | None:
    """The version that the share wants run, installed; or none, and why was told."""
    found = heard(source, home, station)
    for trouble in found.get("troubles", []):
        tell(trouble)
    if not found:
        tell(f"{source} does not answer. 共用資料夾沒有回應。")
    version: str | None = found.get("version")
    if version is None or not found.get("wheels"):
        return version
    wheels = Path(found["wheels"])
    try:
        install(home, version, wheels)
    except (CannotStart, OSError) as error:
        tell(f"{version} could not be installed. 無法安裝 {version}。 {error}")
        return None
    finally:
        shutil.rmtree(wheels, ignore_errors=True)
    return version


def tidy(home: Path) -> None:
    """Remove what a start that was cut short left behind long ago."""
    for each in (*home.glob("wheels-*"), *home.glob("new-*")):
        with contextlib.suppress(OSError):
            if time.time() - each.stat().st_mtime > FORGOTTEN:
                shutil.rmtree(each, ignore_errors=True)


# Where it comes from


def source_of(home: Path) -> Path | None:
    """The folder with the versions: beside this file, or where it once was."""
    here = Path(os.path.abspath(__file__)).parent
    if here != home:
        return here
    with contextlib.suppress(OSError):
        return Path((home / "source").read_text(encoding="utf-8").strip())
    return None


def replace(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    part = file.with_name(f"{file.name}.{os.getpid()}")
    part.write_bytes(content)
    os.replace(part, file)


# The share, from a process that may be left behind


def heard(source: Path, home: Path, station: str) -> dict[str, Any]:
    """What a process of ours found on the share; nothing when it fell silent."""
    command = [sys.executable, "-I", os.path.abspath(__file__), "--look"]
    if (home / OWN_NAME).is_file():
        # The share may hang before the file on it is read.
        command[2] = str(home / OWN_NAME)
    child = subprocess.Popen(
        [*command, str(source), str(home), station],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def listen() -> None:
        assert child.stdout is not None
        for line in child.stdout:
            lines.put(line)
        lines.put(b"")

    threading.Thread(target=listen, daemon=True).start()
    last = b""
    while True:
        try:
            line = lines.get(timeout=SILENCE)
        except queue.Empty:
            # It may hang where no signal reaches it: it is not waited for.
            child.kill()
            return {}
        if not line:
            break
        last = line
    with contextlib.suppress(ValueError):
        told = json.loads(last)
        return told if isinstance(told, dict) else {}
    return {}


def look(source: Path, home: Path, station: str) -> int:
    """Say on standard output which version is to be run, fetched if it is new here.

    A line whenever there is progress; the last one is the answer.
    """
    version, wheels, troubles = None, None, []
    try:
        stays = held(source, station)
        for each in [stays] if stays else versions(source):
            try:
                wheels = (
                    None if is_installed(home, each) else fetch(source / each, home)
                )
            except (OSError, ValueError) as error:
                troubles.append(f"{each}: {error}")
            else:
                version = each
                break
    except OSError as error:
        troubles.append(str(error))
    print(json.dumps({"version": version, "wheels": wheels, "troubles": troubles}))
    return 0


def versions(source: Path) -> list[str]:
    """The versions in a folder, newest first."""
    found = [each.name for each in source.iterdir() if numbers_of(each.name)]
    return sorted(found, key=numbers_of, reverse=True)


def numbers_of(name: str) -> tuple[int, ...]:
    """A version as numbers; none when the name is no version."""
    parts = name.split(".")
    if len(parts) < 2 or not all(part.isascii() and part.isdigit() for part in parts):
        return ()
    return tuple(map(int, parts))


def held(source: Path, station: str) -> str | None:
    """The version a station is to stay at, or none."""
    try:
        lines = (source / HOLD).read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return None
    for line in lines:
        name, _, version = line.partition("#")[0].strip().partition(" ")
        if station and name == station and numbers_of(version.strip()):
            return version.strip()
    return None


def fetch(folder: Path, home: Path) -> str:
    """A copy of a version's wheels on this disk, each as it was packed.

    Raises OSError, and ValueError where the folder is not whole.
    """
    place = Path(tempfile.mkdtemp(prefix="wheels-", dir=home))
    try:
        for digest, name in sums(folder):
            if not is_for_here(name):
                continue
            content = (folder / name).read_bytes()
            if hashlib.sha256(content).hexdigest() != digest:
                raise ValueError(f"{name}: not whole yet. 檔案還不完整。")
            (place / name).write_bytes(content)
            print(json.dumps(name), flush=True)
        for name in (WANTED, OWN_NAME):
            if not (place / name).is_file():
                raise ValueError(f"{name}: missing. 缺少檔案。")
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    return str(place)


def sums(folder: Path) -> Iterator[tuple[str, str]]:
    """What belongs to a version: digest and name of each file."""
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if not name or Path(name).name != name:
            raise ValueError(f"{SUMS} cannot be read. {SUMS} 無法判讀。")
        yield digest, name


def is_for_here(name: str) -> bool:
    """Whether a file is of use on this kind of machine; pip looks closer."""
    kind = name.removesuffix(".whl").rpartition("-")[2]
    if not name.endswith(".whl") or kind == "any":
        return True
    return kind.startswith("win") == (os.name == "nt")


# This machine's own disk


def is_installed(home: Path, version: str) -> bool:
    """Whether a version can be run from here."""
    return python_of(home / "versions" / version).exists()


def newest_installed(home: Path) -> str | None:
    """The newest version on this disk, or none."""
    known = versions(home / "versions")
    return next((each for each in known if is_installed(home, each)), None)


def python_of(folder: Path) -> Path:
    """The interpreter of an installed version."""
    parts = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return folder.joinpath(*parts)


def install(home: Path, version: str, wheels: Path) -> None:
    """Install a version from its wheels, whole or not at all.

    Raises CannotStart, OSError.
    """
    tell(f"Installing Jiaohao {version}, once ... 安裝中，只有這一次……")
    place = Path(tempfile.mkdtemp(prefix="new-", dir=home))
    wanted = (wheels / WANTED).read_text(encoding="utf-8").split()
    try:
        run([sys.executable, "-m", "venv", str(place / "version")])
        pip = [str(python_of(place / "version")), "-m", "pip", "install", "--quiet"]
        offline = ["--no-index", "--disable-pip-version-check", "--find-links"]
        run([*pip, *offline, str(wheels), *wanted])
        # Whoever was quicker has the same version.
        with contextlib.suppress(OSError):
            os.rename(place / "version", home / "versions" / version)
        if not is_installed(home, version):
            raise CannotStart("it could not be put in place. 無法放到定位。")
        replace(home / OWN_NAME, (wheels / OWN_NAME).read_bytes())
    finally:
        shutil.rmtree(place, ignore_errors=True)


def run(command: list[str]) -> None:
    """One step of an installation. Raises CannotStart with its last words."""
    # No settings of a person or of this machine, and no index.
    settings = {k: v for k, v in os.environ.items() if not k.startswith("PIP_")}
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        errors="replace",
        env={**settings, "PIP_CONFIG_FILE": os.devnull},
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        if "ensurepip" in done.stdout + done.stderr:
            raise CannotStart("on Debian: apt install python3-venv")
        raise CannotStart(said[-1] if said else f"status {done.returncode}")


def tell(words: str) -> None:
    """A line for whoever starts the station."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
