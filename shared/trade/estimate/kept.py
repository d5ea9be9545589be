"""What was learnt of waiting as texts to keep, and taken up again from them.

Only what lasts over a night: who waits and whom a counter has, the hall knows. JSON
keeps every number to its last digit, so that who takes it up goes on just the same.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from shared.office.model import Office
from shared.trade.estimate.attendance import Desk
from shared.trade.estimate.calibration import SHARE, Errors, Level, Newest
from shared.trade.estimate.fit import Fit
from shared.trade.estimate.learner import Learner
from shared.trade.estimate.office_events import head_starts, offset_of

RULES: Final = 2
"""Another number where what is kept means something else: it is learnt anew then."""
MARK: Final = "mark"
"""The part that says up to which event."""
Parts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to which event of the file something is learnt."""

    seq: int
    id: str
    """Of that event."""
    made_at: int
    """Milliseconds since 1970, UTC."""

    def text(self) -> str:
        """As it is kept."""
        return to_text([RULES, self.seq, self.id, self.made_at])


def mark_in(text: str | None) -> Mark | None:
    """The mark that `Mark.text` wrote; none for another version's, or where none is."""
    match json.loads(text or "null"):
        case [rules, int(seq), str(id), int(made_at)] if rules == RULES:
            return Mark(seq, id, made_at)
    return None


def parts_of(learner: Learner) -> Parts:
    """What is learnt, by a name for each part."""
    found: dict[str, Any] = {
        "learner": {
            "calls": learner.calls,
            "are_ends_told": learner.are_ends_told,
            "noted": learner.attendance.noted,
            "today": learner.today,
            "share": learner.calibration.share,
        },
        "minutes": learner.minutes.kept(),
        "week": learner.week.kept(),
        "paces": {
            service: each.kept() for service, each in learner.forecasts.paces.items()
        },
        "last": _listed(learner.forecasts.last),
        "levels": {
            service: [each.value, each.count]
            for service, each in learner.calibration.levels.items()
        },
        "fits": _listed(
            {
                key: [each.count, each.weights, each.spread]
                for key, each in learner.fits.items()
            }
        ),
    }
    for counter, desk in learner.attendance.desks.items():
        found[f"counter {counter}"] = _desk_kept(desk)
    for (service, group), errors in learner.calibration.errors.items():
        newest = [list(errors.signed.newest), list(errors.reaches.newest)]
        found[f"errors {group} {service}"] = newest
    return {name: to_text(each) for name, each in found.items()}


def who_knows(
    office: Office, now: int, parts: Mapping[str, str]
) -> tuple[Learner, Mark | None]:
    """A learner of an office at an instant (milliseconds), and up to which event it
    knows; where nothing sound is kept, a new one."""
    offset = offset_of(office.time_zone, now)
    mark = mark_in(parts.get(MARK))
    if mark is not None:
        learner = _new(office, offset)
        # Not sound: it is only figures, and will be learnt anew.
        with contextlib.suppress(ValueError):
            take_up(learner, parts)
            return learner, mark
    return _new(office, offset), None


def _new(office: Office, offset: int) -> Learner:
    share = office.range_share / 100
    return Learner(offset, share, head_starts=head_starts(office))


def take_up(learner: Learner, parts: Mapping[str, str]) -> None:
    """Let a new learner know what was kept. Raises ValueError if that is not sound."""
    try:
        found = {name: json.loads(text) for name, text in parts.items()}
        _take_up(learner, found)
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _take_up(learner: Learner, found: Mapping[str, Any]) -> None:
    # The counters first: how a fit begins hangs on whether any are known.
    for name, kept in found.items():
        if name.startswith("counter "):
            learner.attendance.desks[name.partition(" ")[2]] = _desk(kept)
    own = found["learner"]
    learner.calls, learner.are_ends_told = own["calls"], own["are_ends_told"]
    learner.attendance.noted, learner.today = own["noted"], own["today"]
    learner.minutes.take_up(found["minutes"])
    learner.week.take_up(found["week"])
    for service, kept in found["paces"].items():
        learner.forecasts.pace_of(service).take_up(kept)
    learner.forecasts.last.update(_by_line(found["last"]))
    # Learnt while another share of the people was to be inside: as much further.
    further = learner.calibration.share - own.get("share", SHARE)
    for service, (value, count) in found["levels"].items():
        learner.calibration.levels[service] = Level(value + further, count)
    for key, (count, weights, spread) in _by_line(found["fits"]).items():
        fit: Fit = learner.fit_of(*key)
        fit.count, fit.weights, fit.spread = count, weights, spread
    for name, kept in found.items():
        if name.startswith("errors "):
            _, group, service = name.split(" ", 2)
            errors = Errors(*(Newest(each) for each in kept))
            learner.calibration.errors[service, int(group)] = errors


def to_text(kept: object) -> str:
    """As it is kept."""
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _desk_kept(desk: Desk) -> list[Any]:
    own = [desk.calls, desk.serves, desk.since, desk.seen, desk.called]
    return [*own, desk.calls_for, desk.is_away, desk.present]


def _desk(kept: list[Any]) -> Desk:
    calls, serves, since, seen, called, calls_for, is_away, present = kept
    return Desk(calls, serves, None, since, seen, called, calls_for, present, is_away)


def _listed(by_line: Mapping[tuple[str, Any], Any]) -> list[list[Any]]:
    return [[*key, value] for key, value in by_line.items()]


def _by_line(listed: list[list[Any]]) -> dict[tuple[str, Any], Any]:
    return {(service, priority): value for service, priority, value in listed}
