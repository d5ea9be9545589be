"""JSON, written and read in one way."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

import msgspec

Json: TypeAlias = dict[str, Any]


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


def from_json(text: bytes | str) -> Any:
    """What a text in JSON says. Raises ValueError where it is none."""
    try:
        return _decode(text)
    except (msgspec.MsgspecError, UnicodeError):
        # It is stricter than JSON's grammar: with half a surrogate, or 1e400.
        pass
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    try:
        words = text if isinstance(text, str) else text.decode("utf-8")
        return json.loads(words)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
