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
    "counter_moved": N_("takes {services}"),
    "help_called": N_("asks for help"),
    "help_answered": N_("help answered"),
    "service_paused": N_("{service} stopped"),
    "service_closed": N_("{service} closed for today"),
    "service_opened": N_("{service} opened"),
    "kiosk_paused": N_("kiosk {kiosk} stopped"),
    "kiosk_opened": N_("kiosk {kiosk} opened"),
    "priority_set": N_("{label} has another priority"),
    "needs_set": N_("{label} is marked"),
    "notice_posted": N_("notice written"),
    "notice_approved": N_("notice approved"),
    "notice_ended": N_("notice ended"),
    "follow_up_added": N_("follow-up added"),
    "follow_up_settled": N_("follow-up settled"),
    "survey_answered": N_("questions answered"),
    "comment_read": N_("comment read"),
    "comment_answered": N_("comment answered"),
    "comment_hidden": N_("comment hidden"),
    "signed_on": N_("signed on"),
    "signed_off": N_("signed off"),
}


def happened_words(event: Happened, office: Office, say: Catalogue) -> str:
    """One event in words; its kind where this version knows none."""
    if event.kind not in _HAPPENED:
        return event.kind
    reason = event.data.get("reason") or event.data.get("message")
    services = event.data.get("serves") or ()
    words = say(
        _HAPPENED[event.kind],
        label=event.label or "",
        service=short_of(event.service or "", office, say),
        services=" ".join(short_of(str(each), office, say) for each in services),
        kiosk=event.data.get("kiosk", ""),
    )
    return say(N_("{what}: {reason}"), what=words, reason=reason) if reason else words
