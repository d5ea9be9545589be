"""What `jiaohao doctor` looks at in the journals of this machine's stations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jiaohao.doctor.finding import Examination, Finding, Level
from shared.offline.journal_opening import journals_found
from shared.text.catalogue import N_
from shared.text.reasons import why

_JOURNALS: Final = N_("journals")


def look_at_journals(_: Examination) -> Iterator[Finding]:
    """Whether they can be read; one that cannot has lost what only it knew."""
    try:
        found = journals_found()
    except OSError as error:
        words = N_("They cannot be read ({reason}).")
        values: dict[str, object] = {"reason": why(error)}
        yield Finding(_JOURNALS, Level.WARNING, words, values=values)
        return
    is_well = True
    for file, fault in found:
        if file.suffix == ".broken":
            words, remedy = _PUT_ASIDE, N_("Compare the day's tickets, then move it.")
        elif fault:
            words = N_("{file} is ruined ({reason}); what it kept may be lost.")
            remedy = N_("Start its station again: it puts it aside and begins another.")
        else:
            continue
        is_well = False
        values = {"file": file, "reason": fault}
        yield Finding(_JOURNALS, Level.WARNING, words, remedy, values)
    if is_well:
        words = N_("{n}, nothing wrong with them")
        yield Finding(_JOURNALS, Level.FINE, words, values={"n": len(found)})


_PUT_ASIDE: Final = N_("{file} was ruined and put aside; what it kept may be lost.")
