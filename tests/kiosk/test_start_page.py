"""The page people find."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kiosk.pages.start import LanguageButton, PriorityButton, StartPage
from kiosk.speech import Speech
from kiosk.widgets.service_tile import CLOSED, ServiceTile
from kiosk.widgets.service_tiles import ServiceTiles
from shared.errors import ServiceClosed
from shared.office.model import Office, Service
from shared.text.catalogue import Phrase
from tests.kiosk.support import SIZES, Stage, hall_of, slide, touch
from tests.support import assert_golden, screen_text, until

GOLDEN = Path(__file__).parent / "golden"
Shown = Pilot[None]


class StartStage(Stage):
    """Keeps what people chose."""

    def __init__(self, office: Office) -> None:
        super().__init__(lambda: StartPage(office))
        self.chosen: list[StartPage.Chosen] = []

    @property
    def page(self) -> StartPage:
        return self.query_one(StartPage)

    def tile(self, code: str) -> ServiceTile:
        return next(t for t in self.query(ServiceTile) if t.service.code == code)

    def on_start_page_chosen(self, event: StartPage.Chosen) -> None:
        self.chosen.append(event)


def many_services(office: Office, count: int) -> Office:
    services = [
        Service(f"s{n}", "A", Phrase({"zh-TW": f"服務{n}", "en": f"Service {n}"}))
        for n in range(1, count + 1)
    ]
    return replace(office, services=tuple(services))


@pytest.mark.parametrize("language", ["zh-TW", "en"])
@pytest.mark.parametrize("size", [(40, 20), (96, 27), (120, 40)])
async def test_looks(office: Office, language: str, size: tuple[int, int]) -> None:
    app = StartStage(office)
    async with app.run_test(size=size) as pilot:
        app.page.show(hall_of((3, 0, 12)), age=0, trouble=None)
        app.page.language = language
        await pilot.pause()
        width, height = size
        name = f"start-{language}-{width}x{height}.txt"
        assert_golden(GOLDEN / name, screen_text(app))


async def test_a_closed_office_says_so(office: Office) -> None:
    app = StartStage(office)
    async with app.run_test(size=(96, 27)) as pilot:
        app.page.show(hall_of((0, 0, 0), is_open=False), age=0, trouble=None)
        await pilot.pause()
        speech = Speech(office, "zh-TW")
        shown = screen_text(app)
        assert speech.say(ServiceClosed.text) in shown
        assert shown.count(speech.say(CLOSED)) >= 3
        touch(app.tile("jobs"))
        await pilot.pause()
        app.page.show(hall_of((0, 0, 0)), age=0, trouble=None)
        await pilot.pause()
        assert speech.say(ServiceClosed.text) not in screen_text(app)
        touch(app.tile("training"))
        await until(pilot, lambda: app.chosen)
        assert [event.service.code for event in app.chosen] == ["training"]


async def test_one_closed_service_does_not_close_the_office(office: Office) -> None:
    app = StartStage(office)
    async with app.run_test(size=(96, 27)) as pilot:
        hall = hall_of((0, 0, 0))
        shut = replace(hall.services[0], is_open=False)
        hall = replace(hall, services=(shut, *hall.services[1:]))
        app.page.show(hall, age=0, trouble=None)
        await pilot.pause()
        shown = screen_text(app)
        speech = Speech(office, "zh-TW")
        assert speech.say(ServiceClosed.text) not in shown
        assert speech.say("Take a number") in shown
        assert not app.tile("jobs").is_open
        assert app.tile("training").is_open


async def test_a_language_changes_the_page_and_what_is_asked(office: Office) -> None:
    app = StartStage(office)
    async with app.run_test(size=(96, 27)) as pilot:
        english = app.query(LanguageButton).last()
        touch(english)
        await until(pilot, lambda: app.page.language == "en")
        await pilot.pause()
        assert english.lines[0].words == "✓ English"
        assert app.tile("jobs").lines[0].words == "Job seeking"
        touch(app.tile("jobs"))
        await until(pilot, lambda: app.chosen)
        assert app.chosen[0].language == "en"
        assert app.chosen[0].priority is None


async def test_a_priority_is_on_and_off_by_a_word_and_a_mark(office: Office) -> None:
    app = StartStage(office)
    async with app.run_test(size=(96, 27)) as pilot:
        (button,) = app.query(PriorityButton)
        speech = Speech(office, "zh-TW")
        off = speech.say("{name}: not chosen", name="優先")
        on = "✓ " + speech.say("{name}: chosen", name="優先")
        assert off in screen_text(app)
        touch(button)
        await until(pilot, lambda: app.page.priority == "priority")
        await pilot.pause()
        assert on in screen_text(app)
        touch(app.tile("jobs"))
        await until(pilot, lambda: app.chosen)
        assert app.chosen[0].priority == "priority"
        touch(button)
        await until(pilot, lambda: app.page.priority is None)


async def test_an_office_without_kiosk_priority_has_no_such_button(
    office: Office,
) -> None:
    app = StartStage(replace(office, priorities=office.priorities[:1]))
    async with app.run_test(size=(96, 27)):
        assert not app.query(PriorityButton)


async def test_more_services_than_room_are_paged(office: Office) -> None:
    app = StartStage(many_services(office, 16))
    async with app.run_test(size=(96, 27)) as pilot:
        await pilot.pause()
        assert "1/2" in screen_text(app)
        assert "服務2" in screen_text(app)
        assert "服務16" not in screen_text(app)
        touch(app.page.query_one("#later"))
        await until(pilot, lambda: "服務16" in screen_text(app))
        assert "服務2" not in screen_text(app)
        touch(app.page.query_one("#later"))
        await until(pilot, lambda: "服務16" not in screen_text(app))
        touch(app.page.query_one("#earlier"))
        await until(pilot, lambda: "2/2" in screen_text(app))
        app.page.reset()
        await until(pilot, lambda: "1/2" in screen_text(app))


async def test_reset_is_for_the_next_person(office: Office) -> None:
    app = StartStage(many_services(office, 16))
    async with app.run_test(size=(96, 27)) as pilot:
        app.page.language, app.page.priority = "en", "priority"
        app.query_one(ServiceTiles).turn(1)
        await pilot.pause()
        app.page.reset()
        assert (app.page.language, app.page.priority) == ("zh-TW", None)
        assert app.query_one(ServiceTiles).page == 0


async def test_markup_in_names_is_shown_as_it_is_written(office: Office) -> None:
    names = ["A [/] B", "[@click=app.quit]x", "O'Neil & [Sons]"]
    services = tuple(
        replace(service, name=Phrase({"zh-TW": name, "en": name}))
        for service, name in zip(office.services, names, strict=True)
    )
    app = StartStage(replace(office, services=services))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        shown = screen_text(app)
        assert all(name in shown for name in names)
        touch(app.tile("training"))
        await until(pilot, lambda: app.chosen)


async def test_a_finger_that_slides_within_a_tile_still_presses(
    office: Office,
) -> None:
    app = StartStage(office)
    async with app.run_test(size=(96, 27)) as pilot:
        slide(app.tile("jobs"))
        await until(pilot, lambda: app.chosen)


async def test_a_kiosk_that_gives_numbers_alone_waits_for_nobody(
    office: Office,
) -> None:
    app = StartStage(office)
    async with app.run_test(size=(96, 27)) as pilot:
        speech = Speech(office, "zh-TW")
        alone = ("share_unavailable", "Away")
        app.page.show(None, age=9, trouble=alone, may_issue=True)
        await pilot.pause()
        for words in ("Waiting for the office", "Please ask the staff."):
            assert speech.say(words) not in screen_text(app)
        app.page.show(hall_of((3, 0, 12)), age=12, trouble=alone, may_issue=True)
        await pilot.pause()
        assert speech.say("Data is {n} s old", n=12) in screen_text(app)
        assert speech.say("Please ask the staff.") not in screen_text(app)


async def test_old_data_says_how_old(office: Office) -> None:
    app = StartStage(office)
    async with app.run_test(size=(96, 27)) as pilot:
        speech = Speech(office, "zh-TW")
        app.page.show(None, age=0, trouble=None)
        await pilot.pause()
        assert speech.say("Waiting for the office") in screen_text(app)
        hall = hall_of((3, 0, 12))
        app.page.show(hall, age=2.9, trouble=None)
        await pilot.pause()
        assert speech.say("Waiting for the office") not in screen_text(app)
        assert speech.say("Data is {n} s old", n=2) not in screen_text(app)
        app.page.show(hall, age=12.7, trouble=("share_unavailable", "Away [/]"))
        await pilot.pause()
        assert speech.say("Data is {n} s old", n=12) in screen_text(app)
        assert "Away [/]" not in screen_text(app)
        assert speech.say("Please ask the staff.") in screen_text(app)
        app.page.show(hall, age=200, trouble=None)
        await pilot.pause()
        assert speech.say("Data is {n} min old", n=3) in screen_text(app)
        assert "Away" not in screen_text(app)


async def test_a_hall_that_says_the_same_paints_nothing(office: Office) -> None:
    app = StartStage(office)
    async with app.run_test(size=(96, 27)) as pilot:
        app.page.show(hall_of((3, 0, 12)), age=0, trouble=None)
        await pilot.pause()
        jobs, express = app.tile("jobs"), app.tile("express")
        before = jobs.lines, express.lines
        app.page.show(hall_of((3, 0, 13), seq=2), age=0, trouble=None)
        await pilot.pause()
        assert jobs.lines is before[0]
        assert express.lines is not before[1]


@pytest.mark.parametrize("size", SIZES)
async def test_any_size(office: Office, size: tuple[int, int]) -> None:
    app = StartStage(many_services(office, 16))
    async with app.run_test(size=size) as pilot:
        app.page.show(hall_of((3, 0, 12)), age=60, trouble=("x", "words " * 30))
        await pilot.pause()
        assert "服務1" in screen_text(app)
        await pilot.resize_terminal(240, 67)
        await pilot.pause()
        assert "服務1" in screen_text(app)


async def test_five_languages_at_40_columns_can_all_be_chosen(office: Office) -> None:
    languages = ("zh-TW", "en", "vi", "id", "th")
    app = StartStage(replace(office, languages=languages))
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        for button in app.query(LanguageButton):
            assert button.region.width >= 7
            touch(button)
            await until(pilot, lambda tag=button.value: app.page.language == tag)
