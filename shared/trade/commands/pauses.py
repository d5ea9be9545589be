"""The commands that stop a service or a kiosk for a while, and let it go on."""

from __future__ import annotations

from typing import Any

from shared.errors import BadRequest, UnknownService
from shared.office.model import Office
from shared.text.catalogue import N_
from shared.trade.admission import known_service
from shared.trade.commands.command import (
    Answer,
    Instant,
    Text,
    command,
)
from shared.trade.commands.ends import refuse_past, written
from shared.trade.hall import KioskNow, ServiceNow
from shared.trade.ledger import Ledger
from shared.trade.orders import (
    Pause,
    Paused,
)


@command("pause_service")
class PauseService:
    """The kiosks give out no numbers for a service; who waits already is served."""

    service: Text
    message: Text | None = None
    until: Instant | None = None
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        known_service(ledger.office, self.service)
        pause = Pause(Paused.SERVICE, self.service, self.message, self.until)
        begin_pause(ledger, pause)
        return {"service": _service(ledger, self.service)}


@command("close_service")
class CloseService:
    """A service is over for today: no numbers, and nobody is called for it any more."""

    service: Text
    message: Text | None = None
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        known_service(ledger.office, self.service)
        about = (Paused.SERVICE, self.service, self.message, None)
        begin_pause(ledger, Pause(*about, is_closed=True))
        return {"service": _service(ledger, self.service)}


@command("open_service")
class OpenService:
    """The kiosks give out numbers for a service again, and its people are called."""

    service: Text
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        known_service(ledger.office, self.service)
        end_pause(ledger, _pause_of(ledger, Paused.SERVICE, self.service))
        return {"service": _service(ledger, self.service)}


@command("pause_kiosk")
class PauseKiosk:
    """A kiosk gives out no numbers."""

    kiosk: Text
    message: Text | None = None
    until: Instant | None = None
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        refuse_unknown_kiosk(ledger.office, self.kiosk)
        begin_pause(ledger, Pause(Paused.KIOSK, self.kiosk, self.message, self.until))
        return {"kiosk": _kiosk(ledger, self.kiosk)}


@command("open_kiosk")
class OpenKiosk:
    """A kiosk gives out numbers again."""

    kiosk: Text
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        refuse_unknown_kiosk(ledger.office, self.kiosk)
        end_pause(ledger, _pause_of(ledger, Paused.KIOSK, self.kiosk))
        return {"kiosk": _kiosk(ledger, self.kiosk)}


def begin_pause(ledger: Ledger, pause: Pause) -> None:
    """Keep a pause and write its event, where it is not as before."""
    refuse_past(ledger, pause.until)
    if pause in ledger.pauses():
        return
    ledger.put_pause(pause)
    told = {"message": pause.message, "until": written(ledger, pause.until)}
    _record_pause(ledger, pause, "closed" if pause.is_closed else "paused", told)


def end_pause(ledger: Ledger, pause: Pause | None, *, day: str | None = None) -> None:
    """It is over, if there was one; `day` is its business day where not today."""
    if pause is not None:
        ledger.drop_pause(pause)
        _record_pause(ledger, pause, "opened", {}, day=day)


def refuse_unknown_kiosk(office: Office, name: str) -> None:
    """Raise BadRequest where office.toml has no such kiosk."""
    if office.kiosk(name) is None:
        raise BadRequest(N_("This office has no kiosk “{kiosk}”."), kiosk=name)


def _pause_of(ledger: Ledger, what: Paused, name: str) -> Pause | None:
    found = (each for each in ledger.pauses() if (each.what, each.name) == (what, name))
    return next(found, None)


def _service(ledger: Ledger, code: str) -> ServiceNow:
    found = ledger.hall().service(code)
    if found is None:
        raise UnknownService(service=code)
    return found


def _kiosk(ledger: Ledger, name: str) -> KioskNow:
    return next(each for each in ledger.hall().kiosks if each.name == name)


def _record_pause(
    ledger: Ledger,
    pause: Pause,
    end: str,
    told: dict[str, Any],
    *,
    day: str | None = None,
) -> None:
    kept = {name: value for name, value in told.items() if value is not None}
    if pause.what is Paused.SERVICE:
        ledger.record(f"service_{end}", service=pause.name, data=kept, day=day)
    else:
        ledger.record(f"kiosk_{end}", data={"kiosk": pause.name, **kept}, day=day)
