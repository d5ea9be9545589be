"""What is awaited after a visit: kept by a reference, settled once, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from shared.trade.follow_up import reply_rate, tells_who
from tests.conftest import make_office_folder
from tests.desk import Asker
from tests.support import OFFICE, FakeClock

DAY = "2026-11-30"


@pytest.fixture
def ask(tmp_path: Path, clock: FakeClock) -> Iterator[Asker]:
    more = '\n[follow_ups]\nkinds = ["visit"]\noutcomes = ["moved_away"]\n'
    asker = Asker(make_office_folder(tmp_path, OFFICE + more), clock=clock)
    yield asker
    asker.close()


def add(ask: Asker, reference: str = "115-0042", kind: str = "card") -> str:
    answer = ask.ok("add_follow_up", reference=reference, kind=kind, due=DAY)
    return str(answer["follow_up"]["follow_up"])


def test_it_is_added_listed_on_its_day_and_settled_once(ask: Asker) -> None:
    id = add(ask)
    other = add(ask, "115-0007", "visit")
    listed = ask.ok("follow_ups", day=DAY)
    assert [each["reference"] for each in listed["follow_ups"]] == [
        "115-0007",
        "115-0042",
    ]
    assert listed["reply_rate"] is None
    assert ask.ok("follow_ups", day="2026-12-01")["follow_ups"] == []
    told = ask.ok("settle_follow_up", follow_up=id, outcome="reached")["follow_up"]
    assert told["outcome"] == "reached"
    assert ask.error("settle_follow_up", follow_up=id, outcome="done") == "wrong_state"
    ask.ok("settle_follow_up", follow_up=other, outcome="not_reached")
    assert ask.ok("follow_ups", day=DAY)["reply_rate"] == 50
    events = ask.ok("events", after=0)["events"]
    kinds = [each["kind"] for each in events]
    assert kinds == ["follow_up_added"] * 2 + ["follow_up_settled"] * 2
    assert "115-0042" not in str(events)


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        ("add_follow_up", {"kind": "nothing"}),
        ("add_follow_up", {"due": "2026-02-30"}),
        ("add_follow_up", {"reference": "王小明"}),
        ("add_follow_up", {"reference": "Ａ１２３４５６７８９"}),
        ("add_follow_up", {"reference": "A-1234 56789"}),
        ("add_follow_up", {"reference": "AD30196810"}),
        ("add_follow_up", {"reference": "9" * 41}),
        ("settle_follow_up", {"follow_up": "none", "outcome": "done"}),
        ("settle_follow_up", {"follow_up": "none", "outcome": "lost"}),
        ("follow_ups", {"day": "tomorrow"}),
    ],
)
def test_what_is_wrong_is_refused(ask: Asker, do: str, fields: dict[str, str]) -> None:
    right = {"reference": "115-0042", "kind": "card", "due": DAY}
    told = {**right, **fields} if do == "add_follow_up" else fields
    assert ask.error(do, **told) == "bad_request"
    assert ask.ok("events", after=0)["events"] == []


def test_an_office_may_allow_people_as_references(
    tmp_path: Path, clock: FakeClock
) -> None:
    more = "\n[follow_ups]\npeople_as_references = true\n"
    asker = Asker(make_office_folder(tmp_path, OFFICE + more), clock=clock)
    assert add(asker, "王小明")
    asker.close()


@pytest.mark.parametrize("reference", ["115-0042", "C0042", "初42", "B12345678"])
def test_numbers_of_files_tell_nobody(reference: str) -> None:
    assert not tells_who(reference)


def test_a_month_of_follow_ups_and_its_rate(ask: Asker, clock: FakeClock) -> None:
    """Every working day three are added, due in a week, and the day's are settled."""
    chance, told = Random(7), Counter[str]()
    for n in range(30):
        day = date(2026, 11, 23) + timedelta(days=n)
        if day.weekday() < 5:
            for each in range(3):
                due = (day + timedelta(days=7)).isoformat()
                reference = f"115-{n:02}{each}"
                ask.ok("add_follow_up", reference=reference, kind="card", due=due)
        listed = ask.ok("follow_ups", day=day.isoformat())
        assert len(listed["follow_ups"]) == (3 if n >= 7 and day.weekday() < 5 else 0)
        answered, settled = 0, 0
        for each in listed["follow_ups"]:
            outcome = chance.choice(["done", "reached", "not_reached", None])
            if outcome is not None:
                ask.ok("settle_follow_up", follow_up=each["follow_up"], outcome=outcome)
                told[outcome] += 1
                settled += 1
                answered += outcome != "not_reached"
        after = ask.ok("follow_ups", day=day.isoformat())
        assert [it["outcome"] for it in after["follow_ups"]].count(None) == (
            len(listed["follow_ups"]) - settled
        )
        rate = round(100 * answered / settled) if settled else None
        assert after["reply_rate"] == rate
        clock.forward(minutes=24 * 60)
    assert min(told.values()) > 5 and len(told) == 3
    assert reply_rate([]) is None
