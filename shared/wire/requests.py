"""The JSON lines: what a request may say, and how answers are written.

docs/protocol.md is the description for those who write programs against it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from shared import VERSION
from shared.clock import from_rfc3339
from shared.errors import BadRequest, JiaohaoError, UnknownCommand
from shared.text.catalogue import N_, Catalogue, is_showable
from shared.trade.printer import (
    CONDITIONS,
    JOB_STATES,
    MOST_JOBS,
    OUTCOMES,
    WISHES,
    PrintJob,
)

PROTOCOL: Final = 1
LONGEST_LINE: Final = 65_536
"""Bytes of one request, its line end included."""
LONGEST_ID: Final = 200
LONGEST_TEXT: Final = 500
_LARGEST: Final = 2**62

Check = Callable[[str, Any], Any]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """One request whose words are right; whether it may be done, the queue says."""

    id: str
    do: str
    fields: Mapping[str, Any]


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadRequest(N_("“{field}” must be a text."), field=name)
    if len(value) > LONGEST_TEXT:
        raise BadRequest(
            N_("“{field}” is longer than {longest} characters."),
            field=name,
            longest=LONGEST_TEXT,
        )
    if not is_showable(value):
        raise BadRequest(
            N_("“{field}” holds control characters; one line of text is wanted."),
            field=name,
        )
    return value


def _whole(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadRequest(N_("“{field}” must be a whole number."), field=name)
    return max(min(value, _LARGEST), -_LARGEST)


def _from_zero(name: str, value: Any) -> int:
    number = _whole(name, value)
    if number < 0:
        raise BadRequest(N_("“{field}” must not be negative."), field=name)
    return number


def _from_one(name: str, value: Any) -> int:
    number = _whole(name, value)
    if number < 1:
        raise BadRequest(N_("“{field}” must be 1 or more."), field=name)
    return number


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadRequest(N_("“{field}” must be true or false."), field=name)
    return value


def _language(name: str, value: Any) -> str:
    tag = _text(name, value)
    if not tag.replace("-", "").isalnum() or not tag.isascii() or len(tag) > 35:
        raise BadRequest(
            N_("“{field}” must be a language tag such as zh-TW."), field=name
        )
    return tag


def _one_of(*known: str) -> Check:
    def check(name: str, value: Any) -> str:
        words = _text(name, value)
        if words not in known:
            raise BadRequest(
                N_("“{field}” must be one of: {known}."),
                field=name,
                known=", ".join(known),
            )
        return words

    return check


def _instant(name: str, value: Any) -> int:
    words = _text(name, value)
    try:
        return from_rfc3339(words)
    except (ValueError, OverflowError) as error:
        raise BadRequest(
            N_("“{field}” must be a time such as 2026-11-23T09:00:00+08:00."),
            field=name,
        ) from error


def _jobs(name: str, value: Any) -> tuple[PrintJob, ...]:
    if not isinstance(value, list) or len(value) > MOST_JOBS:
        raise BadRequest(
            N_("“{field}” must be a list of at most {longest}."),
            field=name,
            longest=MOST_JOBS,
        )
    return tuple(_job(name, each) for each in value)


def _job(name: str, value: Any) -> PrintJob:
    if not isinstance(value, dict):
        raise BadRequest(N_("Each of “{field}” must be a JSON object."), field=name)
    parts: Json = {}
    for part, check in _JOB.items():
        if value.get(part) is None:
            raise BadRequest(N_("“{field}” is missing."), field=f"{name}.{part}")
        parts[part] = check(f"{name}.{part}", value[part])
    return PrintJob(
        parts["job"], parts["label"], parts["kind"], parts["state"], parts["at"]
    )


_JOB: Final[dict[str, Check]] = {
    "job": _text,
    "label": _text,
    "kind": _text,
    "state": _one_of(*JOB_STATES),
    "at": _instant,
}


@dataclass(frozen=True, slots=True)
class _Form:
    """What a command needs and what it may have besides."""

    needs: Mapping[str, Check]
    may: Mapping[str, Check]


_COUNTER: Final[dict[str, Check]] = {"counter": _whole}
_COUNTER_LABEL: Final = _COUNTER | {"label": _text}
_NOTHING: Final[dict[str, Check]] = {}

READS: Final[Mapping[str, _Form]] = {
    "ticket": _Form({"label": _text}, _NOTHING),
    "state": _Form(_NOTHING, _NOTHING),
    "events": _Form({"after": _from_zero}, {"limit": _from_one}),
    "watch": _Form(_NOTHING, _NOTHING),
    "unanswered": _Form(_NOTHING, _NOTHING),
}
CHANGES: Final[Mapping[str, _Form]] = {
    "issue": _Form(
        {"service": _text},
        {"priority": _text, "language": _language, "channel": _text},
    ),
    "call": _Form(_COUNTER, {"finish_current": _flag}),
    "call_ticket": _Form(_COUNTER_LABEL, _NOTHING),
    "recall": _Form(_COUNTER, _NOTHING),
    "start": _Form(_COUNTER, _NOTHING),
    "no_show": _Form(_COUNTER, _NOTHING),
    "finish": _Form(_COUNTER, {"outcome": _text}),
    "hold": _Form(_COUNTER, {"reason": _text}),
    "resume": _Form(_COUNTER_LABEL, _NOTHING),
    "transfer": _Form(_COUNTER | {"service": _text}, {"note": _text}),
    "requeue": _Form({"label": _text}, _NOTHING),
    "cancel": _Form({"label": _text}, {"reason": _text}),
    "open_counter": _Form(_COUNTER, {"staff": _text}),
    "pause_counter": _Form(_COUNTER, {"reason": _text}),
    "close_counter": _Form(_COUNTER, _NOTHING),
    "printer_state": _Form(
        {"printer": _text, "condition": _one_of(*CONDITIONS)},
        {"reason": _text, "can_confirm": _flag, "jobs": _jobs},
    ),
    "print_wish": _Form(
        {"what": _one_of(*WISHES)},
        {"label": _text, "job": _text, "printer": _text},
    ),
    "print_done": _Form(
        {"wish": _text, "outcome": _one_of(*OUTCOMES)}, {"reason": _text}
    ),
}
_FORMS: Final = {**READS, **CHANGES}


def parse_object(line: bytes | None) -> Json:
    """The JSON object of a line; none was too long. Raises BadRequest."""
    if line is None:
        words = N_("This line is longer than {longest} bytes.")
        raise BadRequest(words, longest=LONGEST_LINE)
    try:
        found = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadRequest(N_("This line is not JSON in UTF-8.")) from error
    if not isinstance(found, dict):
        raise BadRequest(N_("This line is not a JSON object."))
    return found


def id_of(request: Json) -> str | None:
    """The request's id if it is a proper one, else none."""
    found = request.get("id")
    if isinstance(found, str) and 0 < len(found) <= LONGEST_ID and _is_utf8(found):
        return found
    return None


def parse_request(request: Json) -> Request:
    """A request whose command is known and whose fields are of the right kinds.

    An optional field that is null counts as absent, an unknown field is passed over.
    Raises BadRequest or UnknownCommand.
    """
    id = id_of(request)
    if id is None:
        raise BadRequest(
            N_("“id” must be a text of 1 to {longest} characters."), longest=LONGEST_ID
        )
    do = request.get("do")
    if not isinstance(do, str):
        raise BadRequest(N_("“{field}” must be a text."), field="do")
    form = _FORMS.get(do)
    if form is None:
        raise UnknownCommand(do=do[:50].encode("utf-8", "replace").decode())
    missing = [name for name in form.needs if request.get(name) is None]
    if missing:
        raise BadRequest(N_("“{field}” is missing."), field=missing[0])
    checks = {**form.needs, **form.may}
    fields = {
        name: check(name, request[name])
        for name, check in checks.items()
        if request.get(name) is not None
    }
    return Request(id, do, fields)


def hello_line(office: str, station: str | None) -> str:
    """A station's first line: the office's name and its own."""
    return to_json(
        {
            "hello": "jiaohao",
            "protocol": PROTOCOL,
            "version": VERSION,
            "office": office,
            "station": station,
        }
    )


def answer_line(id: str | None, body: str) -> str:
    """The line that answers a request: its id and the body (a JSON object)."""
    return f'{{"id":{to_json(id)},{body[1:]}'


def error_body(error: JiaohaoError, say: Catalogue) -> str:
    """The body of a refused or failed request."""
    return to_json(refused(error.code, error.message(say)))


def refused(code: str, words: str) -> Json:
    """The body of a request that is not carried out, by code and words for people."""
    return {"ok": False, "error": code, "message": words}


def to_json(value: Any) -> str:
    """One line of JSON, not escaped more than it must be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _is_utf8(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True
