"""Until when something is ordered, and how its event tells it."""

from __future__ import annotations

from shared import clock
from shared.errors import BadRequest
from shared.text.catalogue import N_
from shared.trade.ledger import Ledger


def written(ledger: Ledger, at: int | None) -> str | None:
    """An instant as events tell it (RFC 3339, the office's offset), or none."""
    return None if at is None else str(clock.rfc3339(at, ledger.office.time_zone))


def refuse_past(ledger: Ledger, until: int | None, field: str = "until") -> None:
    """Raise BadRequest where an end lies before now; `field` names it to who asked."""
    if until is not None and until <= ledger.now:
        raise BadRequest(N_("“{field}” is past already."), field=field)
