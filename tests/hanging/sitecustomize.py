"""Makes a folder hang in this process, as a share does whose cable is out.

`JIAOHAO_HANGING` names it. No call that asks it for anything comes back, or none as
long as the file `JIAOHAO_HANGING_WHILE` is there.
"""

from __future__ import annotations

import builtins
import io
import os
import threading
from collections.abc import Callable
from typing import Any

_FOLDER = os.environ.get("JIAOHAO_HANGING", "")
_WHILE = os.environ.get("JIAOHAO_HANGING_WHILE", "")
_exists = os.path.exists
_CALLS = {
    os: (
        "stat",
        "lstat",
        "open",
        "listdir",
        "scandir",
        "access",
        "statvfs",
        "readlink",
    ),
    io: ("open", "open_code"),
    builtins: ("open",),
}


def _hang() -> None:
    if not _WHILE:
        threading.Event().wait()
    while _exists(_WHILE):
        threading.Event().wait(0.05)


def _hanging(call: Callable[..., Any]) -> Callable[..., Any]:
    def asked(*words: Any, **more: Any) -> Any:
        named = words[0] if words else None
        is_path = isinstance(named, str | os.PathLike)
        if is_path and os.path.abspath(os.fspath(named)).startswith(_FOLDER):
            _hang()
        return call(*words, **more)

    return asked


if _FOLDER:
    for module, names in _CALLS.items():
        for name in names:
            setattr(module, name, _hanging(getattr(module, name)))
    import jiaohao.deadline

    jiaohao.deadline.LONGEST_LOOK = 1.0  # type: ignore[misc]
