"""The appointment card (預約小卡): when to come back, to whom, with what."""

from __future__ import annotations

from dataclasses import dataclass

from printers.papers.paper import (
    Block,
    Code,
    Paper,
    Rule,
    Size,
    Text,
    field,
    languages_of,
    large,
    main,
    to_bring,
)
from printers.papers.wording import day_phrase, heading
from shared import clock
from shared.office.model import Office
from shared.text.catalogue import N_, Phrase
from shared.trade.booking import said_by_booking


@dataclass(frozen=True, slots=True)
class Appointment:
    """What an appointment card says."""

    service: Phrase
    language: str
    """The person's."""
    begins_at: int
    """Milliseconds."""
    officer: str | None = None
    counter: int | None = None
    documents: tuple[Phrase, ...] = ()
    code: str | None = None
    """What is typed or scanned at the check-in, if there is one."""


def appointment_paper(appointment: Appointment, office: Office) -> Paper:
    """The card: the office's language, and the person's beside it."""
    languages = languages_of(office, appointment.language)
    moment = clock.local(appointment.begins_at, office.time_zone)
    blocks: list[Block] = [*heading(N_("Appointment card"), office, languages)]
    blocks += main(appointment.service, languages)
    blocks += [Rule(), *large(day_phrase(moment.date(), languages), languages)]
    blocks.append(Text(f"{moment:%H:%M}", Size.LARGE))
    if appointment.officer is not None:
        officer = (Text(appointment.officer),)
        blocks.append(field(N_("Officer"), officer, languages))
    if appointment.counter is not None:
        counter = (Text(str(appointment.counter), Size.LARGE),)
        blocks.append(field(N_("Counter"), counter, languages))
    if appointment.documents:
        msgid = N_("Documents to bring")
        blocks += [Rule(), *to_bring(msgid, appointment.documents, languages)]
    if appointment.code is not None:
        written = (Text(appointment.code, Size.LARGE),)
        blocks += [Rule(), field(N_("Your code"), written, languages)]
        blocks.append(Code(said_by_booking(appointment.code, office.pages)))
    return tuple(blocks)
