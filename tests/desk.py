"""Asking a desk in this process, as a station would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from shared.clock import Clock, now_ms
from shared.office.reader import load_office
from shared.station.share_session import ShareSession


class Asker:
    """A station in this process; ids are made up where none is given."""

    def __init__(
        self, folder: Path, *, name: str = "desk", clock: Clock = now_ms
    ) -> None:
        self.station = ShareSession(folder, load_office(folder), name=name, clock=clock)
        self.station.join()
        self._count = 0

    def __call__(self, do: str, *, id: str | None = None, **fields: Any) -> Any:
        """The whole answer, refused or not."""
        self._count += 1
        own = f"{self.station.name}-{self._count}"
        request = {"id": own if id is None else id, "do": do, **fields}
        return json.loads(self.station.answer(json.dumps(request).encode()))

    def ok(self, do: str, **fields: Any) -> Any:
        """The answer, which must not be a refusal."""
        answer = self(do, **fields)
        assert answer["ok"], answer
        return answer

    def ticket(self, do: str, **fields: Any) -> Any:
        """The ticket of an answer that must not be a refusal."""
        return self.ok(do, **fields)["ticket"]

    def error(self, do: str, **fields: Any) -> str:
        """The error code of an answer that must be a refusal."""
        answer = self(do, **fields)
        assert not answer["ok"], answer
        assert answer["message"]
        return str(answer["error"])

    def close(self) -> None:
        """Leave the office."""
        self.station.leave()
