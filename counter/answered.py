"""What a key asks of the office, and the words for what came of it."""

from __future__ import annotations

from typing import Final

from shared.desk.command import Command
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.trade.ticket import TICKET_STATES, known_state
from shared.wire.json_text import Json

_DONE: Final = {
    "call": N_("{label} called"),
    "call_ticket": N_("{label} called"),
    "recall": N_("{label} called again"),
    "start": N_("{label} started"),
    "finish": N_("{label} done"),
    "no_show": N_("{label} no-show; the board keeps it 10 s"),
    "hold": N_("{label} on hold"),
    "resume": N_("{label} resumed"),
    "transfer": N_("{label} sent on to {service}"),
    "continue_with": N_("{label} goes on with {service}"),
    "walk_in": N_("{label} is served without a call"),
    "call_group": N_("Called together: {labels}"),
    "end_group": N_("Back in line: {labels}"),
    "come_back": N_("{label} waits, at the place of the earlier day"),
    "requeue": N_("{label} waits again"),
    "cancel": N_("{label} cancelled"),
    "undo": N_("Taken back: {label} is {state}"),
    "open_counter": N_("Counter {counter} is open"),
    "pause_counter": N_("Counter {counter} is paused"),
    "close_counter": N_("Counter {counter} is closed"),
    "print_wish": N_("{label}: {station} was told"),
    "sign_on": N_("{staff} is signed on"),
    "sign_off": N_("Signed off"),
    "set_priority": N_("{label} has another priority"),
    "book": N_("Booked under {code}"),
    "call_help": N_("Colleagues see that you need help"),
    "answer_help": N_("The call for help is answered"),
}
_UNDER_WAY: Final = {
    "call": N_("Calling …"),
    "call_ticket": N_("Calling …"),
    "recall": N_("Calling again …"),
    "start": N_("Starting …"),
    "finish": N_("Finishing …"),
    "no_show": N_("Noting the no-show …"),
    "hold": N_("Putting on hold …"),
    "resume": N_("Resuming …"),
    "transfer": N_("Sending on …"),
    "undo": N_("Taking back …"),
    "sign_on": N_("Signing on …"),
    "print_wish": N_("Telling the printer …"),
}
BESIDE: Final = frozenset({"recall", "print_wish", "call_help", "answer_help", "book"})
"""What goes on beside the visit: the last act stays the last, the hand where it is."""


def under_way_words(do: str, say: Catalogue) -> str:
    """What is going on until the answer comes."""
    otherwise = N_("One moment …")
    return say(_UNDER_WAY.get(do, otherwise))


def words_for(command: Command, answer: Json, office: Office, say: Catalogue) -> str:
    """What happened, in words."""
    if command.do in ("call_group", "end_group"):
        return _group_words(command.do, answer, say)
    found = answer.get("ticket") or {}
    if not found and command.do == "call":
        if command.finishes is None:
            return say(N_("Nobody is waiting for this counter"))
        words = N_("{label} done. Nobody is waiting for this counter")
        return say(words, label=command.finishes)
    if found and command.finishes is not None:
        words = N_("{finished} done, {label} called")
        return say(words, finished=command.finishes, label=found["label"])
    if command.do == "print_wish":
        wish = answer["wish"]
        return say(_DONE[command.do], label=wish["label"], station=wish["station"])
    if command.do == "transfer" and found.get("to_counter") is not None:
        words = N_("{label} sent on to counter {counter}")
        return say(words, label=found["label"], counter=found["to_counter"])
    service = office.service(found["service"]) if found else None
    state = known_state(found.get("state"))
    return say(
        _DONE[command.do],
        label=found["label"] if found else "",
        service=service.name.say(say.language) if service else "",
        state=TICKET_STATES[state] if state else "",
        counter=command.fields.get("counter"),
        staff=command.fields.get("staff"),
        code=(answer.get("booking") or {}).get("code", ""),
    )


def _group_words(do: str, answer: Json, say: Catalogue) -> str:
    tickets = answer["tickets"]
    if not tickets:
        return say(N_("Nobody is waiting for this service"))
    return say(_DONE[do], labels=" ".join(each["label"] for each in tickets))
