"""Eight counters and two supervisors at random on one file, where people sign on."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from shared.office.reader import load_office
from shared.sqlite.ledgers import SqliteLedgers
from shared.sqlite.transactions import Store
from shared.trade.permission import BY_SUPERVISORS
from shared.trade.staff import Member, Role
from tests.shared.trade.test_machine import AT_COUNTER, SERVICES, Booked, walks

PIN: Final = "4711"
SUPERVISORS: Final = ("chou", "wang")
STAFF: Final = ("lin", "chen", "lee")
_MORE: Final = "".join(
    f'\n[[counters]]\nnumber = {number}\nserves = ["jobs", "training"]\n'
    for number in range(4, 9)
)
COUNTERS: Final = st.integers(1, 8)
ACTS: Final = st.sampled_from(
    [
        ("pause_service", {"service": "jobs", "message": "[b]full[/]"}),
        ("close_service", {"service": "jobs"}),
        ("open_service", {"service": "jobs"}),
        ("pause_kiosk", {"kiosk": "kiosk-1"}),
        ("open_kiosk", {"kiosk": "kiosk-1"}),
        ("move_counter", {"counter": 5, "serves": ["express"], "helps": ["jobs"]}),
        ("move_counter", {"counter": 5}),
        ("set_priority", {"label": "A001", "priority": "priority"}),
        ("cancel", {"label": "A002", "reason": "left"}),
        ("post_notice", {"text": "to desk 8"}),
    ]
)
OF_ITSELF: Final = {
    *("service_opened", "kiosk_opened", "counter_moved", "signed_off"),
    *("expired", "finished", "booking_missed"),
}
"""Kinds of event that a new time or a new day brings, whatever is asked."""


class Led(Booked):
    """The machine of one office, in which nobody acts without having signed on."""

    TEXT = Booked.TEXT + _MORE + "\n[staff]\nsign_on = true\n"

    def __init__(self) -> None:
        super().__init__()
        ledgers = SqliteLedgers(
            Store(self.folder, clock=self.clock), load_office(self.folder)
        )
        roles = {**dict.fromkeys(SUPERVISORS, Role.SUPERVISOR)}
        for name in (*SUPERVISORS, *STAFF):
            member = Member(name, roles.get(name, Role.STAFF)).with_pin(PIN)
            ledgers.write(
                lambda ledger, member=member: ledger.put_member(member),  # type: ignore[misc]
                station="test",
                id=name,
            )
        ledgers.close()

    def ask(self, do: str, which: int = 0, **fields: Any) -> dict[str, Any]:
        if do in BY_SUPERVISORS:
            fields = {"staff": SUPERVISORS[which], "pin": PIN, **fields}
        return super().ask(do, which, **fields)

    @initialize()
    def the_office_opens(self) -> None:
        super().the_office_opens()
        for counter, staff in enumerate(STAFF, 1):
            self.ask("sign_on", counter=counter, staff=staff, pin=PIN)

    @rule(counter=COUNTERS, staff=st.sampled_from(STAFF), which=st.integers(0, 1))
    def sign_on(self, counter: int, staff: str, which: int) -> None:
        self.ask("open_counter", which, counter=counter)
        self.ask("sign_on", which, counter=counter, staff=staff, pin=PIN)

    @rule(counter=COUNTERS)
    def sign_off(self, counter: int) -> None:
        self.ask("sign_off", counter=counter)

    @rule(counter=COUNTERS, which=st.integers(0, 1))
    def call_anywhere(self, counter: int, which: int) -> None:
        self.ask("call", which, counter=counter, finish_current=True)

    @rule(counter=COUNTERS, do=AT_COUNTER)
    def at_any_counter(self, counter: int, do: str) -> None:
        self.ask(do, counter=counter)

    @rule(act=ACTS, which=st.integers(0, 1))
    def lead(self, act: tuple[str, dict[str, Any]], which: int) -> None:
        do, fields = act
        told = {"staff": SUPERVISORS[which], "pin": PIN, **fields}
        answer = self.ask(do, which, **told)
        assert answer.get("error") not in ("not_allowed", "wrong_pin"), answer

    @rule(service=SERVICES, both=st.booleans())
    def lead_at_once(self, service: str, both: bool) -> None:
        for which in (0, 1) if both else (0,):
            self.ask("pause_service", which, service=service)

    @rule(act=ACTS, staff=st.sampled_from(STAFF), has_pin=st.booleans())
    def who_may_not_changes_nothing(
        self, act: tuple[str, dict[str, Any]], staff: str, has_pin: bool
    ) -> None:
        do, fields = act
        before = self.stations[0].ok("events", id="look", after=0)
        told = {"staff": staff, "pin": PIN} if has_pin else {}
        answer = super().ask(do, 0, **told, **fields)
        assert answer["error"] == "not_allowed", answer
        after = self.stations[0].ok("events", id="look", after=before["last"])
        assert {each["kind"] for each in after["events"]} <= OF_ITSELF


Led.TestCase.settings = walks(8)
TestLed = Led.TestCase
