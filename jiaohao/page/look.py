"""What one look at a page knows: the office, the hall, the language, the wishes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from shared.clock import local
from shared.office.model import Office
from shared.text.catalogue import Catalogue, Phrase, catalogue
from shared.trade.hall import Hall

OLD_SECONDS: Final = 10.0
"""From here on a page says first of all that it is old, and tells no range."""
USUAL_NEAR: Final = 3
NEAR: Final = (1, 3, 5, 10)
"""People ahead from which on a visitor may wish to be alerted."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a visitor wishes, all of it in the address: no cookie says it."""

    language: str = ""
    """"": what the browser or the ticket says."""
    is_large: bool = False
    is_still: bool = False
    """Whether the page is not to renew itself."""
    near: int = USUAL_NEAR

    def query(self) -> str:
        """The wishes as the end of an address, "" where there are none."""
        said: dict[str, str] = {}
        if self.language:
            said["lang"] = self.language
        if self.is_large:
            said["size"] = "large"
        if self.is_still:
            said["update"] = "off"
        if self.near != USUAL_NEAR:
            said["n"] = str(self.near)
        return f"?{urlencode(said)}" if said else ""


class Reader:
    """Who reads a page, and how its links go on: the same for every page of ours."""

    __slots__ = ()
    language: str
    wishes: Wishes
    prefix: str
    """What stands before every path of ours."""
    path: str
    """The page's own, without the prefix."""

    @property
    def say(self) -> Catalogue:
        """The program's words in the visitor's language."""
        return catalogue(self.language)

    def phrase(self, phrase: Phrase | None) -> str:
        """What the office wrote, in the visitor's language; "" if it did not."""
        return phrase.say(self.language) if phrase is not None else ""

    def link(self, path: str, **asked: str) -> str:
        """The address of another page of ours, with the visitor's wishes; `asked` is
        what it is asked besides."""
        wishes = self.wishes.query()
        more = f"{'&' if wishes else '?'}{urlencode(asked)}" if asked else ""
        return f"{self.prefix}{path}{wishes}{more}"

    def wishing(self, **changed: str | bool | int) -> str:
        """The address of this page with other wishes."""
        wishes = replace(self.wishes, **changed)  # type: ignore[arg-type]
        return f"{self.prefix}{self.path}{wishes.query()}"


@dataclass(frozen=True, slots=True)
class Look(Reader):
    """What is known when a page is made."""

    office: Office
    hall: Hall | None
    now: int
    """Milliseconds since 1970, UTC."""
    age: float
    """Seconds since the hall was confirmed."""
    language: str
    wishes: Wishes = Wishes()
    prefix: str = ""
    path: str = "/"
    address: str = ""
    """Under which the pages are reached, as it is said on the telephone."""

    @property
    def is_old(self) -> bool:
        """Whether what is known is too old to go by."""
        return self.hall is None or self.age > OLD_SECONDS

    @property
    def known_at(self) -> int:
        """When the hall was last confirmed (milliseconds)."""
        return self.now - round(self.age * 1000)

    def clock(self, instant: int, *, has_seconds: bool = False) -> str:
        """A time of day at the office."""
        form = "%H:%M:%S" if has_seconds else "%H:%M"
        return _clock_words(instant // 1000, self.office.time_zone, form)


@lru_cache(maxsize=1_024)
def _clock_words(second: int, zone: tzinfo, form: str) -> str:
    return local(1000 * second, zone).strftime(form)
