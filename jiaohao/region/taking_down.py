"""What the region handed down is done at the office, once, and it is told what came.

Nothing is remembered here: what was done the office's events tell, which the region
has, and which office.toml it was made for is compared with the one that lies there.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from jiaohao.reload import reload
from jiaohao.reload import said as said_of_reload
from shared.errors import BadRequest, OfficeMistake, Refusal, ShareUnavailable
from shared.office.differences import differences
from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import parse_office
from shared.office.version import version_of
from shared.postgres.handed_down import COMMANDS, Handed, Kind, Outcome
from shared.postgres.region import Region
from shared.station import outside
from shared.station.stores import trusted_ledgers
from shared.text.catalogue import N_, Catalogue
from shared.text.reasons import why
from shared.trade.commands.notices import ApproveNotice
from shared.trade.day import turn_day
from shared.trade.ledger import Ledger
from shared.wire.encoder import answer_body
from shared.wire.json_text import from_json
from shared.wire.requests import command_asked, parse_object

KEPT_FILE: Final = "office.before.toml"
"""The office.toml whose place the last one took."""
_STATION: Final = "region"
_Became = tuple[Outcome, str]


class ChangedHere(OfficeMistake):
    """Another office.toml lies there than the one whose place it was to take."""

    text = N_(
        "office.toml was changed at the office: {version} lies there, not {base}. Work"
        " that in, then say: jiaohao hand-down … --over {version}"
    )


class OwnPlace(OfficeMistake):
    """It would lead the office elsewhere."""

    text = N_(
        "[region] and [store] are the office's own: leave them as they are there."
    )


def take_down(folder: Path, office: Office, region: Region, say: Catalogue) -> None:
    """Do what was handed down to an office since, oldest first, and tell the region.

    To be called once all events are sent. Raises ShareUnavailable, ShareUnsafe,
    Damaged, ServerUnavailable; then the rest waits for the next time.
    """
    code = office.region.office if office.region is not None else ""
    for item in region.handed_down.pending(code):
        became: _Became = (Outcome.TAKEN, "")
        if not region.handed_down.is_done(item):
            is_sheet = item.kind is Kind.OFFICE
            took = take_sheet if is_sheet else carry_out
            became = took(folder, office, item, say)
        region.handed_down.settle(item, *became)


def take_sheet(folder: Path, office: Office, item: Handed, say: Catalogue) -> _Became:
    """Let an office.toml take the place of the one it was made for."""
    file = folder / OFFICE_FILE
    try:
        here = file.read_bytes()
    except OSError as error:
        raise ShareUnavailable(folder=folder, reason=why(error)) from error
    present = here.decode("utf-8", "replace")
    if present != item.content:
        try:
            _refuse(present, office, item)
        except ChangedHere as error:
            differing = differences(item.content, present)
            return Outcome.REFUSED, "\n".join([error.message(say), *differing])
        except OfficeMistake as error:
            return Outcome.REFUSED, error.message(say)
        _put(file, item.content.encode(), here)
    taken = reload(folder, id=item.id)
    if not taken[0].breaks:
        return Outcome.TAKEN, ""
    return Outcome.WAITS, "\n".join(said_of_reload(*taken, say))


def carry_out(folder: Path, office: Office, item: Handed, say: Catalogue) -> _Became:
    """Post a notice, which may be shown at once, or make an appointment."""

    def work(ledger: Ledger) -> str:
        kept = ledger.answer(item.id)
        if kept is None:
            turn_day(ledger)
            fields = parse_object(item.content.encode())
            answer = command_asked(COMMANDS[item.kind], fields).carry_out(ledger)
            if item.kind is Kind.NOTICE:
                answer = ApproveNotice(notice=item.id).carry_out(ledger)
            kept = answer_body(answer, ledger.office)
            ledger.keep_answer(kept)
        return kept

    ledgers = trusted_ledgers(folder, office, is_reader=False)
    try:
        answer = outside.changed(ledgers, work, station=_STATION, id=item.id)
    except (BadRequest, Refusal) as error:
        return Outcome.REFUSED, error.message(say)
    finally:
        ledgers.close()
    booking = from_json(answer.encode()).get("booking", {})
    return Outcome.TAKEN, booking.get("code", "")


def _refuse(present: str, office: Office, item: Handed) -> None:
    """Raise OfficeMistake where it must not take the place of the present one."""
    new = parse_office(item.content.encode(), Path(OFFICE_FILE))
    if version_of(present) != item.base:
        raise ChangedHere(version=version_of(present), base=item.base)
    if (new.region, new.store) != (office.region, office.store):
        raise OwnPlace


def _put(file: Path, new: bytes, old: bytes) -> None:
    """Write an office.toml in the place of the old one, which is kept beside it."""
    try:
        for name, content in ((KEPT_FILE, old), (file.name, new)):
            part = file.with_name(f"{name}.part")
            with part.open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            shutil.copymode(file, part)
            part.replace(file.with_name(name))
    except OSError as error:
        raise ShareUnavailable(folder=file.parent, reason=why(error)) from error
