"""The style sheet and the script of the pages; their addresses name their text."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent


def _named(file: str) -> tuple[str, bytes]:
    text = (_HERE / file).read_bytes()
    name, _, kind = file.partition(".")
    return f"/{name}.{hashlib.sha256(text).hexdigest()[:8]}.{kind}", text


STYLE, STYLE_TEXT = _named("page.css")
SCRIPT, SCRIPT_TEXT = _named("page.js")
