"""The list of who comes to the counter, drawn: aligned, in turn, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from textual.content import Content

from counter.line import Line
from counter.put_aside import Aside
from shared.desk.lines import is_late
from shared.desk.words import (
    SHORT_NAME,
    language_of,
    short_of,
    wall_time,
    whole_minutes,
)
from shared.office.model import Office
from shared.screen.paint import (
    ACCENT,
    BOLD,
    MUTED,
    PLAIN,
    WARNING,
    ends,
    put,
    row,
    rule,
    under_cursor,
)
from shared.text.catalogue import N_, Catalogue
from shared.trade.missed import may_return
from shared.trade.ticket import Ticket, TicketState

_WIDE = 48
"""Columns from which the language has a column of its own."""


@dataclass(frozen=True, slots=True)
class LineView:
    """What the list shows."""

    line: Line
    now: int
    office: Office
    say: Catalogue
    cursor: int | None = None
    """The key of the ticket under the cursor."""
    first: int = 0
    """The first row shown, of those that scroll."""
    came_back: frozenset[str] = frozenset()
    is_usable: bool = True
    """Whether a key would act on the row under the cursor."""
    pins_held: bool = True
    """Whether those on hold stand at the foot; else they have a pane of their own."""
    aside: Mapping[int, Aside] = field(default_factory=dict)
    """Of those on hold, what is known of when, by the key of the ticket."""
    foot: tuple[Content, ...] = ()
    """What is to be read about the row under the cursor."""


Entry = Ticket | str


def entries_of(view: LineView) -> list[Entry]:
    """What scrolls: tickets, and the words of the rules between them."""
    line, say = view.line, view.say
    entries: list[Entry] = [*line.own]
    if line.helped or line.later:
        entries += [say(N_("Helping out")), *line.helped, *line.later]
    if line.early:
        entries += [say(N_("Early for an appointment")), *line.early]
    if line.closed:
        entries += [say(N_("Closed for today")), *line.closed]
    if line.back or line.missed:
        entries += [_missed_words(view), *line.back, *line.missed]
    return entries


def _missed_words(view: LineView) -> str:
    """How many were missed, and whether and where they come back."""
    say, rule, n = view.say, view.office.missed, len(view.line.missed)
    if rule is None:
        return say(N_("No-shows: {n}"), n=n)
    if not rule.times:
        return say(N_("No-shows {n}: none comes back"), n=n)
    words = N_("No-shows {n}: back {times}×, after {after}")
    return say(words, n=n, times=rule.times, after=rule.after_numbers)


def scrolled(view: LineView, height: int) -> int:
    """The first row to show, so that the cursor is in sight; moves little."""
    entries = entries_of(view)
    room = _room(view, height)
    first = min(view.first, max(len(entries) - room, 0))
    at = next(
        (
            at
            for at, each in enumerate(entries)
            if isinstance(each, Ticket) and each.key == view.cursor
        ),
        None,
    )
    if at is None:
        return max(first, 0)
    # The rule above the first of a part is shown with it.
    top = at - 1 if at and isinstance(entries[at - 1], str) else at
    return max(min(max(first, at - room + 1), top), 0)


def below(view: LineView, height: int) -> int:
    """Rows out of sight below."""
    return max(len(entries_of(view)) - view.first - _room(view, height), 0)


def draw_line(
    view: LineView, width: int, height: int
) -> list[Content | tuple[int, Content]]:
    """The rows in sight only."""
    room = _room(view, height)
    shown = entries_of(view)[view.first : view.first + room]
    rows: list[Content | tuple[int, Content]] = [_heading(view, width)]
    if not shown:
        rows.append(row((f"  {view.say(N_('Nobody is waiting'))}", MUTED)))
    for entry in shown:
        if isinstance(entry, str):
            rows.append(rule(width, entry))
        else:
            rows.append((entry.key, _row(entry, view, width)))
    foot = list(_foot(view, width))
    rows += [Content("")] * (height - len(rows) - len(foot))
    return rows + foot


def _room(view: LineView, height: int) -> int:
    return max(height - 1 - len(list(_foot(view, 10))), 1)


def _foot(view: LineView, width: int) -> Iterator[Content | tuple[int, Content]]:
    if view.foot:
        yield rule(width)
        yield from view.foot
    held = view.line.held
    if view.pins_held and held:
        yield rule(width, view.say(N_("On hold {n}"), n=len(held)))
        for ticket in held[:3]:
            yield ticket.key, _row(ticket, view, width)


def draw_held(view: LineView, width: int, height: int) -> list[tuple[int, Content]]:
    """Who was put aside, why, since when, and when the clerk is reminded."""
    shown = view.line.held[:height]
    return [(each.key, _held_row(each, view, width)) for each in shown]


def _held_row(ticket: Ticket, view: LineView, width: int) -> Content:
    aside = view.aside.get(ticket.key)
    if aside is None:
        return _row(ticket, view, width)
    say = view.say
    number, service, *_ = _columns(width)
    minutes = say(N_("{n} min"), n=whole_minutes(view.now - aside.since))
    right = row((minutes, PLAIN))
    if aside.due is not None:
        is_due = aside.is_due(view.now)
        time = wall_time(aside.due, view.office)
        reminds = say(N_("reminds {time}"), time=time)
        mark = "! " if is_due else "  "
        right += row((f"  {mark}{reminds}", WARNING if is_due else MUTED))
    is_cursor = ticket.key == view.cursor
    label = ACCENT if is_cursor and view.is_usable else BOLD
    _, why, _ = why_of(ticket, view, is_short=True)
    room = max(width - 3 - number - service - right.cell_length, 0)
    name = short_of(ticket.service, view.office, say)
    parts = (put("", 2), put(ticket.label, number, label), put(name, service))
    line = ends(Content("").join([*parts, put(why, room)]), right, width)
    return under_cursor(line, width) if is_cursor else line


def _columns(width: int) -> tuple[int, int, int, int]:
    """Of the number, the service, the wait and the reason."""
    if width >= _WIDE:
        return 7, SHORT_NAME + 1, 5, 13
    return 6, SHORT_NAME, 4, max(width - 23, 0)


def _heading(view: LineView, width: int) -> Content:
    say = view.say
    number, service, wait, why = _columns(width)
    parts = [
        put("", 2),
        put(say(N_("No.")), number, MUTED),
        put(say(N_("Service")), service, MUTED),
        put(say(N_("Wait")), wait, MUTED, is_right=True),
        put("", 3),
        put(say(N_("Why")), why, MUTED),
    ]
    if width >= _WIDE:
        parts.append(put(say(N_("Speaks")), width - 17 - service - why, MUTED))
    return Content("").join(parts)


def _row(ticket: Ticket, view: LineView, width: int) -> Content:
    number, service, wait, room = _columns(width)
    is_cursor = ticket.key == view.cursor
    late = ticket.state is TicketState.WAITING and is_late(
        ticket, view.office, view.now
    )
    plain = PLAIN if view.is_usable else MUTED
    mark, why, style = why_of(ticket, view, is_short=width < _WIDE)
    name = short_of(ticket.service, view.office, view.say)
    minutes = str(whole_minutes(ticket.waited(view.now)))
    label = ACCENT if is_cursor and view.is_usable else f"bold {plain}"
    parts = [
        put("", 2),
        put(ticket.label, number, label),
        put(name, service - (service > SHORT_NAME), BOLD if is_cursor else plain),
        put("", service > SHORT_NAME),
        put(minutes, wait, WARNING if late else plain, is_right=True),
        put("!!" if late else "", 3, WARNING),
        put(f"{mark}{why}", room, style or plain),
    ]
    if width >= _WIDE and ticket.language != view.office.language:
        rest = width - 17 - service - room
        parts.append(put(language_of(ticket.language, view.say), rest, plain))
    line = Content("").join(parts)
    return under_cursor(line, width) if is_cursor else line


def why_of(
    ticket: Ticket, view: LineView, *, is_short: bool = False
) -> tuple[str, str, str]:
    """Why somebody stands there: mark, words, and a style of their own or ""."""
    say = view.say
    if ticket.state is not TicketState.WAITING:
        return _why_not_waiting(ticket, view)
    if ticket in view.line.back and ticket.call_from is not None:
        time = wall_time(ticket.call_from, view.office)
        words = time if is_short else say(N_("from {time}"), time=time)
        return "← ", words, MUTED
    if ticket.slot_at is not None:
        time = wall_time(ticket.slot_at, view.office)
        return "", time if is_short else say(N_("booked {time}"), time=time), ""
    priority = view.office.priority(ticket.priority)
    if priority is not None and priority != view.office.priorities[0]:
        return "★ ", priority.name.say(say.language), ""
    if ticket.sent_by is not None:
        words = N_("ctr {counter}") if is_short else N_("from {counter}")
        return "→ ", say(words, counter=ticket.sent_by), ""
    if ticket.officer is not None:
        return "", say(N_("for {officer}"), officer=ticket.officer), ""
    if ticket.returns or ticket.label in view.came_back:
        return "← ", say(N_("Came back")), ""
    if ticket.promised is not None and ticket.is_beyond(view.now):
        return "", say(N_("told {minutes}"), minutes=ticket.promised.high), WARNING
    if is_late(ticket, view.office, view.now):
        return "", say(N_("Late")), WARNING
    if not ticket.has_paper:
        return "", say(N_("no slip")), WARNING
    if is_short and ticket.language != view.office.language:
        return "", language_of(ticket.language, say), ""
    if ticket in view.line.later:
        return "", say(N_("later")), MUTED
    return "", "", ""


def _why_not_waiting(ticket: Ticket, view: LineView) -> tuple[str, str, str]:
    say, rule = view.say, view.office.missed
    if ticket.state is TicketState.MISSED:
        words = N_("no-show") if rule is None else N_("back ok")
        return "", say(words if may_return(ticket, rule) else N_("no return")), MUTED
    if ticket.note:
        return "", ticket.note, ""
    if ticket.is_out:
        return "", say(N_("stepped out")), MUTED
    return "", say(N_("counter {counter}"), counter=ticket.counter), MUTED


def title_of(view: LineView, waiting: int, *, is_wide: bool) -> str:
    """How many wait, for whom, and how long at most."""
    say, line = view.say, view.line
    longest = max(
        (whole_minutes(each.waited(view.now)) for each in line.callable), default=0
    )
    words = N_("Waiting {n}  mine {own}  max {longest}")
    if is_wide:
        words = N_("Waiting {n}  mine {own}  help {helped}  max {longest} min")
    return say(
        words, n=waiting, own=len(line.own), helped=len(line.helped), longest=longest
    )
