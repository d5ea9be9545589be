"""Who may have a number: the same whether the share is there or a kiosk is alone."""

from __future__ import annotations

from shared.errors import BadRequest, ServiceClosed, UnknownService
from shared.office.model import ANY_TIME, Office, Priority, Service
from shared.text.catalogue import N_


def admit(
    office: Office,
    now: int,
    *,
    service: str,
    priority: str | None,
    channel: str,
    is_at_counter: bool = False,
) -> tuple[Service, Priority]:
    """The service and priority of whoever asks for a number at `now` (milliseconds).

    Hours do not bind who stands at a counter already.
    Raises UnknownService, BadRequest or ServiceClosed.
    """
    wanted = known_service(office, service)
    rank = office.priorities[0] if priority is None else office.priority(priority)
    if rank is None:
        words = N_("This office has no priority “{priority}”.")
        raise BadRequest(words, priority=priority)
    if channel not in office.channels:
        raise BadRequest(N_("This office has no channel “{channel}”."), channel=channel)
    is_bound = not is_at_counter and channel not in ANY_TIME
    if is_bound and not office.is_open(now):
        raise ServiceClosed()
    return wanted, rank


def known_service(office: Office, code: str) -> Service:
    """The service with this code. Raises UnknownService."""
    service = office.service(code)
    if service is None:
        raise UnknownService(service=code)
    return service
