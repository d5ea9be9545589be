"""Who needs somebody calls the staff to the kiosk, and sees when they were called."""

from __future__ import annotations

import signal
from pathlib import Path

from kiosk.act import Back, Fetch, Home
from kiosk.given import Said
from kiosk.pages.help import CallStaff
from kiosk.steps import Help
from shared.office.model import Office
from tests.kiosk.desk import desk_at, kinds
from tests.support import until

CALLED = "The staff have been called. Please wait here."


async def test_the_staff_are_called_until_somebody_answers(
    office: Office, office_folder: Path
) -> None:
    with desk_at(office, office_folder) as desk:
        async with desk.app.run_test(size=(96, 27)) as pilot:
            await desk.begin(pilot)
            await desk.press(pilot, Help())
            assert kinds(office_folder) == []
            await desk.press(pilot, CallStaff())
            await until(pilot, lambda: desk.client.hall and desk.client.hall.help_calls)
            desk.pass_seconds(1)
            assert desk.says(CALLED)
            assert kinds(office_folder) == ["help_called"]
            desk.panel.act(Home())
            assert desk.panel.is_at_start and desk.says(CALLED)
            assert desk.client.hall is not None
            [call] = desk.client.hall.help_calls
            assert call.kiosk == "kiosk-1"
            await desk.client.ask("answer_help", help=call.id, counter=1)
            await until(
                pilot, lambda: desk.client.hall and not desk.client.hall.help_calls
            )
            desk.pass_seconds(1)
            assert not desk.says(CALLED)


async def test_who_cannot_be_heard_is_told_so(
    office: Office, office_folder: Path
) -> None:
    with desk_at(office, office_folder) as desk:
        async with desk.app.run_test(size=(96, 27)) as pilot:
            await desk.begin(pilot)
            await desk.press(pilot, Help())
            desk.signal(signal.SIGSTOP)
            await desk.press(pilot, CallStaff())
            await until(pilot, lambda: desk.says("Nobody could be called"))
            desk.signal(signal.SIGCONT)


async def test_who_cannot_hear_is_fetched_and_only_who_calls_knows(
    office: Office, office_folder: Path
) -> None:
    with desk_at(office, office_folder) as desk:
        async with desk.app.run_test(size=(96, 27)) as pilot:
            await desk.begin(pilot)
            for act in (Help(), Fetch(True), Fetch(False), Fetch(True), Back()):
                await desk.press(pilot, act)
            await desk.get_number(pilot)
            ticket = (await desk.client.ask("ticket", label="A001"))["ticket"]
            assert ticket["cannot_hear"] is True
            await desk.press(pilot, Said.DONE)
            await desk.get_number(pilot)
            other = (await desk.client.ask("ticket", label="A002"))["ticket"]
            assert not other.get("cannot_hear")
