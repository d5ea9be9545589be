"""What a form of ours sends."""

from __future__ import annotations

import re
import secrets
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.requests import Request

LARGEST_FORM: Final = 4_096
"""Bytes; what is sent here has half of that at most."""
_ID: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")


async def form_fields(request: Request) -> dict[str, Any]:
    """The fields of a form; of one that is too large, nothing."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            return {}
    return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=20))


def new_id() -> str:
    """For a form: what is sent twice is done once."""
    return secrets.token_urlsafe(16)


def is_id(words: str) -> bool:
    """Whether it may be the id of a form."""
    return bool(_ID.fullmatch(words))
