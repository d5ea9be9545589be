"""What is asked of the office until it is known, under one id."""

from __future__ import annotations

from typing import Any

from shared.errors import NotKnownYet
from shared.wire.client import Client
from shared.wire.json_text import Json


class Asking:
    """Questions that are not given up. Raises RefusedByOffice."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def once(self, do: str, id: str, asked: dict[str, Any]) -> Json | None:
        """What is answered; none while it is not known."""
        try:
            return await self._client.ask(do, id=id, **asked)
        except NotKnownYet:
            return None

    async def surely(self, do: str, id: str | None = None, **asked: Any) -> Json:
        """What is answered, however long it takes; without an `id` under a new one."""
        own = id or self._client.new_id()
        answer: Json | None = None
        while answer is None:
            answer = await self.once(do, own, asked)
        return answer
