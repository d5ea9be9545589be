"""Until when something shall hold: as offered, and as it is asked of the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from counter.supervisor.scene import Scene
from shared import clock
from shared.desk.command import Command
from shared.desk.question import End
from shared.desk.words import wall_time
from shared.text.catalogue import N_

_FIELDS: Final = {
    "pause_service": "until",
    "pause_kiosk": "until",
    "move_counter": "until",
    "post_notice": "to",
}
"""The commands that hold until a time, and the field that says it."""


def ends_of(scene: Scene) -> tuple[End, ...]:
    """The next full hour that is an hour away, one hour, the day's end, or open."""
    say, now = scene.say, scene.now
    hour = clock.minutes(60)
    here = clock.local(now + hour, scene.office.time_zone)
    full = here.replace(minute=0, second=0, microsecond=0)
    if full < here:
        full += timedelta(hours=1)
    at = round(full.timestamp() * 1000)
    words = N_("until {time}")
    found = [End(say(words, time=wall_time(at, scene.office)), at)]
    found.append(End(say(N_("one hour")), now + hour))
    if scene.curve.ends > now:
        found.append(End(say(N_("today")), scene.curve.ends))
    return (*found, End(say(N_("until changed back")), None))


def ending(command: Command, end: End | None, scene: Scene) -> Command:
    """The command with its end, where it is one that has any."""
    field = _FIELDS.get(command.do)
    is_back = command.do == "move_counter" and "serves" not in command.fields
    if field is None or end is None or end.until is None or is_back:
        return command
    until = clock.rfc3339(end.until, scene.office.time_zone)
    return replace(command, fields={**command.fields, field: until})
