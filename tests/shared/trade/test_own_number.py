"""What people do with their own number, by the code that only they have."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import make_office_folder
from tests.desk import Asker, Asking
from tests.support import OFFICE, FakeClock

PAGE = '\n[page]\naddress = "http://queue.example.tw"\n'
OFFERS = "give_back = true\nstep_out = true\n"


@pytest.fixture
def office_folder(tmp_path: Path) -> Path:
    """One that offers both on its pages, and has its people sign on."""
    staff = "\n[staff]\nsign_on = true\n"
    return make_office_folder(tmp_path, OFFICE + PAGE + OFFERS + staff)


def test_a_number_is_given_back_by_its_code(ask: Asking) -> None:
    code = ask.ticket("issue", service="jobs")["code"]
    assert ask.ticket("give_back", code=code)["state"] == "cancelled"
    event = ask.ok("events", after=1)["events"][0]
    assert (event["kind"], event["data"]) == ("cancelled", {"reason": "given back"})
    assert ask.error("give_back", code=code) == "wrong_state"


def test_who_steps_out_keeps_the_place(ask: Asking, clock: FakeClock) -> None:
    codes = [ask.ticket("issue", service="jobs")["code"] for _ in range(3)]
    assert ask.ticket("step_out", code=codes[0])["state"] == "held"
    clock.forward(minutes=5)
    assert ask.ok("ticket", label="A002")["ticket"]["ahead"] == 0
    assert ask.ticket("requeue", label="A001")["ahead"] == 0
    kinds = [each["kind"] for each in ask.ok("events", after=3)["events"]]
    assert kinds == ["stepped_out", "requeued"]
    # Who says so at the kiosk is back too.
    out = ask.ticket("step_out", code=codes[2])
    assert out["out_since"] is not None
    assert ask.ticket("check_in", label="A003")["state"] == "waiting"


@pytest.mark.parametrize("do", ["give_back", "step_out"])
def test_no_other_code_does_it(ask: Asking, clock: FakeClock, do: str) -> None:
    code = ask.ticket("issue", service="jobs")["code"]
    other = code[:-1] + ("2" if code[-1] != "2" else "3")
    for wrong in (other, "", "A001", "x" * 300):
        assert ask.error(do, code=wrong) == "unknown_ticket"
    clock.forward(minutes=24 * 60)
    assert ask.error(do, code=code) == "unknown_ticket"


@pytest.mark.parametrize("more", ["", PAGE])
def test_an_office_that_does_not_offer_it(
    tmp_path: Path, clock: FakeClock, more: str
) -> None:
    (tmp_path / "other").mkdir()
    asker = Asker(make_office_folder(tmp_path / "other", OFFICE + more), clock=clock)
    code = asker.ticket("issue", service="jobs")["code"] or "none"
    for do in ("give_back", "step_out"):
        assert asker.error(do, code=code) == "not_allowed"
    asker.close()
