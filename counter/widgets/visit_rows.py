"""The pane of the visit, drawn: the number, the clock, note, papers and steps."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from counter.visit import Paper, Visit
from shared.canvas.letters import big, big_size
from shared.screen.paint import (
    ACCENT,
    BOLD,
    GOOD,
    MUTED,
    PLAIN,
    WARNING,
    gauge,
    put,
    row,
    under_cursor,
    wrapped,
)
from shared.text.catalogue import N_, Catalogue

_FACTS: Final = 11
"""Columns that the facts beside the number need at least."""
ROOMY: Final = 56
"""Columns from which full names and whole lists are shown."""


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit, whether it was called or is being served."""

    visit: Visit
    is_called: bool
    say: Catalogue
    has_cursor: bool = False
    """Whether the arrows go over the papers."""


def draw_head(view: VisitView, width: int, height: int) -> Sequence[Content]:
    """The number four rows high, and beside it what is to be known at once."""
    visit, say = view.visit, view.say
    style = ACCENT if view.is_called else BOLD
    is_roomy = width >= ROOMY
    facts = _facts_in_full(visit, say) if is_roomy else _facts(visit, say)
    digits, _ = big_size(visit.label, 1)
    if digits + 2 + _FACTS > width:
        head = Content.styled(visit.label, style)
        return [head + Content("  ") + facts[0], facts[1], facts[2], facts[3]]
    rows = [
        Content.styled(drawn, style) + Content("  ") + fact
        for drawn, fact in zip(big(visit.label, 1), facts, strict=True)
    ]
    return rows if is_roomy else [*rows, _name_row(visit, width)]


def _name_row(visit: Visit, width: int) -> Content:
    """The full name; of several services what was done and what is under way."""
    if len(visit.services) < 2:
        return row(visit.service)
    done = [f"✓ {each}" for each in visit.services[:-1]]
    return row("  ".join(done) + "  ", (f"▶ {visit.services[-1]}", BOLD))


def _facts(visit: Visit, say: Catalogue) -> list[Content]:
    priority = (visit.priority, BOLD if visit.is_special else MUTED)
    language = (visit.language, BOLD if visit.is_foreign else MUTED)
    paper = [("  " + say(N_("no slip")), WARNING)] if not visit.has_paper else []
    return [
        row((visit.short, BOLD)),
        row((say(N_("waited {n} min"), n=visit.waited), PLAIN)),
        _needs(visit) if visit.needs else row(priority),
        row(language, *paper),
    ]


def _told(visit: Visit, say: Catalogue) -> list[tuple[str, str]]:
    """What this person was told with the number; yellow once that is over."""
    if not visit.told:
        return []
    words = say(N_("told {minutes}"), minutes=visit.told)
    return [("  " + words, WARNING if visit.is_beyond else MUTED)]


def _facts_in_full(visit: Visit, say: Catalogue) -> list[Content]:
    words = N_("waited {n} min (taken {time})")
    priority = (visit.priority, BOLD if visit.is_special else MUTED)
    paper = (say(N_("printed")) if visit.is_from_kiosk else "–", PLAIN)
    if not visit.has_paper:
        paper = (say(N_("no slip")), WARNING)
    first = row((visit.service, BOLD))
    if len(visit.services) > 1:
        first = _name_row(visit, 0)
    return [
        first,
        row((say(words, n=visit.waited, time=visit.taken), PLAIN), *_told(visit, say)),
        row(
            priority,
            "   " + say(N_("speaks")) + " ",
            (visit.language, BOLD if visit.is_foreign else PLAIN),
        ),
        row(say(N_("Paper")) + " ", paper, "   ", _needs(visit)),
    ]


def _needs(visit: Visit) -> Content:
    """What this person needs of who calls; empty where that is nothing."""
    return row(("  ".join(f"!! {words}" for words in visit.needs), WARNING))


def draw_body(
    view: VisitView, width: int, height: int
) -> list[Content | tuple[Hashable, Content]]:
    """Note, papers and steps; where there is no room, steps in one row."""
    is_roomy = width >= ROOMY
    gap = [Content("")] if is_roomy else []
    documents = _documents(view, width)
    steps = _steps(view, width)
    room = height - len(documents) - len(gap) * 2
    note = note_rows(view.visit, view.say, width, max(room - min(len(steps), 1), 1))
    room -= len(note)
    if len(steps) > room:
        steps = [_steps_in_a_row(view, width)] if view.visit.steps else []
    rows: list[Content | tuple[Hashable, Content]] = [*note]
    rows += gap if note else []
    rows += documents
    rows += gap if documents else []
    return rows + steps


def note_rows(visit: Visit, say: Catalogue, width: int, most: int) -> list[Content]:
    """A colleague's note behind a bar; what is cut ends in … and stands whole in F1."""
    if not visit.note:
        return []
    words = say(N_("{who}: {note}"), who=visit.note_by, note=visit.note)
    lines = wrapped(words if visit.note_by else visit.note, width - 1, BOLD)
    if len(lines) > most:
        more = say(N_("… F1"))
        last = lines[most - 1].truncate(max(width - 2 - Content(more).cell_length, 0))
        lines = [*lines[: most - 1], last + Content.styled(more, ACCENT)]
    return [Content.styled("▌", PLAIN) + line for line in lines]


def _documents(view: VisitView, width: int) -> list[tuple[Hashable, Content]]:
    visit, say = view.visit, view.say
    if not visit.documents:
        return []
    count = f"  {visit.there}/{len(visit.documents)}"
    title = N_("Documents")
    if view.is_called:
        count, title = f"  {len(visit.documents)}", N_("Ask for")
    parts: list[tuple[str, str]] = [(say(title), BOLD), (count, MUTED)]
    if visit.missing:
        parts.append(("  " + say(N_("missing {n}"), n=visit.missing), WARNING))
    rows: list[tuple[Hashable, Content]] = [("papers", row(*parts))]
    papers = visit.ticks.papers + (Paper.OPEN,) * len(visit.documents)
    for at, document in enumerate(visit.documents):
        is_cursor = view.has_cursor and at == visit.ticks.cursor
        rows.append((at, _document(document, papers[at], view, width, is_cursor)))
    return rows


def _document(
    document: str, paper: Paper, view: VisitView, width: int, is_cursor: bool
) -> Content:
    style = BOLD if is_cursor else MUTED if paper is Paper.THERE else PLAIN
    mark, colour = paper.value, GOOD
    if paper is Paper.MISSING:
        mark, colour = view.say(N_("✗")), WARNING
    line = Content("").join(
        [put("", 1), put(mark, 3, colour if paper is not Paper.OPEN else style)]
    ) + put(document, max(width - 4, 0), style)
    return under_cursor(line, width) if is_cursor else line


def _steps(view: VisitView, width: int) -> list[tuple[Hashable, Content]]:
    visit, say = view.visit, view.say
    if not visit.steps:
        return []
    done, count = visit.ticks.steps, len(visit.steps)
    told = f"  {count}" if view.is_called else f"  {done}/{count}"
    rows: list[tuple[Hashable, Content]] = [
        ("steps", row((say(N_("Steps")), BOLD), (told, MUTED)))
    ]
    for at, step in enumerate(visit.steps):
        place = len(visit.documents) + at
        is_cursor = view.has_cursor and place == visit.ticks.cursor
        rows.append((place, _step(at, step, view, width, is_cursor)))
    return rows


def _step(at: int, step: str, view: VisitView, width: int, is_cursor: bool) -> Content:
    done = view.visit.ticks.steps
    mark, colour, style = "□", PLAIN, PLAIN
    if view.is_called:
        mark, colour, style = str(at + 1), MUTED, MUTED
    elif at < done:
        mark, colour, style = "✓", GOOD, MUTED
    elif at == done:
        mark, colour, style = "▶", BOLD, BOLD
    style = BOLD if is_cursor else style
    line = put("", 1) + put(mark, 3, colour) + put(step, max(width - 4, 0), style)
    return under_cursor(line, width) if is_cursor else line


def _steps_in_a_row(view: VisitView, width: int) -> tuple[Hashable, Content]:
    visit = view.visit
    done, count = visit.ticks.steps, len(visit.steps)
    present = visit.steps[min(done, count - 1)]
    place = len(visit.documents) + min(done, count - 1)
    line = row(
        (view.say(N_("Steps")), BOLD), " ", gauge(done / count, 7, GOOD), " "
    ) + row((f"{done}/{count} ", PLAIN), present)
    line = line.truncate(width, ellipsis=True)
    is_cursor = view.has_cursor and visit.ticks.cursor >= len(visit.documents)
    return place, under_cursor(row(" ") + line, width) if is_cursor else line


def draw_next(
    view: VisitView, width: int, height: int
) -> list[Content | tuple[Hashable, Content]]:
    """Who is next, or under the cursor: whom, how long, what to ask for."""
    visit, say = view.visit, view.say
    waited = (say(N_("{n} min"), n=visit.waited), WARNING if visit.is_late else BOLD)
    late: list[tuple[str, str]] = []
    if visit.is_late:
        words = say(N_("over the target of {n}"), n=visit.target)
        late = [(f"  !! {words}", WARNING)]
    usual: list[tuple[str, str] | str] = []
    if visit.usual:
        usual = [
            "   " + say(N_("usual")) + " ",
            (say(N_("{n} min"), n=visit.usual), PLAIN),
        ]
    paper = [("  " + say(N_("no slip")), WARNING)] if not visit.has_paper else []
    special = [("  ★ " + visit.priority, PLAIN)] if visit.is_special else []
    rows: list[Content | tuple[Hashable, Content]] = [
        row((visit.label, ACCENT), "  ", (visit.service, BOLD)),
        row(say(N_("waited")) + " ", waited, *_told(visit, say), *late),
        row(say(N_("speaks")) + " ", (visit.language, PLAIN), *usual, *special, *paper),
    ]
    if visit.needs:
        rows.append(_needs(visit))
    papers = _documents(view, width)
    room = height - len(rows) - len(papers) - 1
    note = note_rows(visit, say, width, max(room, 1))
    rows += note or [row(say(N_("no note")))]
    return [*rows, Content(""), *papers]


def draw_words(rows: tuple[Content, ...], width: int, height: int) -> Sequence[Content]:
    """Rows as they are; those that are too long are wrapped."""
    return [line for each in rows for line in (each.wrap(width) or [each])]
