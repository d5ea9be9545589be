"""Which office of a region is emptiest: what everybody may know, the best one first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jiaohao.region.figures import SILENT_SECONDS
from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.opening import Opening, opening_at
from shared.office.reader import OfficeMistakes, parse_office
from shared.postgres.region import OfficeAfar
from shared.text.catalogue import Phrase
from shared.trade.crowd import told
from shared.trade.estimate.waiting import MINUTE
from shared.trade.range import Range

_MANY: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class OfficeTold:
    """An office as everybody may know it."""

    code: str
    office: Office
    told_at: int | None
    """When it told how it is (milliseconds since 1970); none: never."""
    is_silent: bool
    """Whether that is too long ago to go by."""
    is_stopped: bool
    """Whether it gives out no numbers now for what is asked."""
    opening: Opening
    people: int | None
    """Who waits; none: that is not told."""
    is_few: bool
    """Whether so few wait that they could be known."""
    wait: Range | None
    """Minutes that somebody who comes now waits, where that is known."""
    longest: int | None
    """Minutes that the one has waited who waits longest, of many."""

    @property
    def is_choice(self) -> bool:
        """Whether one may go there now."""
        return self.opening.is_open and not self.is_silent and not self.is_stopped

    @property
    def place(self) -> tuple[bool, int, int]:
        """The better, the smaller: few people, then the upper end of the range, then
        how many wait; where one cannot go now, last."""
        if self.is_few:
            return not self.is_choice, 0, 0
        high = self.wait.high if self.wait is not None else _MANY
        return not self.is_choice, high, _MANY if self.people is None else self.people


def offices_told(
    offices: Iterable[OfficeAfar], service: str, now: int
) -> list[OfficeTold]:
    """Those that offer a service ("": any), the emptiest first; `now` in milliseconds.

    An office whose office.toml is not understood here is left out.
    """
    found = []
    for each in offices:
        office = office_known(each.sheet)
        if office is None or (service and office.service(service) is None):
            continue
        found.append(_told(each, office, service, now))
    return sorted(found, key=lambda each: (each.place, each.code))


def services_known(offices: Iterable[OfficeAfar]) -> dict[str, Phrase]:
    """What the offices offer, by code, in the words of the first that does."""
    found: dict[str, Phrase] = {}
    for each in offices:
        office = office_known(each.sheet)
        for service in office.services if office is not None else ():
            found.setdefault(service.code, service.name)
    return found


@lru_cache(maxsize=500)
def office_known(sheet: str) -> Office | None:
    """What an office.toml says; none where it is not understood here."""
    try:
        return parse_office(sheet.encode(), Path(OFFICE_FILE)) if sheet else None
    except OfficeMistakes:
        return None


def _told(afar: OfficeAfar, office: Office, service: str, now: int) -> OfficeTold:
    age, hall = afar.age, afar.hall
    crowd = _crowd_of(hall, service) if service else _all(hall, office)
    wait = Range(crowd["low"], crowd["high"]) if "high" in crowd else None
    people, longest = crowd.get("people"), crowd.get("longest")
    return OfficeTold(
        afar.code,
        office,
        None if age is None else now - round(age * 1000),
        age is None or age > SILENT_SECONDS,
        service in hall.get("stopped", ()),
        opening_at(office, now),
        people,
        "people" in crowd and people is None,
        wait,
        longest // MINUTE if longest is not None else None,
    )


def _all(hall: Mapping[str, Any], office: Office) -> Mapping[str, Any]:
    """Everybody who waits in an office; nothing before it has told."""
    if "waiting" not in hall:
        return {}
    people = told(hall["waiting"], office)
    return {"people": people, "longest": hall["longest"] if people else None}


def _crowd_of(hall: Mapping[str, Any], service: str) -> Mapping[str, Any]:
    """The people of all services that a service is counted with; nothing for one that
    is counted with no other: see `crowds`."""
    empty: dict[str, Any] = {}
    return next((x for x in hall.get("crowds", ()) if service in x["services"]), empty)
