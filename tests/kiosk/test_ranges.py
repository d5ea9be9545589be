"""What the kiosk says of the wait: before the number is taken, and beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.pages.enquiry import Found
from kiosk.pages.painter import paint
from kiosk.sheet import Sheet
from kiosk.steps import Start
from kiosk.typed import Enquiry
from kiosk.view import View
from kiosk.way import Way
from shared.canvas.grid import Grid
from shared.trade.hall import Hall
from shared.trade.range import Range
from tests.kiosk.pages import MONDAY, WORDS, centre, hall_of_centre, ticket


def _view(hall: Hall | None) -> View:
    return View(centre(), Way("en"), MONDAY, hall)


def _hall(wait: Range | None, waiting: int) -> Hall:
    hall = hall_of_centre()
    services = [replace(each, wait=wait, waiting=waiting) for each in hall.services]
    return replace(hall, services=tuple(services))


@pytest.mark.parametrize(
    ("wait", "waiting", "words"),
    [
        (Range(5, 12), 3, "3 waiting · about 5-12 min"),
        (Range(4, 4), 1, "1 waiting · about 4 min"),
        (Range(5, 12), 0, "0 waiting · about 5-12 min"),
        (Range(0, 1), 0, "No waiting"),
        (None, 0, "No waiting"),
        (None, 3, "3 waiting"),
    ],
)
def test_people_and_range_before_the_number(
    wait: Range | None, waiting: int, words: str
) -> None:
    line = _view(_hall(wait, waiting)).wait_for(centre().services[0])
    assert line is not None and line.words == words


def test_a_need_says_the_range_of_all_it_leads_to() -> None:
    office, hall = centre(), hall_of_centre()
    need = next(each for each in office.needs if len(each.services) > 1)
    line = _view(hall).wait(need)
    known = [it for it in map(hall.service, need.services) if it and it.wait]
    low = min(each.wait.low for each in known if each.wait)
    high = max(each.wait.high for each in known if each.wait)
    assert line is not None and f"about {low}-{high} min" in line.words
    services = tuple(
        replace(each, wait=None) if each.code == need.services[0] else each
        for each in hall.services
    )
    line = _view(replace(hall, services=services)).wait(need)
    assert line is not None and "about" not in line.words


def test_old_ranges_vanish_with_the_hall() -> None:
    assert _view(None).wait_for(centre().services[0]) is None


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "about 20-45 min"), (25, "about 20-45 min"), (26, "longer than you were")],
)
def test_a_promise_is_not_moved_without_a_word(minutes: int, said: str) -> None:
    given = ticket()
    now = given.issued_at + minutes * 60_000
    way = Way("en", (Start(), Enquiry(given.label)))
    view = replace(_view(None), now=now, way=way)
    sheet = Sheet(Grid(480, 135), WORDS)
    paint(sheet, view, found=Found(given.label, given))
    told = " ".join(line.words for tile in sheet.tiles for line in tile.lines)
    assert said in told


def test_it_warns_as_soon_as_nobody_who_comes_is_sure_to_be_called() -> None:
    """Hours before closing where all ranges reach beyond it, not where one does not."""
    late = _hall(Range(5, 480), 40)
    assert _view(late).is_ending and not _view(late).opening.is_ending
    first, *others = late.services
    quick = replace(late, services=(replace(first, wait=Range(0, 5)), *others))
    assert not _view(quick).is_ending
    assert not _view(_hall(None, 40)).is_ending


def test_a_service_with_as_many_waiting_as_it_takes_says_so() -> None:
    """Not that the office is closed: it gives numbers again once some were called."""
    hall = _hall(None, 40)
    first, *others = hall.services
    crowded = replace(first, is_open=False, is_crowded=True)
    view = _view(replace(hall, services=(crowded, *others)))
    [service] = [each for each in view.office.services if each.code == first.code]
    assert [each.words for each in view.waits([service])] == ["Full at present"]
