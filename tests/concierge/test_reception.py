"""Reception at work: one key a number, on a real station and file."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from textual import events

from kiosk.on_paper import OnPaper
from shared.office.reader import load_office
from shared.trade.printer import REPRINT
from tests.concierge.day import at_reception, figures, visitors
from tests.concierge.helpers import friday, still_panel
from tests.concierge.reception import Reception
from tests.counter.helpers import OnePane
from tests.kiosk.support import happened
from tests.signing import PIN, signing_office
from tests.supervisor.helpers import centre
from tests.support import until


async def test_one_key_is_a_number_kept_before_it_is_seen(reception: Reception) -> None:
    async with reception as desk:
        desk.papers.is_on_disk.clear()
        await desk.pilot.press("1")
        await desk.until(lambda: desk.papers.kept)
        assert desk.looks.slips.last is None
        desk.papers.is_on_disk.set()
        await desk.until(lambda: desk.looks.slips.last)
        await desk.until(lambda: desk.looks.slips.all[0].paper is OnPaper.HERE)
    (issued,) = happened(desk.folder)
    assert (issued["kind"], issued["data"]["channel"]) == ("issued", "staff")


async def test_the_wishes_are_for_one_person_only(reception: Reception) -> None:
    async with reception as desk:
        office = desk.office
        first = await desk.give("space", "tab", "f6", "f7", "1")
        assert first.priority == office.priorities[1].code
        assert first.language == office.languages[1]
        assert first.needs_help and first.cannot_hear
        second = await desk.give("1")
        assert second.priority == office.priorities[0].code
        assert second.language == office.language
        assert not second.needs_help and not second.cannot_hear


async def test_who_telephones_has_a_number_without_paper(reception: Reception) -> None:
    async with reception as desk:
        by_telephone = await desk.give("f8", "1")
        assert desk.looks.slips.all[0].paper is OnPaper.NONE
        here = await desk.give("1")
        await desk.until(lambda: desk.papers.printed == [here.label])
        assert desk.papers.kept == [here.label]
    assert (by_telephone.channel, here.channel) == ("phone", "staff")


async def test_a_wish_above_the_services_can_be_clicked(reception: Reception) -> None:
    async with reception as desk:
        services = desk.panel.board.services
        row = str(services.render()).split("\n", 1)[0]
        for key, wished in (("F6", "needs_help"), ("F7", "cannot_hear")):
            x, y = services.content_region.offset
            await desk.pilot.click(offset=(x + row.index(key) + 1, y))
            assert getattr(desk.panel.hand, wished)
        assert desk.looks.slips.last is None


async def test_the_last_number_is_taken_back_once(reception: Reception) -> None:
    async with reception as desk:
        await desk.give("1")
        await desk.press("ctrl+z")
        await desk.until(lambda: desk.looks.slips.all[0].is_taken_back)
        await desk.press("ctrl+z")
        assert desk.looks.refusal
        assert desk.kinds == ["issued", "cancelled"]


@pytest.mark.parametrize("key", ["7", "p", "中", "ㄅ"])
async def test_a_key_without_a_service_says_so(reception: Reception, key: str) -> None:
    async with reception as desk:
        desk.panel.take(key)
        assert desk.looks.refusal
        assert desk.looks.under_way is None


async def test_a_day_of_150_visitors_is_given_by_its_keys_alone(
    tmp_path: Path,
) -> None:
    office = centre()
    panel = still_panel(tmp_path, office, friday(office))
    asked = []
    panel.acts.send = lambda *commands: asked.extend(commands)
    async with OnePane(panel).run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: panel.known.hall)
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


async def test_help_is_called_to_reception(reception: Reception) -> None:
    async with reception as desk:
        await desk.press("f12")
        (called,) = happened(desk.folder)
        assert called["kind"] == "help_called"
        (call,) = desk.ask.ok("state")["help"]
        assert call["kiosk"] == "kiosk-1"
        await desk.until(lambda: desk.looks.own_help)
        assert "F12" in desk.looks.look(None).strip.asked
        await desk.press("f12")
        await desk.until(lambda: desk.looks.own_help is None)
        assert desk.kinds == ["help_called", "help_answered"]


async def test_a_service_is_given_by_the_mouse(reception: Reception) -> None:
    async with reception as desk:
        place = desk.panel.board.services.content_region
        await desk.pilot.click(offset=(place.x + place.width // 4 + 2, place.y + 3))
        await desk.until(lambda: desk.looks.slips.last)
        last = desk.looks.slips.last
        assert last is not None and last.service == desk.office.services[1].code


async def test_a_stopped_service_is_asked_about(reception: Reception) -> None:
    reception.ask.ok("pause_service", service=reception.office.services[0].code)
    async with reception as desk:
        await desk.pilot.press("1", "1")
        assert desk.looks.question is None and desk.looks.under_way is None
        await desk.give("1", "2")
        assert desk.kinds == ["service_paused", "issued"]


async def test_only_a_supervisor_takes_back_where_people_sign_on(
    tmp_path: Path,
) -> None:
    folder = signing_office(tmp_path)
    async with Reception(load_office(folder), folder) as desk:
        await desk.give("1")
        await desk.press("ctrl+z", *"chou", "enter", *PIN, "enter")
        await desk.until(lambda: desk.looks.slips.all[0].is_taken_back)
    last = happened(folder)[-1]
    assert (last["kind"], last["data"]["by"]) == ("cancelled", "chou")


async def test_the_last_number_is_printed_again(reception: Reception) -> None:
    async with reception as desk:
        label = (await desk.give("1")).label
        asked = desk.collect()
        await desk.pilot.press("f3")
    wish = {"what": REPRINT, "label": label, "printer": "paper"}
    assert [(each.do, each.fields) for each in asked] == [("print_wish", wish)]


async def test_esc_takes_a_number_on_its_way_back(reception: Reception) -> None:
    async with reception as desk:
        assert desk.link._process is not None
        desk.link._process.send_signal(signal.SIGSTOP)
        await desk.pilot.press("1", "escape")
        assert desk.looks.under_way is None
        desk.link._process.send_signal(signal.SIGCONT)
        await desk.until(lambda: len(desk.kinds) == 2)
        assert desk.looks.slips.last is None
        assert desk.kinds == ["issued", "cancelled"]
