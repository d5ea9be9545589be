"""When something is due: days and months counted as the law counts them.

Sources: 行政程序法 (Administrative Procedure Act) §48, 民法 (Civil Code) §§120-122. The
first day is not counted unless a law says so (§48 II). A month ends on the same day of
a later one, and where that has no such day, on its last (§48 III, 民法 §121 II). A last
day of rest gives way to the next day that is none (§48 IV, 民法 §122). The rules stand
in office.toml, each with its source.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from shared.errors import BadRequest
from shared.office.hours import Hours
from shared.office.rules import DateRule
from shared.text.catalogue import N_

_FARTHEST: Final = 366
"""So many closed days in a row are a mistake of office.toml."""


def due_on(rule: DateRule, began: date, hours: Hours | None) -> date:
    """The day on which something that began on a day is due.

    An office without hours is open every day. Raises BadRequest where no open day is
    found within a year.
    """
    if rule.months:
        due = _months_after(began, rule.months)
    else:
        due = began + timedelta(days=rule.days - rule.counts_first_day)
    if hours is None or rule.closed_day == "same":
        return due
    step = timedelta(days=-1 if rule.closed_day == "before" else 1)
    for _ in range(_FARTHEST):
        if hours.opens_on(due):
            return due
        due += step
    raise BadRequest(N_("The office has no open day within a year of that date."))


def _months_after(began: date, months: int) -> date:
    years, month = divmod(began.month - 1 + months, 12)
    year, month = began.year + years, month + 1
    return date(year, month, min(began.day, monthrange(year, month)[1]))
