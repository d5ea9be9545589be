"""Where this machine's fonts lie, found without opening one.

Used by what is drawn on screens and by what is printed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Font:
    """A font file: its path, or its name where fonts usually lie."""

    file: str
    index: int = 0
    """Which face of a collection."""


class Script(StrEnum):
    """What a font is looked for."""

    CHINESE = "chinese"
    LATIN = "latin"
    """With all the letters of Vietnamese."""
    THAI = "thai"


REGULAR: Final = {
    Script.CHINESE: (
        # Fonts with the characters of Taiwan in its own forms of them.
        Font("NotoSansCJK-Regular.ttc", 3),
        Font("NotoSansTC-Regular.otf"),
        Font("NotoSansTC-Regular.ttf"),
        Font("msjh.ttc"),
        Font("PingFang.ttc", 1),
    ),
    Script.LATIN: (
        Font("NotoSans-Regular.ttf"),
        Font("DejaVuSans.ttf"),
        Font("LiberationSans-Regular.ttf"),
        Font("arial.ttf"),
        Font("Arial.ttf"),
    ),
    Script.THAI: (
        Font("NotoSansThai-Regular.ttf"),
        Font("NotoSansThaiUI-Regular.ttf"),
        Font("Loma.ttf"),
        Font("Loma.otf"),
        Font("Garuda.ttf"),
        Font("Garuda.otf"),
        Font("Waree.ttf"),
        Font("Waree.otf"),
        Font("LeelawUI.ttf"),
        Font("tahoma.ttf"),
        Font("Tahoma.ttf"),
        Font("Thonburi.ttc"),
    ),
}
"""Fonts that a machine may have of its own by script, the best first."""
BOLD: Final = {
    Script.CHINESE: (
        Font("NotoSansCJK-Bold.ttc", 3),
        Font("NotoSansTC-Bold.otf"),
        Font("msjhbd.ttc"),
    ),
    Script.LATIN: (
        Font("NotoSans-Bold.ttf"),
        Font("DejaVuSans-Bold.ttf"),
        Font("LiberationSans-Bold.ttf"),
        Font("arialbd.ttf"),
    ),
    Script.THAI: (
        Font("NotoSansThai-Bold.ttf"),
        Font("Loma-Bold.ttf"),
        Font("Loma-Bold.otf"),
        Font("Garuda-Bold.ttf"),
        Font("LeelaUIb.ttf"),
        Font("tahomabd.ttf"),
    ),
}
"""The same for words on a screen, which need weight."""
BITMAPS: Final = {
    12: (Font("wenquanyi_9pt.pcf"),),
    13: (Font("wenquanyi_10pt.pcf"),),
    15: (Font("wenquanyi_11pt.pcf"),),
    16: (Font("wenquanyi_12pt.pcf"), Font("unifont.otf"), Font("unifont.ttf")),
}
"""Fonts of dots made by hand, by their height in dots."""
_NOTO: Final = "noto_cjk_sans_otc"
BROUGHT: Final = {
    Script.CHINESE: (_NOTO, Font("NotoSansCJK-Regular.ttc", 3)),
    Script.LATIN: (_NOTO, Font("NotoSansCJK-Regular.ttc", 3)),
    Script.THAI: ("pylopdf_fonts_th", Font("NotoSansThai-Variable.ttf")),
}
"""The font that comes with this program by script, and the package it lies in."""
PACKAGES: Final = {
    Script.CHINESE: "fonts-noto-cjk",
    Script.LATIN: "fonts-dejavu-core",
    Script.THAI: "fonts-tlwg-loma-ttf",
}
"""The Debian package that brings a font of the script."""
BITMAP_PACKAGE: Final = "xfonts-wqy"
"""The Debian package that brings the fonts of dots."""


def brought(script: Script, name: str = "") -> Iterator[Font]:
    """The font that came with this program, or its sister file of that name."""
    package, font = BROUGHT[script]
    # Where the package lies is found without running anything of it.
    spec = find_spec(package)
    for folder in (spec and spec.submodule_search_locations) or ():
        yield replace(font, file=str(Path(folder, name or font.file)))


@lru_cache
def on_machine(name: str) -> Path | None:
    """Where a font file of this name lies on this machine, if it does."""
    return _files().get(name.lower())


def found(fonts: tuple[Font, ...]) -> Font | None:
    """The first of `fonts` that this machine has, with its path."""
    for font in fonts:
        path = on_machine(font.file)
        for file in (path, path and None):
            if file is not None:
                return replace(font, file=str(file))
    return None


@lru_cache
def drawing_font(script: Script) -> Font | None:
    """The font for large words of a script on a screen: bold where there is one."""
    bold = next(brought(script), None)
    sister = bold and replace(bold, file=bold.file.replace("-Regular", "-Bold"))
    packaged = sister if sister and Path(sister.file).is_file() else bold
    there = packaged if packaged and Path(packaged.file).is_file() else None
    return found(BOLD[script]) or there or found(REGULAR[script])


@lru_cache
def bitmap_font(size: int) -> Font | None:
    """The font of dots of this height, if this machine has it."""
    return found(BITMAPS.get(size, ()))


@lru_cache
def _files() -> dict[str, Path]:
    names = {
        font.file.lower()
        for fonts in (*REGULAR.values(), *BOLD.values(), *BITMAPS.values())
        for font in fonts
    }
    names |= {name + ".gz" for name in names if name.endswith(".pcf")}
    there: dict[str, Path] = {}
    for folder in _folders():
        for place, _, files in os.walk(folder):
            for file in files:
                name = file.lower()
                if name in names:
                    there.setdefault(name.removesuffix(".gz"), Path(place, file))
    return there


def _folders() -> Iterator[str]:
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        yield os.path.join(os.environ.get("WINDIR", "C:\\Windows"), "Fonts")
        local = os.environ.get("LOCALAPPDATA", home)
        yield os.path.join(local, "Microsoft", "Windows", "Fonts")
        return
    if sys.platform == "darwin":
        yield from (f"{home}/Library/Fonts", "/Library/Fonts", "/System/Library/Fonts")
        return
    data = os.environ.get("XDG_DATA_HOME") or f"{home}/.local/share"
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    yield f"{home}/.fonts"
    for place in (data, *shared.split(":")):
        yield f"{place}/fonts"
