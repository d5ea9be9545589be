"""Where the counters of a service are, as its ticket says it."""

from __future__ import annotations

from typing import Final

from shared.office.model import Office
from shared.text.catalogue import N_, Phrase, catalogue

MOST: Final = 3
"""Places on a ticket; of more the lobby alone says which one it is."""
_ARROWS: Final = "←→↑↓↖↗↘↙⬅➡⬆⬇ "
"""They point from a lobby screen, and nowhere from a paper."""
_BETWEEN: Final = {"zh-TW": "、"}


def zone_of(service: str, office: Office, languages: tuple[str, ...]) -> Phrase | None:
    """The zones of the counters that serve a service (its code), in each language.

    They are the `way` of the counters, without its arrows. None where one of them has
    no way, or where they are too many to help.
    """
    ways = [each.way for each in office.counters if service in each.serves]
    found = {language: _places(ways, language) for language in languages}
    if not all(0 < len(places) <= MOST for places in found.values()):
        return None
    return Phrase(
        {
            language: catalogue(language)(
                N_("Counters: {place}"),
                place=_BETWEEN.get(language, ", ").join(places),
            )
            for language, places in found.items()
        }
    )


def _places(ways: list[Phrase | None], language: str) -> tuple[str, ...]:
    """Each place once; none where one is not known."""
    said = [way.say(language).strip(_ARROWS) if way else "" for way in ways]
    return tuple(dict.fromkeys(said)) if all(said) else ()
