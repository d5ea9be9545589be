"""Reception at work: one key a number, on a real station and file."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Final

import pytest
from textual import events
from textual.pilot import Pilot

from kiosk.concierge.panel import ConciergePanel
from kiosk.on_paper import OnPaper
from shared.desk.command import Command
from shared.office.model import Office
from shared.office.reader import load_office
from shared.trade.printer import REPRINT
from shared.trade.ticket import Ticket, TicketState
from tests.concierge.day import at_reception, figures, visitors
from tests.concierge.helpers import friday, given, panel_at, still_panel
from tests.counter.helpers import OnePane, status
from tests.desk import Asker
from tests.kiosk.support import FakePapers, happened
from tests.signing import PIN, signing_office
from tests.supervisor.helpers import centre
from tests.support import assert_golden, screen_text, station_link, until

GOLDEN: Final = Path(__file__).parent / "golden"


def papers_of(panel: ConciergePanel) -> FakePapers:
    papers = panel._papers
    assert isinstance(papers, FakePapers)
    return papers


async def begun(pilot: Pilot[None], panel: ConciergePanel) -> None:
    await until(pilot, lambda: panel.known.hall)


async def give(pilot: Pilot[None], panel: ConciergePanel, *keys: str) -> Ticket:
    """Press keys, the last of them a service's, and wait for number and paper."""
    before = len(papers_of(panel).printed)
    await pilot.press(*keys)
    await until(pilot, lambda: len(papers_of(panel).printed) > before)
    await until(pilot, lambda: panel.looks.under_way is None)
    assert panel.looks.slips.last is not None
    return panel.looks.slips.last


async def found(pilot: Pilot[None], panel: ConciergePanel, label: str) -> Ticket:
    await pilot.press("f2", *label.lower())
    await until(pilot, lambda: panel.looks.found)
    assert panel.looks.found is not None
    return panel.looks.found


async def test_one_key_is_a_number_kept_before_it_is_seen(
    office: Office, office_folder: Path
) -> None:
    panel = panel_at(office, station_link(office_folder, "kiosk-1"))
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await begun(pilot, panel)
        papers_of(panel).is_on_disk.clear()
        await pilot.press("1")
        await until(pilot, lambda: papers_of(panel).kept)
        assert panel.looks.slips.last is None
        papers_of(panel).is_on_disk.set()
        await until(pilot, lambda: panel.looks.slips.last)
        await until(pilot, lambda: panel.looks.slips.all[0].paper is OnPaper.HERE)
    assert [each["kind"] for each in happened(office_folder)] == ["issued"]
    assert '"staff"' in str(happened(office_folder)[0]["data"]).replace("'", '"')


async def test_the_wishes_are_for_one_person_only(
    office: Office, office_folder: Path
) -> None:
    panel = panel_at(office, station_link(office_folder, "kiosk-1"))
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await begun(pilot, panel)
        first = await give(pilot, panel, "space", "tab", "f6", "f7", "1")
        assert first.priority == office.priorities[1].code
        assert first.language == office.languages[1]
        assert first.needs_help and first.cannot_hear
        second = await give(pilot, panel, "1")
        assert second.priority == office.priorities[0].code
        assert second.language == office.language
        assert not second.needs_help and not second.cannot_hear


async def test_the_last_number_is_taken_back_once(
    office: Office, office_folder: Path
) -> None:
    panel = panel_at(office, station_link(office_folder, "kiosk-1"))
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await begun(pilot, panel)
        await give(pilot, panel, "1")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: panel.looks.slips.all[0].is_taken_back)
        await until(pilot, lambda: panel.looks.under_way is None)
        await pilot.press("ctrl+z")
        assert status(panel).startswith("!")  # type: ignore[arg-type]
    kinds = [each["kind"] for each in happened(office_folder)]
    assert kinds == ["issued", "cancelled"]


async def test_a_number_is_looked_up_marked_and_cancelled(
    office: Office, office_folder: Path
) -> None:
    panel = panel_at(office, station_link(office_folder, "kiosk-1"))
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await begun(pilot, panel)
        label = (await give(pilot, panel, "1")).label
        await found(pilot, panel, label)
        await pilot.press("f7")
        await until(pilot, lambda: panel.looks.found and panel.looks.found.cannot_hear)
        await until(pilot, lambda: panel.looks.under_way is None)
        await pilot.press("f4", "f4")
        await until(
            pilot,
            lambda: (
                panel.looks.found and panel.looks.found.state is TicketState.CANCELLED
            ),
        )
        assert panel.looks.why_not("cancel")
    kinds = [each["kind"] for each in happened(office_folder)]
    assert kinds == ["issued", "needs_set", "cancelled"]


@pytest.mark.parametrize("key", ["7", "p", "中", "ㄅ"])
async def test_a_key_without_a_service_says_so(
    office: Office, office_folder: Path, key: str
) -> None:
    panel = panel_at(office, station_link(office_folder, "kiosk-1"))
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await begun(pilot, panel)
        panel.take(key)
        assert panel.looks._refusal
        assert panel.looks.under_way is None


@pytest.mark.parametrize("language", ["zh-TW", "en"])
@pytest.mark.parametrize("size", [(100, 30), (120, 40), (80, 24)])
async def test_how_reception_looks(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    office = centre()
    panel = still_panel(tmp_path, office, friday(office), language)
    app = OnePane(panel)
    async with app.run_test(size=size) as pilot:
        await begun(pilot, panel)
        given(panel)
        panel._paint()
        await pilot.pause()
        text = screen_text(app)
    assert_golden(GOLDEN / f"{size[0]}x{size[1]}-{language}.txt", text)


async def test_a_day_of_150_visitors_is_given_by_its_keys_alone(
    tmp_path: Path,
) -> None:
    office = centre()
    panel = still_panel(tmp_path, office, friday(office))
    asked: list[Command] = []
    panel.acts.send = lambda *commands: asked.extend(commands)
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await begun(pilot, panel)
        for visitor in visitors(office):
            for key in at_reception(office, visitor):
                panel.on_key(events.Key(key, key if len(key) == 1 else None))
            panel.hand.be_usual()
    assert [each.fields["service"] for each in asked] == [
        each.service for each in visitors(office)
    ]
    assert [each.fields["priority"] for each in asked] == [
        office.priorities[each.has_priority].code for each in visitors(office)
    ]
    assert figures()["keys"] < figures()["touches"] / 2


async def test_a_service_is_given_by_the_mouse(
    office: Office, office_folder: Path
) -> None:
    panel = panel_at(office, station_link(office_folder, "kiosk-1"))
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await begun(pilot, panel)
        place = panel.board.services.content_region
        await pilot.click(offset=(place.x + place.width // 4 + 2, place.y + 3))
        await until(pilot, lambda: panel.looks.slips.last)
        last = panel.looks.slips.last
        assert last is not None and last.service == office.services[1].code


async def test_only_enter_brings_a_missed_number_back(
    office: Office, office_folder: Path
) -> None:
    ask = Asker(office_folder)
    ask.ok("open_counter", counter=1)
    label = ask.ok("issue", service="jobs")["ticket"]["label"]
    ask.ok("call", counter=1)
    ask.ok("no_show", counter=1)
    panel = panel_at(office, station_link(office_folder, "kiosk-1"))
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await begun(pilot, panel)
        assert (await found(pilot, panel, label)).state is TicketState.MISSED
        await pilot.press("enter")
        await until(pilot, lambda: is_back(panel))
    assert [each["kind"] for each in happened(office_folder)][-1] == "requeued"


def is_back(panel: ConciergePanel) -> bool:
    ticket = panel.looks.found
    return ticket is not None and ticket.state is TicketState.WAITING


async def test_an_appointment_and_a_number_are_checked_in(
    office: Office, office_folder: Path
) -> None:
    panel = panel_at(office, station_link(office_folder, "kiosk-1"))
    asked: list[Command] = []
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await begun(pilot, panel)
        label = (await give(pilot, panel, "1")).label
        await pilot.press("f5", *label.lower(), "enter")
        await until(pilot, lambda: happened(office_folder)[-1]["kind"] == "checked_in")
        await until(pilot, lambda: panel.looks.under_way is None)
        await pilot.press("f5", *"bcdfg-hjkmn", "enter")
        await until(pilot, lambda: panel.looks._refusal)
        await until(pilot, lambda: panel.looks.under_way is None)
        panel.acts.send = lambda *commands: asked.extend(commands)
        await pilot.press("f5", *"bcdfg-hjkmn", "enter")
        assert [each.fields for each in asked] == [{"code": "BCDFG-HJKMN"}]
        await pilot.press("f5")
        panel.board.ask.text.value = f"JIAOHAO 2020-01-02 {label}"
        await pilot.press("enter")
        assert len(asked) == 1
        assert status(panel).startswith("!")  # type: ignore[arg-type]


async def test_a_stopped_service_is_asked_about(
    office: Office, office_folder: Path
) -> None:
    Asker(office_folder).ok("pause_service", service=office.services[0].code)
    panel = panel_at(office, station_link(office_folder, "kiosk-1"))
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await begun(pilot, panel)
        await pilot.press("1", "1")
        assert panel.looks.question is None and panel.looks.under_way is None
        await give(pilot, panel, "1", "2")
    kinds = [each["kind"] for each in happened(office_folder)]
    assert kinds == ["service_paused", "issued"]


async def test_only_a_supervisor_takes_back_where_people_sign_on(
    tmp_path: Path,
) -> None:
    folder = signing_office(tmp_path)
    panel = panel_at(load_office(folder), station_link(folder, "kiosk-1"))
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await begun(pilot, panel)
        await give(pilot, panel, "1")
        await pilot.press("ctrl+z", *"chou", "enter", *PIN, "enter")
        await until(pilot, lambda: panel.looks.slips.all[0].is_taken_back)
    last = happened(folder)[-1]
    assert (last["kind"], last["data"]["by"]) == ("cancelled", "chou")


async def test_the_last_number_is_printed_again(
    office: Office, office_folder: Path
) -> None:
    panel = panel_at(office, station_link(office_folder, "kiosk-1"))
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await begun(pilot, panel)
        label = (await give(pilot, panel, "1")).label
        asked: list[Command] = []
        panel.acts.send = lambda *commands: asked.extend(commands)
        await pilot.press("f3")
    wish = {"what": REPRINT, "label": label}
    assert [(each.do, each.fields) for each in asked] == [("print_wish", wish)]


async def test_esc_takes_a_number_on_its_way_back(
    office: Office, office_folder: Path
) -> None:
    link = station_link(office_folder, "kiosk-1")
    panel = panel_at(office, link)
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await begun(pilot, panel)
        assert link._process is not None
        link._process.send_signal(signal.SIGSTOP)
        await pilot.press("1", "escape")
        assert panel.looks.under_way is None
        link._process.send_signal(signal.SIGCONT)
        await until(pilot, lambda: len(happened(office_folder)) == 2)
        assert panel.looks.slips.last is None
    assert [each["kind"] for each in happened(office_folder)] == ["issued", "cancelled"]
