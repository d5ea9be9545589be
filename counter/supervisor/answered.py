"""The words for what came of an act."""

from __future__ import annotations

from typing import Final

from shared.desk.command import Command
from shared.desk.words import short_of, wall_time
from shared.office.model import Office
from shared.text.catalogue import N_, Catalogue
from shared.wire.instants import read_if
from shared.wire.json_text import Json

_DONE: Final = {
    "pause_service": N_("{service} gives out no numbers"),
    "close_service": N_("{service} is closed for today: nobody else is called"),
    "open_service": N_("{service} gives out numbers again"),
    "pause_kiosk": N_("Kiosk {kiosk} gives out no numbers"),
    "open_kiosk": N_("Kiosk {kiosk} gives out numbers again"),
    "move_counter": N_("Counter {counter} takes {services}"),
    "set_priority": N_("{label}: {priority}"),
    "cancel": N_("{label} cancelled"),
    "post_notice": N_("The notice is written; nobody sees it before it is approved"),
    "approve_notice": N_("The lobby shows the notice"),
    "end_notice": N_("The notice is over"),
    "answer_help": N_("The call for help is answered"),
    "call_help": N_("Help is called"),
    "add_follow_up": N_("{reference} is awaited on {due}"),
    "settle_follow_up": N_("{reference} is settled"),
    "print_wish": N_("{label}: {station} was told"),
}


def words_for(command: Command, answer: Json, office: Office, say: Catalogue) -> str:
    """What happened, in words."""
    ticket, counter = answer.get("ticket") or {}, answer.get("counter") or {}
    service, kiosk = answer.get("service") or {}, answer.get("kiosk") or {}
    wish, awaited = answer.get("wish") or {}, answer.get("follow_up") or {}
    rank = office.priority(ticket.get("priority", ""))
    serves = [short_of(each, office, say) for each in counter.get("serves", ())]
    words = say(
        _DONE[command.do],
        service=short_of(service.get("service", ""), office, say),
        kiosk=kiosk.get("kiosk", ""),
        counter=counter.get("counter", ""),
        services=" ".join(serves),
        label=ticket.get("label") or wish.get("label", ""),
        station=wish.get("station", ""),
        reference=awaited.get("reference", ""),
        due=awaited.get("due", ""),
        priority=rank.name.say(say.language) if rank else "",
    )
    until = _until(command, answer)
    if until is None:
        return words
    told = N_("{what} until {time}")
    return say(told, what=words, time=wall_time(until, office))


def _until(command: Command, answer: Json) -> int | None:
    if command.do == "move_counter":
        return read_if(command.fields.get("until"))
    if command.do == "pause_kiosk":
        return read_if(answer["kiosk"].get("until"))
    paused = (answer.get("service") or {}).get("paused") or {}
    return read_if(paused.get("until"))
