"""Which notices of staff are read out: each once, while nobody is being called."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shared.office.model import Office
from shared.text.catalogue import Catalogue
from shared.trade.hall import Hall


@dataclass(frozen=True, slots=True)
class SpokenNotices:
    """What is still to be read out; a value, one for each look."""

    known: frozenset[str] | None = None
    """The ids of those that are shown; none before the first look."""
    queue: tuple[tuple[str, str], ...] = ()
    """Id and words of each that is to be read out, in order."""

    def look(
        self, hall: Hall, office: Office, say: Catalogue, *, now: int
    ) -> SpokenNotices:
        """What is to be read out at `now` (milliseconds). What was shown before the
        first look was read out by then, and what is over is no news any more."""
        shown = {
            each.id: each.words(office, say)
            for each in hall.announced
            if each.is_shown(now)
        }
        known = shown.keys() if self.known is None else self.known
        waiting = [each for each in self.queue if each[0] in shown]
        waiting += [each for each in shown.items() if each[0] not in known]
        return replace(self, known=frozenset(shown), queue=tuple(waiting))

    def read_out(self, id: str) -> SpokenNotices:
        """One was read out to its end."""
        left = tuple(each for each in self.queue if each[0] != id)
        return replace(self, queue=left)
