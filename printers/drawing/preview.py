"""Papers with sample data, as pictures: to see before anything is printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from printers.papers.appointment import Appointment, appointment_paper
from printers.papers.checklist import checklist_paper
from printers.papers.paper import Paper, ticket_paper
from printers.papers.receipt import Receipt, receipt_paper
from printers.papers.referral import Referral, referral_paper
from printers.papers.trial import trial_paper
from shared.office.model import Office
from shared.office.printers import Printer
from shared.text.catalogue import Phrase
from shared.trade.label import label
from shared.trade.range import Range
from shared.trade.ticket import Ticket, TicketState

MOMENT: Final = 1_795_395_600_000
"""2026-11-23 09:00 in Taipei."""
_DAY: Final = date(2026, 11, 23)
_ARTICLES: Final = Phrase(
    {
        "zh-TW": "就業保險法第25條、第29條、第30條",
        "en": "Employment Insurance Act, Art. 25, 29, 30",
    }
)
_REPLY_ARTICLE: Final = Phrase(
    {"zh-TW": "就業保險法第27條", "en": "Employment Insurance Act, Art. 27"}
)
_RESULT: Final = Phrase({"zh-TW": "完成失業認定", "en": "Unemployment confirmed"})
_NOTES: Final = (
    Phrase(
        {
            "zh-TW": "找到工作請於3日內告知本中心。",
            "en": "Tell us within 3 days if you find work.",
        }
    ),
)


def sample(kind: str, office: Office, dots: int) -> Paper:
    """A paper of a kind of KINDS as this office would give it out."""
    return KINDS[kind](office, dots)


def preview(kind: str, office: Office, dots: int, file: Path) -> None:
    """Write a paper of a kind of KINDS as a PNG, `dots` wide. Raises OSError."""
    # Pillow takes 45 ms to import and nobody else needs it here.
    from printers.drawing.faces import find_fonts
    from printers.drawing.picture import as_picture

    picture = as_picture(sample(kind, office, dots), dots, find_fonts())
    picture.save(file, format="PNG")


def _theirs(office: Office) -> str:
    return office.beside(office.language) or office.language


def _ticket(office: Office, _: int) -> Paper:
    service = office.services[0]
    ticket = Ticket(
        key=12,
        letter=service.letter,
        number=12,
        service=service.code,
        state=TicketState.WAITING,
        priority=office.priorities[0].code,
        language=_theirs(office),
        channel="kiosk",
        counter=None,
        calls=0,
        issued_at=MOMENT,
        due_at=MOMENT,
        called_at=None,
        started_at=None,
        ended_at=None,
        note=None,
        promised=Range(10, 20),
        ahead=3,
    )
    return ticket_paper(ticket, office, _DAY)


def _checklist(office: Office, _: int) -> Paper:
    with_most = max(office.services, key=lambda service: len(service.documents))
    return checklist_paper(with_most, office, _theirs(office))


def _receipt(office: Office, _: int) -> Paper:
    service = office.services[0]
    receipt = Receipt(
        label=label(service.letter, 12),
        service=service.name,
        language=_theirs(office),
        made_at=MOMENT,
        result=_RESULT,
        articles=_ARTICLES,
        notes=_NOTES,
        next_day=date(2026, 12, 23),
        documents=service.documents[:3],
    )
    return receipt_paper(receipt, office)


def _appointment(office: Office, _: int) -> Paper:
    service = office.services[0]
    counter = office.counters[0].number if office.counters else None
    appointment = Appointment(
        service=service.name,
        language=_theirs(office),
        begins_at=MOMENT,
        officer="王小明 Wang Hsiao-ming",
        counter=counter,
        documents=service.documents[:3],
        code="JIAOHAO 2026-11-23 09:00",
    )
    return appointment_paper(appointment, office)


def _referral(office: Office, _: int) -> Paper:
    referral = Referral(
        employer="示範食品股份有限公司 Demo Foods Co.",
        job="倉儲人員 Warehouse worker",
        language=_theirs(office),
        referred_on=_DAY,
        articles=_REPLY_ARTICLE,
    )
    return referral_paper(referral, office)


def _trial(office: Office, dots: int) -> Paper:
    return trial_paper(Printer("–", "none", own_dots=dots), office)


KINDS: Final[dict[str, Callable[[Office, int], Paper]]] = {
    "ticket": _ticket,
    "checklist": _checklist,
    "receipt": _receipt,
    "appointment": _appointment,
    "referral": _referral,
    "test": _trial,
}
"""What can be shown, by the names that people call it."""
