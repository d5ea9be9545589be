"""What the pages ask and do about the questions after a visit, through the station."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, Final, cast

from shared.clock import Clock
from shared.errors import BadRequest, RefusedByOffice
from shared.office.model import Office
from shared.trade.survey import Comment
from shared.wire.client import Client
from shared.wire.decoder import answer_from_json

_ASK_SECONDS: Final = 6.0
_KEEP_SECONDS: Final = 10.0
"""So long the comments are told again."""
COMMENT_DAYS: Final = 90
"""So far back comments are shown."""


class SurveyDesk:
    """Asks and keeps what people say. Raises RefusedByOffice, NotKnownYet."""

    def __init__(
        self,
        office: Office,
        client: Client,
        *,
        clock: Clock,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """`client` is of a station with a name; `ticks` gives seconds."""
        self.office, self.clock = office, clock
        self._client, self._ticks = client, ticks
        self._kept: tuple[float, Sequence[Comment]] | None = None

    async def may_answer(self, code: str) -> bool:
        """Whether the holder of a finished number has not answered yet."""
        return bool((await self._ask("may_answer", code=code))["may_answer"])

    async def answer(self, id: str, **said: Any) -> Comment | None:
        """Keep what somebody said, under the same id once; the comment, if any."""
        answer = answer_from_json(await self._ask("answer_survey", id=id, **said))
        comment = answer["comment"]
        assert comment is None or isinstance(comment, Comment)
        return comment

    async def comments(self) -> Sequence[Comment]:
        """Those of late, the newest first; not older than ten seconds."""
        now = self._ticks()
        if self._kept is not None and now - self._kept[0] < _KEEP_SECONDS:
            return self._kept[1]
        today = self.office.business_day(self.clock())
        since = today - timedelta(days=COMMENT_DAYS)
        told = await self._ask("comments", since=since.isoformat())
        answer = answer_from_json({"comments": told["comments"]})
        found = cast(Sequence[Comment], answer["comments"])
        kept = sorted(found, key=lambda each: each.day, reverse=True)
        self._kept = now, kept
        return kept

    async def comment(self, code: str) -> Comment | None:
        """The comment with a code, or none."""
        try:
            told = await self._ask("comment", comment=code)
        except RefusedByOffice as error:
            if error.answer_code == BadRequest.code:
                return None
            raise
        found = answer_from_json({"comment": told["comment"]})["comment"]
        return found if isinstance(found, Comment) else None

    async def _ask(self, do: str, **fields: Any) -> dict[str, Any]:
        return await self._client.ask(do, patience=_ASK_SECONDS, **fields)
