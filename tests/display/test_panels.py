"""The lobby panels on a screen, shown halls that are told to them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.app import App, ComposeResult

from display.app import Shows
from display.both import BothPanel
from display.panel import FlowPanel, LobbyPanel, ServingPanel
from shared.office.model import Office
from shared.text.palette import ACCENT, INK
from tests.display.halls import NEW, OLD, StillLink, busy_hall, call, hall_of
from tests.display.lobby import at_a_time, lobby_of
from tests.display.scenes import EVENING, MORNING, calls_of, centre, hall_with
from tests.support import FakeClock, screen_text


async def test_a_tiny_terminal_is_told_in_words(
    office: Office, clock: FakeClock
) -> None:
    hall = busy_hall(office, OLD)
    async with lobby_of(office, clock, "serving", hall, size=(40, 12)) as lobby:
        await lobby.look()
        assert "B001 → 2" in screen_text(lobby.app)


async def test_a_call_rings_once_swaps_twice_and_stands_out(
    office: Office, clock: FakeClock
) -> None:
    async with lobby_of(office, clock, "both", busy_hall(office, [])) as lobby:
        await lobby.look()
        await lobby.look(hall=busy_hall(office, [NEW]))
        assert lobby.app.bells == 1
        inks = []
        for _ in range(8):
            inks.append(lobby.ink("→3"))
            await lobby.look(seconds=0.5)
        assert inks == [INK, ACCENT, INK, ACCENT, INK, INK, INK, INK]
        assert "請到櫃檯" in await lobby.look(seconds=15.9)
        text = await lobby.look(seconds=0.2)
        assert lobby.ink("→3") not in (INK, ACCENT)
        assert "最近叫號" in text
        assert lobby.app.bells == 1


async def test_four_calls_in_a_second_are_shown_one_after_the_other(
    office: Office, clock: FakeClock
) -> None:
    """Between them a recall, one that is undone, and a restart of the screen."""
    calls = [call(seq, f"A{seq:03d}", seq % 3 + 1) for seq in (4, 3, 2, 1)]
    shown = []
    async with lobby_of(office, clock, "serving", busy_hall(office, [])) as lobby:
        await lobby.look()
        text = await lobby.look(hall=busy_hall(office, calls))
        assert "1/4" in text
        for label in ("001", "002", "003", "004"):
            assert label in text, "the list is whole from the start"
        again = [replace(calls[3], seq=5, at=clock() + 1000), *calls]
        for step in range(12):
            hall = busy_hall(office, again) if step > 1 else None
            if step > 3:
                hall = busy_hall(office, [each for each in again if each.seq != 4])
            shown.append(lobby.label())
            await lobby.look(hall=hall, seconds=4)
        assert lobby.app.bells == 4, "A004 was undone before its turn"
    assert list(dict.fromkeys(shown)) == ["A001", "A002", "A003"]
    assert shown[:8] == ["A001", "A001", "A002", "A002", "A003", "A003", "A001", "A001"]
    async with lobby_of(
        office, clock, "serving", busy_hall(office, again)
    ) as restarted:
        await restarted.look(seconds=30)
        assert restarted.label() == "A001"
        assert restarted.app.bells == 0


async def test_a_start_in_the_middle_of_the_day_is_silent(
    office: Office, clock: FakeClock
) -> None:
    clock.forward(minutes=5)
    async with lobby_of(office, clock, "serving", busy_hall(office, OLD)) as lobby:
        assert "最近叫號" in await lobby.look()
        assert lobby.app.bells == 0


@pytest.mark.parametrize("shows", ["serving", "flow"])
async def test_old_data_says_so_until_it_is_new(
    office: Office, clock: FakeClock, shows: Shows
) -> None:
    async with lobby_of(office, clock, shows, busy_hall(office, [NEW])) as lobby:
        assert "資料為" not in await lobby.look(age=2.9)
        assert "資料為 4 秒前" in await lobby.look(age=4.2)
        assert "請聽" not in await lobby.look(age=59)
        assert "資料為" not in await lobby.look(age=0.4)


async def test_after_a_minute_all_numbers_are_grey(
    office: Office, clock: FakeClock
) -> None:
    calls = [NEW, *(replace(each, at=NEW.at) for each in OLD)]
    async with lobby_of(office, clock, "serving", busy_hall(office, [])) as lobby:
        await lobby.look()
        clock.forward(seconds=60)
        await lobby.look()
        await lobby.look(hall=busy_hall(office, calls))
        text = await lobby.look(age=61)
        assert "請聽工作人員叫號" in text
        assert not {
            each.ink
            for each in lobby.app.panel.said
            if each.text in ("012", "→3", "001")
        } & {ACCENT, INK}
        assert "請聽" not in await lobby.look(age=0), "it comes back by itself"


async def test_before_the_first_hall_the_screen_says_what_to_do(
    office: Office, clock: FakeClock
) -> None:
    async with lobby_of(office, clock, "serving", None) as lobby:
        text = await lobby.look(age=5)
        assert "請聽工作人員叫號" in text


async def test_closed_says_when_it_opens_and_who_still_waits(
    clock: FakeClock,
) -> None:
    office = centre()
    at_a_time(clock, EVENING - 30 * 60_000)
    hall = replace(hall_with(office, ()), day=office.business_day(clock()))
    async with lobby_of(office, clock, "serving", hall) as lobby:
        text = await lobby.look()
        assert "現在休息中" in text
        assert "週一 08:00" in text
        assert "0800-777-888" in text
        assert "仍在等候的 4 位" in text
        few = replace(hall, tickets=hall.tickets[:1])
        assert "仍在等候者" in await lobby.look(hall=few)
        late = calls_of(("C153", 3), now=clock())
        text = await lobby.look(hall=replace(hall, calls=late))
        assert "153" in text and "現在休息中" not in text, "who is called is shown"


async def test_before_closing_the_running_line_says_who_still_waits(
    clock: FakeClock,
) -> None:
    office = replace(centre(), notices=())
    at_a_time(clock, EVENING - 62 * 60_000)
    hall = hall_with(office, ())
    async with lobby_of(office, clock, "serving", hall) as lobby:
        assert "17:00 結束服務，仍有 4 位等候" in await lobby.look()
        few = replace(hall, tickets=hall.tickets[:2])
        assert "17:00 結束服務\n" in await lobby.look(hall=few) + "\n"
        at_a_time(clock, EVENING - 200 * 60_000)
        assert "結束服務" not in await lobby.look()


async def test_a_panel_is_dark_at_night_and_bright_before_it_opens(
    clock: FakeClock,
) -> None:
    office = centre()
    at_a_time(clock, EVENING)
    hall = replace(hall_with(office, ()), tickets=())
    async with lobby_of(office, clock, "serving", hall) as lobby:
        text = await lobby.look()
        assert len(lobby.app.panel.said) == 1
        assert "08:00" in text
        place = lobby.app.panel.said[0].box
        await lobby.look(seconds=60)
        assert lobby.app.panel.said[0].box != place, "the one line does not burn in"
        await lobby.look(seconds=(14 * 3600) + (2 * 86_400) - 60)
        assert "現在休息中" in await lobby.look()


async def test_the_picture_shifts_by_a_cell_now_and_then(
    office: Office, clock: FakeClock
) -> None:
    hall = busy_hall(office, OLD)
    async with lobby_of(office, clock, "serving", hall, size=(120, 40)) as lobby:
        await lobby.look()
        shown = []
        for _ in range(4):
            await lobby.look(seconds=600, age=0)
            lines = screen_text(lobby.app).splitlines()
            row = next(at for at, line in enumerate(lines) if "示範" in line)
            shown.append((row, lines[row].index("示")))
        assert len(set(shown)) == 4


@pytest.mark.parametrize("shows", ["serving", "flow", "both"])
async def test_nothing_is_painted_while_nothing_changes(
    office: Office, clock: FakeClock, shows: Shows
) -> None:
    async with lobby_of(office, clock, shows, busy_hall(office, OLD)) as lobby:
        await lobby.look(seconds=30)
        page = lobby.app.panel.page
        await lobby.look(seconds=0.5)
        assert lobby.app.panel.page is page
        await lobby.look(hall=busy_hall(office, [NEW, *OLD]))
        assert shows == "flow" or lobby.app.panel.page is not page


async def test_the_flow_turns_pages_and_services(
    office: Office, clock: FakeClock
) -> None:
    async with lobby_of(office, clock, "flow", hall_of(office)) as lobby:
        titles = [(await lobby.look()).splitlines()]
        for _ in range(12):
            titles.append((await lobby.look(seconds=26)).splitlines())
        said = {line for page in titles for line in page}
        for service in office.services:
            for name in service.name.by_language.values():
                assert name in said


async def test_in_a_narrow_terminal_both_have_their_turn(
    office: Office, clock: FakeClock
) -> None:
    hall = busy_hall(office, OLD)
    async with lobby_of(office, clock, "both", hall, size=(120, 40)) as lobby:
        assert isinstance(lobby.app.panel, BothPanel)
        seen = []
        for _ in range(6):
            text = await lobby.look(seconds=20)
            seen.append("最近叫號" not in text)
        assert sum(seen) == 2
        while "最近叫號" in await lobby.look():
            await lobby.look(seconds=5)
        called = replace(NEW, at=clock())
        text = await lobby.look(hall=busy_hall(office, [called, *OLD]))
        assert "請到櫃檯" in text, "a call is never hidden"


async def test_a_panel_that_does_not_own_the_link_leaves_it_alone(
    office: Office,
) -> None:
    client = StillLink(None)
    for kind in (ServingPanel, FlowPanel, BothPanel):
        panel: LobbyPanel = kind(office, client, owns_link=False)
        async with _Host(panel).run_test():
            assert client.on_change != panel._hear_soon
    owner = ServingPanel(office, client)
    async with _Host(owner).run_test():
        assert client.on_change == owner._hear_soon


class _Host(App[None]):
    """Some other app with a panel in it."""

    def __init__(self, panel: LobbyPanel) -> None:
        super().__init__()
        self.panel = panel

    def compose(self) -> ComposeResult:
        yield self.panel


async def test_on_one_wide_screen_the_last_calls_and_who_waits_have_room(
    clock: FakeClock,
) -> None:
    office = centre()
    at_a_time(clock, MORNING)
    async with lobby_of(
        office, clock, "both", hall_with(office), size=(320, 67)
    ) as lobby:
        said = (await lobby.look(seconds=1)).splitlines()
        assert {"153", "081", "044", "012", "等候", "取號"} <= set(said)
