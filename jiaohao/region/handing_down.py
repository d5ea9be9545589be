"""What is handed down to an office, looked over before it is kept."""

from __future__ import annotations

from pathlib import Path

from shared.errors import OfficeMistake
from shared.office.reader import parse_office
from shared.postgres.handed_down import COMMANDS, Kind
from shared.text.catalogue import N_
from shared.text.reasons import why
from shared.wire.json_text import to_json
from shared.wire.requests import command_asked

Meant = tuple[Kind, str]
"""What it is, and its content."""


def sheet(file: Path) -> Meant:
    """An office.toml. Raises OfficeMistakes, or OfficeMistake if unread."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise OfficeMistake(
            N_("{file} cannot be read ({reason})."), file=file, reason=why(error)
        ) from error
    parse_office(raw, file)
    return Kind.OFFICE, raw.decode("utf-8")


def notice(text: str, until: str | None) -> Meant:
    """A line for the lobby, until a time (RFC 3339) if one is named.

    Raises BadRequest.
    """
    return _asked(Kind.NOTICE, {"text": text, "to": until})


def appointment(service: str, at: str) -> Meant:
    """For a service, by its code, at a time (RFC 3339). Raises BadRequest."""
    return _asked(Kind.APPOINTMENT, {"service": service, "at": at})


def _asked(kind: Kind, fields: dict[str, str | None]) -> Meant:
    named = {name: value for name, value in fields.items() if value is not None}
    command_asked(COMMANDS[kind], named)
    return kind, to_json(named)
