"""The commands of the notices on the lobby screens: draft, approved, ended."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shared.errors import BadRequest, WrongState
from shared.text.catalogue import N_
from shared.trade.admission import known_service
from shared.trade.commands.command import (
    Answer,
    Instant,
    Text,
    command,
)
from shared.trade.commands.ends import refuse_past
from shared.trade.ledger import Ledger
from shared.trade.orders import (
    NoticeState,
    PostedNotice,
)


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
        refuse_past(ledger, self.to, field="to")
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
