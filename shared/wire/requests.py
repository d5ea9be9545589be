"""The JSON lines: what a request may say, and how answers are written.

docs/protocol.md is the description for those who write programs against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

from shared import VERSION
from shared.errors import BadRequest, JiaohaoError, UnknownCommand
from shared.text.catalogue import N_, Catalogue, is_showable
from shared.trade.commands import COMMANDS, Command
from shared.wire.forms import form_of, within_bounds
from shared.wire.json_text import Json, NestedTooDeep, from_json, to_json
from shared.wire.reads import READS, Read

PROTOCOL: Final = 1
LONGEST_LINE: Final = 65_536
"""Bytes of one request, its line end included."""
LONGEST_ID: Final = 200
SECRETS: Final = frozenset({"pin"})
"""Fields that no journal and no log may have."""
UNWRITTEN: Final = frozenset({"answer_survey"})
"""Commands that no journal may have: it would say who answered what, and when."""
Asked: TypeAlias = Command | Read


@dataclass(frozen=True, slots=True)
class Request:
    """One request whose words are right; whether it may be done, the queue says."""

    id: str
    do: str
    fields: Json
    """As they were asked, and of these what the command knows."""
    command: Asked

    @property
    def kept_fields(self) -> Json:
        """The fields that may be written down: no PIN."""
        return {name: self.fields[name] for name in self.fields if name not in SECRETS}

    @property
    def is_change(self) -> bool:
        """Whether it may change something."""
        return self.do in COMMANDS

    @property
    def is_journaled(self) -> bool:
        """Whether a station writes down that it was asked, and what it answered."""
        return self.is_change and self.do not in UNWRITTEN

    def as_command(self) -> Command:
        """What may change something. Raises UnknownCommand where it is a question."""
        if not self.is_change:
            raise UnknownCommand(do=self.do)
        return cast(Command, self.command)


class DeepRequest(BadRequest):
    """Nested deeper than is read; whoever asked is answered under the `id`, if any."""

    text = N_("This line is nested too deep.")

    def __init__(self, id: str | None) -> None:
        super().__init__()
        self.id = id


def parse_object(line: bytes | None) -> Json:
    """The JSON object of a line; none was too long. Raises BadRequest."""
    if line is None:
        words = N_("This line is longer than {longest} bytes.")
        raise BadRequest(words, longest=LONGEST_LINE)
    try:
        found = from_json(line)
    except NestedTooDeep as error:
        raise DeepRequest(id_of(error.top)) from error
    except ValueError as error:
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


def parse_request(found: Json) -> Request:
    """A request whose command is known and whose fields are of the right kinds.

    Raises BadRequest or UnknownCommand.
    """
    id = id_of(found)
    if id is None:
        raise BadRequest(
            N_("“id” must be a text of 1 to {longest} characters."), longest=LONGEST_ID
        )
    do = found.get("do")
    if not isinstance(do, str):
        raise BadRequest(N_("“{field}” must be a text."), field="do")
    kind = COMMANDS.get(do) or READS.get(do)
    if kind is None:
        raise UnknownCommand(do=do[:50].encode("utf-8", "replace").decode())
    form = form_of(kind)
    command = form.filled(found)
    fields = {name: _as_asked(value) for name, value in form.known(found).items()}
    return Request(id, do, fields, command)


def command_asked(do: str, fields: Json) -> Command:
    """The command that was asked before. Raises BadRequest, UnknownCommand."""
    kind = COMMANDS.get(do)
    if kind is None:
        raise UnknownCommand(do=do)
    command: Command = form_of(kind).filled(fields)
    return command


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


def _as_asked(value: Any) -> Any:
    """A field; of objects in it the texts: all that is known is one."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return within_bounds(value)
    if not isinstance(value, list):
        return value
    return [
        {
            part: words
            for part, words in each.items()
            if isinstance(words, str) and is_showable(part) and is_showable(words)
        }
        for each in value
    ]


def _is_utf8(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True
