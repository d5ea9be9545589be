"""The systemd unit of a station: it comes with the machine, and comes again."""

from __future__ import annotations

import getpass
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jiaohao.pack.start import replace
from jiaohao.terminal import own_words
from shared.errors import EXIT_BY_STAFF, OfficeMistake
from shared.text.catalogue import N_
from shared.text.reasons import why

UNITS: Final = Path("/etc/systemd/system")
NAMELESS: Final = ("page", "ship")
"""What an office has once, without a screen."""
_FIRST_WITH_TOUCH: Final = 13
"""The first Debian whose foot takes a finger for one: before it, X11 and xterm."""
_TERMINAL: Final = "tty7"
_X11: Final = "/usr/bin/xinit"
_PIXELS: Final = {"counter": 14}
"""Of the font's height, where it is not that of a canvas."""
_CANVAS_PIXELS: Final = 6
_SERVER: Final = ("--", ":0", "vt7", "-nolisten", "tcp", "-s", "0", "-dpms")
"""How the X server is started: its screen never goes dark."""
_NOT_THE_TERMINALS: Final = "popup-menu, shift-fonts, fullscreen, select"
"""What xterm would do itself with keys and buttons, before a visitor."""

_UNIT: Final = """\
[Unit]
Description=Jiaohao {station}
After=systemd-user-sessions.service network-online.target remote-fs.target
Wants=network-online.target
StartLimitIntervalSec=0

[Service]
User={user}
Environment=LC_ALL=C.UTF-8 COLORTERM=truecolor
{screen}ExecStart={command}
Restart=always
RestartPreventExitStatus={ended}
RestartSec=5
UMask=0007

[Install]
WantedBy=multi-user.target
"""
_SCREEN: Final = f"""\
PAMName=login
TTYPath=/dev/{_TERMINAL}
TTYReset=yes
TTYVHangup=yes
TTYVTDisallocate=yes
StandardInput=tty
StandardOutput=journal
UtmpIdentifier={_TERMINAL}
UtmpMode=user
"""


@dataclass(frozen=True, slots=True)
class Machine:
    """What the unit has to know of where it will run."""

    debian: int
    """The number of its release; 0: another system."""
    programs: frozenset[str]
    user: str


def this_machine(os_release: Path = Path("/etc/os-release")) -> Machine:
    """The machine this runs on."""
    try:
        told = os_release.read_text(encoding="utf-8")
    except OSError:
        told = ""
    is_debian = re.search(r"^ID=\"?debian\"?$", told, re.MULTILINE)
    found = re.search(r"^VERSION_ID=\"?(\d+)", told, re.MULTILINE)
    known = ("cage", "foot", "kitty", "xterm", "xinit")
    there = frozenset(name for name in known if shutil.which(name))
    user = os.environ.get("SUDO_USER") or getpass.getuser()
    return Machine(int(found[1]) if is_debian and found else 0, there, user)


def unit_name(words: Sequence[str]) -> str:
    """The unit's file name: jiaohao-kiosk-1.service, jiaohao-counter-3.service."""
    place = "-".join(words) if words[0] in ("counter", "display") else words[-1]
    return f"jiaohao-{place}.service"


def unit_text(words: Sequence[str], office: Path, machine: Machine) -> str:
    """The unit of `jiaohao WORDS` on a machine. Raises OfficeMistake."""
    own = [*own_words(), *words, "--office", str(office)]
    has_screen = words[0] not in NAMELESS
    command = [*screen_words(words[0], machine), *own] if has_screen else own
    if has_screen and command[0] == _X11:
        command += _SERVER
    return _UNIT.format(
        station=" ".join(words),
        ended=EXIT_BY_STAFF,
        user=machine.user,
        screen=_SCREEN if has_screen else "",
        # A percent sign is systemd's own.
        command=shlex.join(command).replace("%", "%%"),
    )


def screen_words(kind: str, machine: Machine) -> list[str]:
    """What gives a station its terminal on this machine. Raises OfficeMistake."""
    pixels, is_public = _PIXELS.get(kind, _CANVAS_PIXELS), kind == "kiosk"
    there = machine.programs
    if machine.debian >= _FIRST_WITH_TOUCH and {"cage", "foot"} <= there:
        foot = ["/usr/bin/foot", "-o", f"font=monospace:pixelsize={pixels}"]
        # Else a finger that slips by a cell scrolls, and presses nothing.
        touch = ["-o", "touch.long-press-delay=0"] if is_public else []
        # -s lets a keyboard change to another console.
        return ["/usr/bin/cage", "-d" if is_public else "-ds", "--", *foot, *touch]
    if "xinit" in there and "xterm" in there:
        font = f"DejaVu Sans Mono:pixelsize={pixels}"
        # Without a window manager -fullscreen does nothing, -maximized does.
        look = ["-fa", font, "-b", "0", "-bw", "0", "+sb", "-maximized"]
        if is_public:
            look += ["-xrm", f"XTerm*omitTranslation: {_NOT_THE_TERMINALS}"]
        return [_X11, "/usr/bin/xterm", *look, "-e"]
    words = N_("A unit can open no screen here. On Debian: apt install {package}")
    has_touch = machine.debian >= _FIRST_WITH_TOUCH
    package = "cage foot" if has_touch else "xinit xterm xserver-xorg"
    raise OfficeMistake(words, package=package)


def install(name: str, text: str, folder: Path = UNITS) -> None:
    """Write a unit and have systemd start it, now and with the machine.

    Raises OfficeMistake where this may not be done here.
    """
    try:
        replace(folder / name, text.encode())
    except OSError as error:
        words = N_("{file} cannot be written: {reason}. Run it with sudo.")
        told = {"file": folder / name, "reason": why(error)}
        raise OfficeMistake(words, **told) from error
    if shutil.which("systemctl") is None:
        raise OfficeMistake(N_("systemd is not at work here: {file} is only written."),
                            file=folder / name)  # fmt: skip
    for step in (["daemon-reload"], ["enable", "--now", name]):
        done = subprocess.run(["systemctl", *step], capture_output=True, text=True)
        if done.returncode:
            words = N_("systemctl could not do its part: {reason}")
            raise OfficeMistake(words, reason=done.stderr.strip())


def way_back(name: str) -> tuple[str, ...]:
    """The commands that take a unit back."""
    return (
        f"sudo systemctl disable --now {name}",
        f"sudo rm {UNITS / name}",
        "sudo systemctl daemon-reload",
    )
