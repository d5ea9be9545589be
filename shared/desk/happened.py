"""What happened in the hall, in the words of the staff."""

from __future__ import annotations

from typing import Final

from shared.desk.day_log import Happened
from shared.desk.words import short_of
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue

_HAPPENED: Final = {
    "called": N_("{label} called"),
    "recalled": N_("{label} called again"),
    "started": N_("{label} started"),
    "finished": N_("{label} done"),
    "missed": N_("{label} no-show"),
    "held": N_("{label} on hold"),
    "resumed": N_("{label} resumed"),
    "transferred": N_("{label} sent to {service}"),
    "requeued": N_("{label} back in line"),
    "cancelled": N_("{label} cancelled"),
    "continued": N_("{label} goes on with {service}"),
    "group_called": N_("{label} called in a group"),
    "group_ended": N_("{label} back from the group"),
    "counter_opened": N_("opened"),
    "counter_paused": N_("paused"),
    "counter_closed": N_("closed"),
}


def happened_words(event: Happened, office: Office, say: Catalogue) -> str:
    """One event in words; its kind where this version knows none."""
    words = say(
        _HAPPENED.get(event.kind, ""),
        label=event.label or "",
        service=short_of(event.service or "", office, say),
    )
    return words or event.kind
