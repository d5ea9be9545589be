"""What the fields of a request may hold, read off the command they make."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from keyword import iskeyword
from typing import Any, Final, get_args, get_type_hints

import msgspec.structs

from shared.clock import from_rfc3339
from shared.errors import BadRequest
from shared.text.catalogue import N_, is_showable
from shared.trade.commands.command import Kind, OneOf
from shared.trade.printer import JOB_STATES, MOST_JOBS, PrintJob
from shared.wire.json_text import Json

LONGEST_TEXT: Final = 500
MOST_TEXTS: Final = 200
_LARGEST: Final = 2**62

Check = Callable[[str, Any], Any]


@dataclass(frozen=True, slots=True)
class Form:
    """What a command needs and what it may have besides."""

    makes: Callable[..., Any]
    needs: Mapping[str, Check]
    may: Mapping[str, Check]

    def filled(self, found: Json) -> Any:
        """The command that a request makes, its fields checked. Raises BadRequest.

        An optional field that is null counts as absent, an unknown one is passed over.
        """
        for name in self.needs:
            if found.get(name) is None:
                raise BadRequest(N_("“{field}” is missing."), field=name)
        fields = {
            name: check(name, found[name])
            for checks in (self.needs, self.may)
            for name, check in checks.items()
            if found.get(name) is not None
        }
        # What is a word of Python bears an underscore in the command.
        return self.makes(
            **{f"{name}_" if iskeyword(name) else name: fields[name] for name in fields}
        )

    def known(self, found: Json) -> Json:
        """Of a request's fields those that the command knows, as they were asked."""
        return {
            name: found[name]
            for checks in (self.needs, self.may)
            for name in checks
            if found.get(name) is not None
        }


def within_bounds(number: int) -> int:
    """A whole number that the file and the wire take: none that is lawful is larger."""
    return max(min(number, _LARGEST), -_LARGEST)


@functools.cache
def form_of(kind: type[Any]) -> Form:
    """The form of a command or a question, by the types of its fields."""
    hints = get_type_hints(kind, include_extras=True)
    needs: dict[str, Check] = {}
    may: dict[str, Check] = {}
    for field in msgspec.structs.fields(kind):
        name = field.name.removesuffix("_")
        (needs if field.required else may)[name] = _check_of(hints[field.name])
    return Form(kind, needs, may)


def _check_of(hint: Any) -> Check:
    """The check for the kind that is noted on a field's type."""
    for note in getattr(hint, "__metadata__", ()):
        return _one_of(*note.known) if isinstance(note, OneOf) else _CHECKS[note]
    for part in get_args(hint):
        if getattr(part, "__metadata__", ()):
            return _check_of(part)
    raise TypeError(f"no kind is noted on {hint}")


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
    return within_bounds(value)


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


def _texts(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_TEXTS:
        raise BadRequest(
            N_("“{field}” must be a list of at most {longest}."),
            field=name,
            longest=MOST_TEXTS,
        )
    return tuple(_text(name, each) for each in value)


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
_CHECKS: Final[dict[Kind, Check]] = {
    Kind.TEXT: _text,
    Kind.LANGUAGE: _language,
    Kind.WHOLE: _whole,
    Kind.FROM_ZERO: _from_zero,
    Kind.FROM_ONE: _from_one,
    Kind.FLAG: _flag,
    Kind.INSTANT: _instant,
    Kind.TEXTS: _texts,
    Kind.PRINT_JOBS: _jobs,
}
