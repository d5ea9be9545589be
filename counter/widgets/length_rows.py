"""The line where nobody is picked: how many wait for what, and how long; no numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from counter.line import Line
from shared.desk.lines import target_of
from shared.desk.words import SHORT_NAME, short_of, whole_minutes
from shared.office.model import Counter as Place
from shared.office.model import Office
from shared.screen.paint import BOLD, MUTED, PLAIN, QUIET, WARNING, put, row, rule
from shared.text.catalogue import N_, Catalogue
from shared.trade.ticket import Ticket, TicketState


@dataclass(frozen=True, slots=True)
class LengthView:
    """What such a list shows."""

    line: Line
    now: int
    """Milliseconds since 1970, UTC."""
    office: Office
    say: Catalogue
    place: Place
    """The counter with what it takes now."""


def draw_lengths(view: LengthView, width: int, height: int) -> Sequence[Content]:
    """Each service that the counter takes: who waits, the longest; then what kinds."""
    say, line = view.say, view.line
    rows = [
        put("", 2)
        + put(say(N_("My services")), SHORT_NAME + 5, MUTED)
        + put(say(N_("#")), 5, MUTED, is_right=True)
        + put(say(N_("Max")), 6, MUTED, is_right=True)
    ]
    others = {each.service for each in line.own} - set(view.place.serves)
    rows += [
        _length(code, line.own, view) for code in (*view.place.serves, *sorted(others))
    ]
    if view.place.helps:
        helped = line.helped + line.later
        rows += [Content(""), rule(width, say(N_("Helping out")))]
        rows += [_length(code, helped, view) for code in view.place.helps]
    foot = [Content(""), row(say(N_("No picking: who is called comes.")))]
    kinds = [*_kinds(view)]
    if kinds:
        rows += [Content(""), row(say(N_("Among them"))), *kinds]
    room = max(height - len(foot), 0)
    return [*rows[:room], *foot] if len(rows) > room else [*rows, *foot]


def _length(code: str, people: Sequence[Ticket], view: LengthView) -> Content:
    waits = [whole_minutes(each.waited(view.now)) for each in people_of(code, people)]
    target = target_of(code, view.office)
    is_late = bool(waits) and target is not None and max(waits) >= target
    style = WARNING if is_late else PLAIN if waits else QUIET
    return (
        put("", 2)
        + put(short_of(code, view.office, view.say), SHORT_NAME + 5, style)
        + put(str(len(waits) or "–"), 5, style, is_right=True)
        + put(str(max(waits)) if waits else "", 6, style, is_right=True)
        + put("!!" if is_late else "", 3, WARNING)
    )


def people_of(code: str, people: Sequence[Ticket]) -> list[Ticket]:
    """Who of these waits for a service."""
    return [each for each in people if each.service == code]


def _kinds(view: LengthView) -> Iterator[Content]:
    """How many have a priority, were sent on, came back, were missed, are on hold."""
    say, office, line = view.say, view.office, view.line
    waiting = [*line.callable, *line.later]
    for priority in office.priorities[1:]:
        n = sum(each.priority == priority.code for each in waiting)
        yield from _kind("★ ", n, priority.name.say(say.language))
    sent = Counter(each.sent_by for each in waiting if each.sent_by is not None)
    for counter, n in sorted(sent.items()):
        yield from _kind("→ ", n, say(N_("from {counter}"), counter=counter))
    returned = sum(each.returns > 0 for each in (*waiting, *line.back))
    yield from _kind("← ", returned, say(N_("came back")))
    held = sum(each.state is TicketState.HELD for each in line.held)
    yield from _kind("  ", held, say(N_("on hold")))
    yield from _kind("  ", len(line.missed), say(N_("not come")))


def _kind(mark: str, n: int, words: str) -> Iterator[Content]:
    if n:
        yield row((f"  {mark}", PLAIN), (f"{n} ", BOLD), (words, MUTED))
