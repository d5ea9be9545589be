"""What is kept of what was learnt of waiting: brought forward once a day.

One station of all begins it, in a process of its own:
`python -m shared.station.learning FOLDER`. It reads in short looks.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from shared.clock import Clock
from shared.errors import JiaohaoError
from shared.machine import log
from shared.station.office_look import agreed_by, office_to_begin
from shared.station.stores import ledgers_of
from shared.trade.estimate.kept import MARK, Mark, parts_of, who_knows
from shared.trade.estimate.learner import Learner
from shared.trade.estimate.office_events import OfficeEvents
from shared.trade.ledger import Ledger, Ledgers
from shared.trade.reading import Reading

_AT_ONCE: Final = 1_000
"""Events read in one look."""
MOST: Final = 400_000
"""So many events are learnt from, the newest: half a year of a busy office. What is
older is forgotten anyway."""
_EVER: Final = 1 << 62


def is_due(ledgers: Ledgers) -> bool:
    """Whether it is to be brought forward; true for one station of all."""
    try:
        return ledgers.write(
            lambda ledger: ledger.claim_learning(), station="learning", id="learning"
        )
    except JiaohaoError:
        return False


def bring_forward(
    folder: Path, *, is_anew: bool = False, clock: Clock | None = None
) -> int:
    """Learn from all days before today and keep it; returns from how many events.

    `is_anew`: from the beginning, whatever is kept. Raises what the store does.
    """
    place, office = office_to_begin(folder)
    ledgers = ledgers_of(place, office, is_reader=False, clock=clock)
    try:
        agreed = agreed_by(ledgers)
        if agreed is None:
            return 0
        ledgers.office = agreed[0]
        return _brought_forward(ledgers, is_anew)
    finally:
        ledgers.close()


def _brought_forward(ledgers: Ledgers, is_anew: bool) -> int:
    learner, last, end = ledgers.read(lambda reading: _begin(reading, is_anew))
    if end <= last.seq:
        return 0
    office, first = ledgers.office, last.seq
    told = OfficeEvents(learner, office.time_zone)
    while last.seq < end:
        after, limit = last.seq, min(_AT_ONCE, end - last.seq)
        found = ledgers.read(
            lambda reading: reading.events(after=after, limit=limit)  # noqa: B023
        )
        if not found:
            break
        for event in found:
            told.take(event)
        told.settle(found[-1].at)
        last = Mark(found[-1].seq, found[-1].id, 0)
    told.settle(_EVER)
    ledgers.write(
        lambda ledger: _keep(ledger, learner, last), station="learning", id="learning"
    )
    return last.seq - first


def _begin(reading: Reading, is_anew: bool) -> tuple[Learner, Mark, int]:
    parts = {} if is_anew else reading.learnt()
    learner, mark = who_knows(reading.office, reading.now, parts)
    end = reading.last_of_days_before()
    return learner, mark or Mark(max(0, end - MOST), "", 0), end


def _keep(ledger: Ledger, learner: Learner, last: Mark) -> None:
    mark = Mark(last.seq, last.id, ledger.now)
    ledger.put_learnt({**parts_of(learner), MARK: mark.text()})


if __name__ == "__main__":
    log.join()
    bring_forward(Path(sys.argv[1]))
