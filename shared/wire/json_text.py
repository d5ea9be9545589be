"""JSON, written and read in one way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final, NoReturn, TypeAlias

import msgspec

Json: TypeAlias = dict[str, Any]
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[][{}:,]|[^][{}:,"\s]+|"')
_CLOSED_BY: Final = {"[": "]", "{": "}"}


def _plain(value: Any) -> str:
    """Words of the catalogues are texts of a kind of their own."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"{type(value)} has no place in JSON")


_encode = msgspec.json.Encoder(enc_hook=_plain).encode
_decode = msgspec.json.Decoder().decode


def to_json(value: Any) -> str:
    """One line of JSON, not escaped more than it must be."""
    return _encode(value).decode()


class NestedTooDeep(ValueError):
    """It may be JSON, and is deeper than is read; `top` is its outermost object.

    What is nested in that is left out: `top` is for whom to answer, not what to do.
    """

    def __init__(self, top: Json) -> None:
        super().__init__("nested too deep")
        self.top = top


def from_json(text: bytes | str) -> Any:
    """What a text in JSON says. Raises ValueError where it is none."""
    read: Callable[[str], Any] = json.loads
    try:
        return _decode(text)
    except (msgspec.MsgspecError, UnicodeError):
        # It is stricter than JSON's grammar: with half a surrogate, or 1e400.
        pass
    except RecursionError:
        read = _refuse_depth
    words = text if isinstance(text, str) else text.decode("utf-8")
    try:
        return read(words)
    except RecursionError:
        return _refuse_depth(words)


def _refuse_depth(words: str) -> NoReturn:
    raise NestedTooDeep(_outermost(words))


def _outermost(words: str) -> Json:
    """The outermost object without what is nested in it. Raises ValueError."""
    open_ones: list[str] = []
    kept: list[str] = []
    for token in _TOKEN.findall(words):
        if token in _CLOSED_BY:
            if len(open_ones) == 1:
                kept.append("null")
            open_ones.append(token)
        if len(open_ones) <= 1:
            kept.append(token)
        if token in _CLOSED_BY.values() and (
            not open_ones or _CLOSED_BY[open_ones.pop()] != token
        ):
            raise ValueError("a bracket without its other one")
    found = json.loads(" ".join(kept)) if not open_ones else None
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found
