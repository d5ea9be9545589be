"""Printers in words, and what staff ask of them without a screen program."""

from __future__ import annotations

import json
import socket
import time
import uuid
from pathlib import Path
from typing import Any, Final

from jiaohao.deadline import LONGEST_LOOK, office_folder, within
from printers.session.outcome import OUTCOME_WORDS, Outcome, condition_words
from shared.clock import local
from shared.errors import (
    EXIT_SHARE,
    EXIT_WORDS,
    BadRequest,
    OfficeMistake,
    RefusedByOffice,
    StationTaken,
    UnknownCommand,
)
from shared.office.model import Office
from shared.office.printers import USUAL_DOTS, Printer
from shared.office.reader import load_office
from shared.station.office_look import office_to_begin
from shared.station.share_session import ShareSession
from shared.text.catalogue import N_, Catalogue, Words, columns
from shared.text.reasons import why
from shared.trade.hall import Hall
from shared.trade.label import parse_label
from shared.trade.printer import DROPPED, EXPIRED, PrinterNow, PrintJob
from shared.wire.json_text import to_json

_PATIENCE: Final = 45.0
"""Seconds that a paper is waited for; a printer may be slow."""
_REST: Final = 0.3
"""Seconds between two looks at whether it is done."""
_USUAL_DOTS: Final = USUAL_DOTS[80]
_MOST_AT_ONCE: Final = 9
"""How many of these commands may work on one machine at a time."""
_SHORT: Final = 8
"""Characters of a job's id that are shown; that many name it."""
_SETTLED: Final[dict[str, Words]] = {
    **{str(outcome): words for outcome, words in OUTCOME_WORDS.items()},
    DROPPED: N_("settled without printing"),
    EXPIRED: N_("nobody did it that day"),
}
_NO_PICTURE: Final = N_("something on it cannot be drawn")
_DONE: Final = ("printed", DROPPED)


def printer_lines(office: Office, hall: Hall, say: Catalogue) -> list[str]:
    """Each printer, how it is, and the papers that need a person."""
    lines: list[str] = []
    nothing = say(N_("no station tells of it"))
    told = {printer.name for printer in hall.printers}
    for printer in hall.printers:
        lines.append(_printer_line(printer, office, say))
        lines += [f"        {_job_line(job, office, say)}" for job in printer.jobs]
    lines += [
        f"  {_padded(printer.name, 12)}{nothing}"
        for printer in office.printers
        if printer.name not in told and printer.is_anywhere
    ]
    return lines


def ask_for(
    folder_given: Path | None,
    what: str,
    named: str,
    say: Catalogue,
    *,
    printer: str | None = None,
) -> tuple[str, int]:
    """Ask for a paper and wait for what becomes of it: the words, the exit status.

    The paper is named by its label or by its job's id or the beginning of it.
    """
    folder = office_folder(folder_given)
    office = office_to_begin(folder)[1]
    station = within(LONGEST_LOOK, folder, lambda: _at_work(folder, office))
    try:
        before = _ask(station, "state")
        about = _meant(named, before)
        wish = _ask(station, "print_wish", what=what, printer=printer, **about)["wish"]
        return _awaited(station, wish, before["seq"], say)
    except RefusedByOffice as refusal:
        return refusal.message(say), _exit_status(refusal)
    finally:
        station.leave()


def write_preview(
    folder_given: Path | None, kind: str, file: Path, printer_name: str | None
) -> None:
    """Write a paper of sample data as a picture, as wide as a printer of the office."""
    # Pillow takes its time to import, and no other command here draws.
    from printers.drawing.preview import KINDS, preview

    folder = office_folder(folder_given)
    office = within(LONGEST_LOOK, folder, lambda: load_office(folder))
    if kind not in KINDS:
        words = N_("There is no paper “{kind}”. There are: {known}")
        raise OfficeMistake(words, kind=kind, known=", ".join(KINDS))
    dots = printer_named(office, printer_name).dots if printer_name else _USUAL_DOTS
    try:
        preview(kind, office, dots, file)
    except (OSError, ValueError) as error:
        words = N_("{file} cannot be written ({reason}).")
        reason = why(error) if isinstance(error, OSError) else _NO_PICTURE
        raise OfficeMistake(words, file=file, reason=reason) from error


def printer_named(office: Office, name: str) -> Printer:
    """The printer of this name. Raises OfficeMistake."""
    printer = office.printer(name)
    if printer is None:
        known = ", ".join(each.name for each in office.printers) or "–"
        words = N_("This office has no printer “{name}”. It has: {known}")
        raise OfficeMistake(words, name=name, known=known)
    return printer


def _at_work(folder: Path, office: Office) -> ShareSession:
    """A station of our own; several may work on one machine."""
    name = f"print@{socket.gethostname()}"
    for number in range(2, _MOST_AT_ONCE + 1):
        station = ShareSession(folder, office, name=name)
        try:
            station.join()
        except StationTaken:
            name = f"print@{socket.gethostname()}-{number}"
            continue
        return station
    raise StationTaken(station=name, place=socket.gethostname())


def _ask(station: ShareSession, do: str, **fields: Any) -> dict[str, Any]:
    request = {"id": uuid.uuid4().hex, "do": do, **fields}
    answer: dict[str, Any] = json.loads(station.answer(to_json(request).encode()))
    if not answer["ok"]:
        raise RefusedByOffice(answer["error"], answer["message"])
    return answer


def _meant(named: str, state: dict[str, Any]) -> dict[str, str]:
    if parse_label(named) is not None:
        return {"label": named}
    ids = [
        job["job"]
        for printer in state["printers"]
        for job in printer["jobs"]
        if job["job"].startswith(named)
    ]
    return {"job": ids[0] if len(ids) == 1 else named}


def _awaited(
    station: ShareSession, wish: dict[str, Any], seq: int, say: Catalogue
) -> tuple[str, int]:
    give_up = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up:
        answer = _ask(station, "events", after=seq)
        for event in answer["events"]:
            data = event["data"] or {}
            if data.get("wish") == wish["wish"] and "outcome" in data:
                return _outcome_words(wish, data, say)
        seq = answer["last"]
        station.pulse()
        time.sleep(_REST)
    words = N_("{label}: {station} was asked and has not done it yet.")
    return say(words, label=wish["label"], station=wish["station"]), 1


def _outcome_words(
    wish: dict[str, Any], data: dict[str, Any], say: Catalogue
) -> tuple[str, int]:
    outcome, reason = data["outcome"], data.get("reason")
    words = _SETTLED[outcome]
    told = f"{say(words)} ({say(reason)})" if reason else say(words)
    printer = data.get("printer") or wish["printer"]
    where = f"{wish['label']}  {printer}  {wish['station']}"
    return f"{where}  {told}", 0 if outcome in _DONE else 1


def _exit_status(refusal: RefusedByOffice) -> int:
    if refusal.answer_code in (BadRequest.code, UnknownCommand.code):
        return EXIT_WORDS
    is_share = refusal.answer_code.startswith("share_")
    return EXIT_SHARE if is_share or refusal.answer_code == "damaged" else 1


def _printer_line(printer: PrinterNow, office: Office, say: Catalogue) -> str:
    words = condition_words(printer.condition, printer.reason, say)
    at = f"{local(printer.since, office.time_zone):%H:%M}"
    since = say(N_("since {time}"), time=at)
    mark = "" if printer.can_confirm else say(N_("cannot confirm"))
    told = f"{words}  {since}  {mark}".rstrip()
    if not printer.is_at_work:
        told = say(N_("not known: station {station} is off"), station=printer.station)
    name = _padded(printer.name, 12) + _padded(printer.station, 12)
    return f"  {name}{told}"


def _job_line(job: PrintJob, office: Office, say: Catalogue) -> str:
    when = f"{local(job.at, office.time_zone):%m-%d %H:%M}"
    words = say(OUTCOME_WORDS[Outcome(job.state)])
    return f"{_padded(job.label, 8)}{job.id[:_SHORT]}  {when}  {words}"


def _padded(words: str, width: int) -> str:
    return words + " " * max(1, width - columns(words))
