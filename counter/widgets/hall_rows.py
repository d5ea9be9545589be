"""The hall, drawn: each service with its line, each counter, and what just happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from textual.content import Content

from shared.desk.day_log import CounterDay, Happened
from shared.desk.happened import happened_words
from shared.desk.lines import open_for, target_of
from shared.desk.words import SHORT_NAME, short_of, wall_time, whole_minutes
from shared.office.model import Counter, Office
from shared.screen.paint import (
    BOLD,
    GOOD,
    MUTED,
    PLAIN,
    QUIET,
    WARNING,
    gauge,
    put,
    row,
)
from shared.text import palette
from shared.text.catalogue import N_, Catalogue
from shared.trade.hall import CounterNow, Hall
from shared.trade.ticket import TicketState

_TWO: Final = 50
"""Columns from which services stand in two columns."""
_BARS: Final = " ▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class HallView:
    """What the panes about the hall show."""

    hall: Hall
    now: int
    office: Office
    say: Catalogue
    place: Counter
    happened: tuple[Happened, ...] = ()
    day: CounterDay = field(default_factory=CounterDay)


def draw_services(view: HallView, width: int, height: int) -> Sequence[Content]:
    """Each service: who waits, the longest, and the counters that serve it."""
    services = view.office.services
    if width < _TWO:
        rows = [_service(each.code, view, width) for each in services]
        return [_service_heading(view, width), *rows]
    half = (width - 1) // 2
    count = max(-(-len(services) // 2), 1)
    blank = Content(" " * half)
    columns = [
        [
            _service_heading(view, half),
            *(_service(each.code, view, half) for each in part),
        ]
        for part in (services[:count], services[count:])
    ]
    columns[1] += [blank] * (len(columns[0]) - len(columns[1]))
    return [
        left + Content(" ") + right
        for left, right in zip(columns[0], columns[1], strict=True)
    ]


def _has_gauge(width: int) -> bool:
    return width >= 36


def _service_heading(view: HallView, width: int) -> Content:
    say = view.say
    parts = [
        put("", 2),
        put(say(N_("Service")), SHORT_NAME + 1, MUTED),
        put(say(N_("#")), 2, MUTED, is_right=True),
        put(say(N_("Max")), 5, MUTED, is_right=True),
        put("", 2),
    ]
    if _has_gauge(width):
        parts.append(put(say(N_("target")), 9, MUTED))
    rest = width - sum(part.cell_length for part in parts)
    parts.append(put(say(N_("Ctrs") if rest < 8 else N_("Counters")), rest, MUTED))
    return Content("").join(parts)


def _service(code: str, view: HallView, width: int) -> Content:
    waiting = view.hall.waiting(code)
    longest = max((whole_minutes(each.waited(view.now)) for each in waiting), default=0)
    target = target_of(code, view.office)
    late = bool(waiting) and target is not None and longest >= target
    is_mine = code in view.place.serves
    style = WARNING if late else BOLD if is_mine else MUTED if waiting else QUIET
    parts = [
        Content.styled("│ " if is_mine else "  ", PLAIN),
        put(short_of(code, view.office, view.say), SHORT_NAME, style),
        put(str(len(waiting) or "–"), 3, style, is_right=True),
        put(str(longest) if waiting else "", 4, style, is_right=True),
        put("!!" if late else "", 3, WARNING),
    ]
    if _has_gauge(width):
        share = longest / target if target else 0
        parts += [gauge(share, 7, WARNING if late else PLAIN), Content("  ")]
    rest = width - sum(part.cell_length for part in parts)
    parts.append(_open_counters(code, bool(waiting), view, rest))
    return Content("").join(parts)


def _open_counters(code: str, waits: bool, view: HallView, width: int) -> Content:
    places = open_for(code, view.office, view.hall)
    if places:
        return put(" ".join(places), width, MUTED)
    return put(view.say(N_("none")), width, WARNING if waits else QUIET)


def draw_counters(view: HallView, width: int, height: int) -> Sequence[Content]:
    """Each counter: who sits there, whom it has, and since how many minutes."""
    say = view.say
    heading = (
        put(say(N_("Ctr")), 4, MUTED)
        + put(say(N_("Officer")), 10, MUTED)
        + put(say(N_("State")), 11, MUTED)
        + put(say(N_("No.")), 7, MUTED)
        + put(say(N_("Since")), max(width - 32, 0), MUTED)
    )
    return [heading, *(_counter(each, view, width) for each in view.hall.counters)]


def _counter(counter: CounterNow, view: HallView, width: int) -> Content:
    say, ticket = view.say, counter.ticket
    mark, words, style = "  ", N_("closed"), QUIET
    if any(each.counter == counter.number for each in view.hall.help_calls):
        mark, words, style = "!! ", N_("HELP"), f"bold {palette.ALARM}"
    elif ticket is not None and ticket.state is TicketState.CALLED:
        mark, words, style = "◐ ", N_("called"), PLAIN
    elif ticket is not None:
        mark, words, style = "● ", N_("serving"), PLAIN
    elif counter.state == "paused":
        mark, words, style = "‖ ", N_("paused"), WARNING
    elif counter.state == "open":
        mark, words, style = "○ ", N_("free"), GOOD
    is_mine = counter.number == view.place.number
    since = (ticket.started_at or ticket.called_at) if ticket else None
    minutes = N_("{n} min")
    return Content("").join(
        [
            put(str(counter.number), 4, BOLD if counter.state != "closed" else QUIET),
            put(counter.staff or "–", 9, BOLD if is_mine else MUTED),
            put(" ", 1),
            put(mark + say(words), 11, style),
            put(ticket.label if ticket else "", 7),
            put(
                say(minutes, n=whole_minutes(view.now - since)) if since else "",
                max(width - 32, 0),
                MUTED,
            ),
        ]
    )


def draw_happened(view: HallView, width: int, height: int) -> Sequence[Content]:
    """What happened last, newest first."""
    return [_happened(each, view, width) for each in view.happened[:height]]


def _happened(event: Happened, view: HallView, width: int) -> Content:
    words = happened_words(event, view.office, view.say)
    return (
        put(wall_time(event.at, view.office), 6, MUTED)
        + put(str(event.counter or ""), 4, BOLD)
        + put(words, max(width - 10, 0), PLAIN)
    )


def draw_day(view: HallView, width: int, height: int) -> Sequence[Content]:
    """My day: visits, their mean, who did not come; by service and by hour."""
    say, day = view.say, view.day
    figures = day_figures(day, say, is_full=True)
    rows = [row(*figures), Content("")]
    if rows[0].cell_length > width:
        rows = [row(*figures[:4]), row(*figures[4:]), Content("")]
    for each in day.services[: max(height - 4, 0)]:
        rows.append(
            put(short_of(each.service, view.office, say), SHORT_NAME + 2)
            + put(str(each.count), 3, is_right=True)
            + put(_mean_words(each.service, each.mean, view), max(width - 13, 0), MUTED)
        )
    if day.by_hour:
        rows += [Content(""), _hours(day, say)]
    return rows


def _mean_words(service: str, mean: int | None, view: HallView) -> str:
    found = view.office.service(service)
    usual = found.minutes if found else None
    if mean is None:
        return ""
    if usual is None:
        return view.say(N_("  mean {mean}"), mean=mean)
    return view.say(N_("  mean {mean} / usual {usual}"), mean=mean, usual=usual)


def _hours(day: CounterDay, say: Catalogue) -> Content:
    counts = dict(day.by_hour)
    first, last = min(counts), max(counts)
    most = max(counts.values())
    bars = "".join(
        _BARS[round(counts.get(hour, 0) / most * 8)] * 2
        for hour in range(first, last + 1)
    )
    return row(say(N_("Per hour")), f" {first:02} ", (bars, PLAIN), f" {last:02}")


def day_figures(
    day: CounterDay, say: Catalogue, *, is_full: bool = False
) -> list[tuple[str, str]]:
    """Served, mean and no-shows as parts of a row."""
    mean = "–" if day.mean is None else say(N_("{n} min"), n=day.mean)
    parts = [
        (say(N_("served")), MUTED),
        (f" {day.served}", BOLD),
        ("  " + say(N_("mean")), MUTED),
        (f" {mean}", BOLD),
        ("  " + say(N_("no-shows")), MUTED),
        (f" {day.missed}", BOLD),
    ]
    if is_full:
        parts += [("  " + say(N_("sent on")), MUTED), (f" {day.sent_on}", BOLD)]
    return parts
