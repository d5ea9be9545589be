"""The commands of who leads the hall: pauses, counters moved, priorities, notices."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shared import clock
from shared.errors import BadRequest, UnknownService, WrongState
from shared.office.model import Counter, Office
from shared.text.catalogue import N_
from shared.trade.admission import known_service
from shared.trade.commands.command import (
    Answer,
    Instant,
    Text,
    Texts,
    Whole,
    command,
)
from shared.trade.commands.places import known_counter
from shared.trade.commands.signing import sign_off
from shared.trade.hall import KioskNow, ServiceNow
from shared.trade.ledger import Ledger
from shared.trade.orders import (
    CounterMove,
    NoticeState,
    Pause,
    Paused,
    PostedNotice,
)
from shared.trade.ticket import ENDED, TICKET_STATES, due_from


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


@command("move_counter")
class MoveCounter:
    """A counter takes other services for a while; without any, those of office.toml."""

    counter: Whole
    serves: Texts | None = None
    helps: Texts = ()
    until: Instant | None = None
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        place = known_counter(ledger.office, self.counter)
        if self.serves is None:
            if any(each.counter == self.counter for each in ledger.counter_moves()):
                end_move(ledger, place)
            return {"counter": ledger.counter(self.counter)}
        for code in (*self.serves, *self.helps):
            known_service(ledger.office, code)
        if not self.serves or set(self.serves) & set(self.helps):
            words = N_("“serves” and “helps” must name services, each once.")
            raise BadRequest(words)
        _refuse_past(ledger, self.until)
        move = CounterMove(self.counter, self.serves, self.helps, self.until)
        if move not in ledger.counter_moves():
            ledger.put_counter_move(move)
            _record_move(ledger, move)
        return {"counter": ledger.counter(self.counter)}


@command("set_priority")
class SetPriority:
    """A number has another priority from now on; its place is by when it first came."""

    label: Text
    priority: Text
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        rank = ledger.office.priority(self.priority)
        if rank is None:
            words = N_("This office has no priority “{priority}”.")
            raise BadRequest(words, priority=self.priority)
        before = ledger.ticket(self.label)
        if before.state in ENDED:
            raise WrongState(label=before.label, state=TICKET_STATES[before.state])
        if before.priority == rank.code:
            return {"ticket": before}
        head_start = clock.minutes(rank.head_start_minutes)
        first = ledger.first_of(before)
        due_at = due_from(first.issued_at, head_start, first.slot_at)
        after = replace(before, priority=rank.code, due_at=due_at)
        ledger.put_ticket(before, after)
        told = {"priority": rank.code, "from": before.priority}
        ledger.record("priority_set", ticket=after, counter=after.counter, data=told)
        return {"ticket": after}


@command("post_notice")
class PostNotice:
    """Write a line for the lobby screens; it is shown once it is approved."""

    text: Text
    service: Text | None = None
    """Whose people it is for; none: for everybody."""
    from_: Instant | None = None
    to: Instant | None = None
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        _refuse_past(ledger, self.to, field="to")
        if self.to is not None and (self.from_ or 0) >= self.to:
            raise BadRequest(N_("It would end before it begins."))
        if self.service is not None:
            known_service(ledger.office, self.service)
        times = (self.from_, self.to)
        draft = NoticeState.DRAFT
        notice = PostedNotice(ledger.id, self.text, draft, *times, self.service)
        return _changed(ledger, notice, "notice_posted", text=self.text)


@command("approve_notice")
class ApproveNotice:
    """A notice may be shown."""

    notice: Text
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        found = _notice(ledger, self.notice)
        if found.state is not NoticeState.DRAFT or found.is_over(ledger.now):
            raise WrongState(N_("This notice is no draft any more."))
        approved = replace(found, state=NoticeState.APPROVED)
        return _changed(ledger, approved, "notice_approved")


@command("end_notice")
class EndNotice:
    """A notice is shown no longer."""

    notice: Text
    staff: Text | None = None
    pin: Text | None = None

    def carry_out(self, ledger: Ledger) -> Answer:
        """See Command."""
        found = _notice(ledger, self.notice)
        if found.is_over(ledger.now):
            raise WrongState(N_("This notice is over already."))
        ended = replace(found, state=NoticeState.ENDED)
        return _changed(ledger, ended, "notice_ended")


def lapse(ledger: Ledger) -> None:
    """What was ordered up to a time that has come is over, each with its event."""
    for pause in ledger.pauses():
        if pause.until is not None and pause.until <= ledger.now:
            end_pause(ledger, pause)
    for move in ledger.counter_moves():
        if move.until is not None and move.until <= ledger.now:
            _end_move_of(ledger, move)


def end_of_day(ledger: Ledger, day: str) -> None:
    """What was ordered without an end is over with its business day (ISO 8601)."""
    for pause in ledger.pauses():
        if pause.until is None:
            end_pause(ledger, pause, day=day)
    for move in ledger.counter_moves():
        if move.until is None:
            _end_move_of(ledger, move, day=day)
    for place in ledger.office.counters:
        sign_off(ledger, place.number, day=day)


def begin_pause(ledger: Ledger, pause: Pause) -> None:
    """Keep a pause and write its event, where it is not as before."""
    _refuse_past(ledger, pause.until)
    if pause in ledger.pauses():
        return
    ledger.put_pause(pause)
    told = {"message": pause.message, "until": _written(ledger, pause.until)}
    _record_pause(ledger, pause, "closed" if pause.is_closed else "paused", told)


def end_pause(ledger: Ledger, pause: Pause | None, *, day: str | None = None) -> None:
    """It is over, if there was one; `day` is its business day where not today."""
    if pause is not None:
        ledger.drop_pause(pause)
        _record_pause(ledger, pause, "opened", {}, day=day)


def end_move(ledger: Ledger, place: Counter, *, day: str | None = None) -> None:
    """A counter takes what office.toml says again."""
    ledger.drop_counter_move(place.number)
    back = CounterMove(place.number, place.serves, place.helps, None)
    _record_move(ledger, back, day=day)


def refuse_unknown_kiosk(office: Office, name: str) -> None:
    """Raise BadRequest where office.toml has no such kiosk."""
    if office.kiosk(name) is None:
        raise BadRequest(N_("This office has no kiosk “{kiosk}”."), kiosk=name)


def _end_move_of(ledger: Ledger, move: CounterMove, *, day: str | None = None) -> None:
    place = ledger.office.counter(move.counter)
    if place is None:
        ledger.drop_counter_move(move.counter)
    else:
        end_move(ledger, place, day=day)


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


def _notice(ledger: Ledger, id: str) -> PostedNotice:
    found = next((each for each in ledger.notices() if each.id == id), None)
    if found is None:
        raise BadRequest(N_("There is no notice “{notice}”."), notice=id)
    return found


def _changed(ledger: Ledger, notice: PostedNotice, kind: str, **told: Any) -> Answer:
    ledger.put_notice(notice)
    told = {"notice": notice.id, **told}
    ledger.record(kind, service=notice.service, data=told)
    return {"notice": notice}


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


def _record_move(ledger: Ledger, move: CounterMove, *, day: str | None = None) -> None:
    told: dict[str, Any] = {"serves": list(move.serves), "helps": list(move.helps)}
    if move.until is not None:
        told["until"] = _written(ledger, move.until)
    ledger.record("counter_moved", counter=move.counter, data=told, day=day)


def _written(ledger: Ledger, at: int | None) -> str | None:
    return None if at is None else str(clock.rfc3339(at, ledger.office.time_zone))


def _refuse_past(ledger: Ledger, until: int | None, field: str = "until") -> None:
    if until is not None and until <= ledger.now:
        raise BadRequest(N_("“{field}” is past already."), field=field)
