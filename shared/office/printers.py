"""The printers of an office, and what the makers' own are like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shared.office.address import NOWHERE


@dataclass(frozen=True, slots=True)
class Profile:
    """What the printers of a make have in common."""

    paper_mm: int
    dots: int
    has_cutter: bool = True
    is_star: bool = False
    """Whether it is told things in Star's raster mode, and nothing in ESC/POS."""


PROFILES: Final[Mapping[str, Profile]] = {
    "generic-58": Profile(58, 384, has_cutter=False),
    "generic-80": Profile(80, 576),
    "star-80": Profile(80, 576, is_star=True),
    "tm-m30-80": Profile(80, 576),
    "tm-t20-58": Profile(58, 420),
    "tm-t20-80": Profile(80, 576),
    "tm-t88-80": Profile(80, 512),
}
"""By the name that office.toml calls them."""


USUAL_DOTS: Final[Mapping[int, int]] = {58: 384, 80: 576}
"""The dots most printers have across, by the width of their paper in millimetres."""


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer and where it is."""

    name: str
    address: str
    """"none", or tcp://, usb://, serial://, device:// or file:// and the place."""
    paper_mm: int = 80
    own_dots: int | None = None
    """The dots across, where they are not the usual ones of the paper's width."""
    has_cutter: bool = True
    fallback: str | None = None
    """The printer that takes a paper this one did not."""
    can_answer: bool = True
    """Whether it can be asked how it is; else a paper is handed over and no more."""
    is_star: bool = False
    """Whether it is told things in Star's raster mode, and nothing in ESC/POS."""

    @property
    def is_anywhere(self) -> bool:
        """Whether it has an address, and so prints."""
        return self.address != NOWHERE

    @property
    def dots(self) -> int:
        """The dots across."""
        return self.own_dots or USUAL_DOTS[self.paper_mm]
