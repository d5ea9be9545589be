"""The fonts that come along, told to programs that draw words themselves."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

BROUGHT: Final = ("noto_cjk_sans_otc", "pylopdf_fonts_th")
_OF_THE_SYSTEM: Final = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'


def fonts_file(place: Path, *, has_system: bool = False) -> Path:
    """A file for FONTCONFIG_FILE, by which every machine draws alike.

    `has_system`: this machine's fonts come first.
    """
    found = (find_spec(each) for each in BROUGHT)
    places = [Path(spec.origin).parent for spec in found if spec and spec.origin]
    named = "".join(f"<dir>{each}</dir>" for each in places)
    system = _OF_THE_SYSTEM if has_system else ""
    cache = f"<cachedir>{place / 'fonts'}</cachedir>"
    file = place / "fonts.conf"
    words = f"<fontconfig>{system}{named}{cache}</fontconfig>"
    file.write_text(words, encoding="utf-8")
    return file
