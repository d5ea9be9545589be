"""Asking an office in this process, as a station would, or the commands alone."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from shared.clock import Clock
from shared.errors import JiaohaoError
from shared.office.reader import load_office
from shared.service.command_handler import CommandHandler
from shared.station.outside import accept_day
from shared.station.share_session import ShareSession
from shared.station.stores import ledgers_of
from shared.text.catalogue import catalogue
from shared.trade.ledger import Ledgers
from shared.wire.requests import (
    answer_line,
    error_body,
    id_of,
    parse_object,
    parse_request,
)


def after_a_long_rest(folder: Path, clock: Clock) -> None:
    """A person says that the clock is right, though nobody was at work for long."""
    ledgers = ledgers_of(folder, load_office(folder), is_reader=False, clock=clock)
    accept_day(ledgers)
    ledgers.close()


class Asking:
    """Whoever answers lines; ids are made up where none is given."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0

    def line(self, asked: bytes) -> str:
        """The line that answers one line."""
        raise NotImplementedError

    def __call__(self, do: str, *, id: str | None = None, **fields: Any) -> Any:
        """The whole answer, refused or not."""
        self._count += 1
        own = f"{self._name}-{self._count}"
        request = {"id": own if id is None else id, "do": do, **fields}
        return json.loads(self.line(json.dumps(request).encode()))

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


class Asker(Asking):
    """A station in this process."""

    def __init__(
        self, folder: Path, *, name: str | None = "desk", clock: Clock | None = None
    ) -> None:
        """Without a name it only reads."""
        super().__init__(name or "reader")
        self.station = ShareSession(folder, load_office(folder), name=name, clock=clock)
        self.station.join()

    def line(self, asked: bytes) -> str:
        """The line that answers one line."""
        return self.station.answer(asked)

    def close(self) -> None:
        """Leave the office."""
        self.station.leave()


class StoreAsker(Asking):
    """Commands on a store, whichever it is, without a station around them."""

    def __init__(self, ledgers: Ledgers, name: str = "desk") -> None:
        super().__init__(name)
        self.ledgers = ledgers
        self._handler = CommandHandler(ledgers, name)

    def line(self, asked: bytes) -> str:
        """The line that answers one line."""
        id = None
        try:
            found = parse_object(asked)
            id = id_of(found)
            request = parse_request(found)
            if request.is_change:
                return answer_line(id, self._handler.change(request).body)
            return answer_line(id, self._handler.read(request))
        except JiaohaoError as error:
            return answer_line(id, error_body(error, catalogue("en")))


def requests(worker: int, count: int) -> list[dict[str, Any]]:
    """What one desk asks in a busy hour, the same for the same number."""
    chance = random.Random(worker)
    counter = worker % 3 + 1
    found: list[dict[str, Any]] = [{"do": "open_counter", "counter": counter}]
    for _ in range(count):
        do = chance.choices(
            ["issue", "call", "start", "finish", "no_show", "hold", "transfer"],
            [8, 6, 2, 2, 1, 1, 1],
        )[0]
        if do == "issue":
            service = chance.choice(["jobs", "training", "express"])
            found.append({"do": do, "service": service})
        elif do == "transfer":
            found.append({"do": do, "counter": counter, "service": "training"})
        else:
            found.append({"do": do, "counter": counter})
    return [
        {"id": f"{worker}-{index}", **request} for index, request in enumerate(found)
    ]
