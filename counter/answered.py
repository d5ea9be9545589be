"""What a key asks of the office, and the words for what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.wire.json_text import Json

_DONE: Final = {
    "call": N_("{label} called"),
    "call_ticket": N_("{label} called"),
    "recall": N_("{label} called again"),
    "start": N_("{label} started"),
    "finish": N_("{label} finished"),
    "no_show": N_("{label} did not come"),
    "hold": N_("{label} on hold"),
    "resume": N_("{label} resumed"),
    "transfer": N_("{label} transferred to {service}"),
    "requeue": N_("{label} waits again"),
    "open_counter": N_("Counter {counter} is open"),
    "pause_counter": N_("Counter {counter} is paused"),
    "close_counter": N_("Counter {counter} is closed"),
    "print_wish": N_("{label}: {station} was told"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """What one key press asks of the office."""

    do: str
    fields: Mapping[str, Any]
    finishes: str | None = None
    """The label of whom a call sends home."""


def words_for(command: Command, answer: Json, office: Office, say: Catalogue) -> str:
    """What happened, in words."""
    found = answer.get("ticket")
    if not found and command.do == "call":
        if command.finishes is None:
            return say(N_("Nobody is waiting for this counter"))
        words = N_("{label} finished. Nobody is waiting for this counter")
        return say(words, label=command.finishes)
    if found and command.finishes is not None:
        words = N_("{finished} finished, {label} called")
        return say(words, finished=command.finishes, label=found["label"])
    if command.do == "print_wish":
        wish = answer["wish"]
        return say(_DONE[command.do], label=wish["label"], station=wish["station"])
    service = office.service(found["service"]) if found else None
    return say(
        _DONE[command.do],
        label=found["label"] if found else "",
        service=service.name.say(say.language) if service else "",
        counter=command.fields.get("counter"),
    )
