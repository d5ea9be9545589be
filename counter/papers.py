"""The papers of a visit, printed by the printer of this counter."""

from __future__ import annotations

import asyncio

from printers.own_printers import OwnPrinters
from printers.papers.paper import Paper
from printers.session.outcome import OUTCOME_WORDS, Outcome
from shared.clock import now_ms
from shared.text.catalogue import N_, Catalogue


class CounterPapers(OwnPrinters):
    """Prints what was looked at."""

    async def print(self, paper: Paper, kind: str, label: str, say: Catalogue) -> str:
        """Print a paper for a number; why it did not come out, or "", after a while."""
        day = self._office.business_day(now_ms())
        pending = self._spooler.submit(paper, label=label, kind=kind, day=day)
        result = await asyncio.wrap_future(pending.result)
        if result.outcome is Outcome.PRINTED:
            return ""
        told = say(OUTCOME_WORDS[result.outcome])
        if not result.reason:
            return told
        return say(N_("{what}: {reason}"), what=told, reason=say(result.reason))
