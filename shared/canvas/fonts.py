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


FONTS: Final = {
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


def fonts_there(script: Script) -> Iterator[Font]:
    """This machine's fonts of a script with their paths, the one brought last."""
    yield from _there(FONTS[script])
    yield from _brought(script)


@lru_cache
def drawing_font(script: Script) -> Font | None:
    """The font for words on a screen: bold where this machine has it, else any."""
    fonts = (*_there(BOLD[script]), *_brought(script), *_there(FONTS[script]))
    return next(iter(fonts), None)


@lru_cache
def bitmap_font(size: int) -> Font | None:
    """The font of dots of this height, if this machine has it."""
    return next(_there(BITMAPS.get(size, ())), None)


def look_again() -> None:
    """Forget which fonts there are: from now on those count that there are now."""
    for kept in (drawing_font, bitmap_font, _files):
        kept.cache_clear()


def _brought(script: Script) -> Iterator[Font]:
    package, font = BROUGHT[script]
    # Where the package lies is found without running anything of it.
    spec = find_spec(package)
    for folder in (spec and spec.submodule_search_locations) or ():
        file = Path(folder, font.file)
        if file.is_file():
            yield replace(font, file=str(file))


def _there(fonts: tuple[Font, ...]) -> Iterator[Font]:
    for font in fonts:
        path = Path(font.file)
        file = path if path.is_absolute() else _files().get(font.file.lower())
        if file is not None and file.is_file():
            yield replace(font, file=str(file))


@lru_cache
def _files() -> dict[str, Path]:
    names = {
        font.file.lower()
        for fonts in (*FONTS.values(), *BOLD.values(), *BITMAPS.values())
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
