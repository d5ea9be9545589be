"""Every act of who leads the hall: real keys, a real station, another one looks on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shared.office.folder import QUEUE_FILE
from shared.office.model import Office
from shared.text.catalogue import N_
from tests.invariants import check_file
from tests.supervisor.desk import Leader, leading, said

LANGUAGES = ("en", "zh-TW")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_service_is_stopped_with_a_message_and_an_end_and_opened(
    office_folder: Path, office: Office, language: str
) -> None:
    async with leading(office_folder, office, language=language) as here:
        name = here.panel.looks.scene().short("training")  # type: ignore[union-attr]
        await here.keys("down", "f5", "tab")
        await here.write("[b]系統[/] down")
        stopped = said(here, "{service} gives out no numbers", service=name)
        await here.keys("enter")
        await here.until(lambda: here.last()["kind"] == "service_paused")
        told = here.last()
        assert told["service"] == "training"
        assert told["data"]["message"] == "[b]系統[/] down"
        until = told["data"]["until"]
        time = until[11:16]
        assert time.endswith(":00")
        full = said(here, "{what} until {time}", what=stopped, time=time)
        await here.press(says=full)
        await here.until(lambda: said(here, "stopped") in here.screen())
        opened = said(here, "{service} gives out numbers again", service=name)
        await here.press("f5", "enter", says=opened)
        assert here.last()["kind"] == "service_opened"
    check_file(office_folder / QUEUE_FILE)


async def test_a_service_is_closed_for_today_and_that_is_taken_back(
    office_folder: Path, office: Office
) -> None:
    async with leading(office_folder, office) as here:
        name = here.panel.looks.scene().short("training")  # type: ignore[union-attr]
        label = here.ask.ok("issue", service="training")["ticket"]["label"]
        await here.keys("down", "f5", "tab")
        await here.write("ill")
        closed = said(
            here, "{service} is closed for today: nobody else is called", service=name
        )
        await here.press("tab", "2", says=closed)
        assert here.last()["kind"] == "service_closed"
        assert here.last()["data"]["message"] == "ill"
        await here.until(lambda: said(here, "closed") in here.screen())
        here.ask.ok("open_counter", counter=3)
        refused = here.ask.error("call_ticket", counter=3, label=label)
        assert refused == "service_closed"
        opened = said(here, "{service} gives out numbers again", service=name)
        await here.press("ctrl+z", says=opened)
        assert here.ask.ok("call_ticket", counter=3, label=label)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_all_kiosks_are_stopped_only_after_a_question(
    office_folder: Path, office: Office, language: str
) -> None:
    async with leading(office_folder, office, language=language) as here:
        await here.keys("tab", "f5")
        words = said(here, "Stop all kiosks")
        options = here.panel.board.ask._options
        place = [each.words for each in options].index(words)
        await here.keys(*["down"] * place, "enter")
        assert here.title() == words
        # The last end there is; late in the day one is missing before it.
        await here.keys("left", "enter")
        await here.until(lambda: here.last()["kind"] == "kiosk_paused")
        assert "until" not in here.last()["data"]
        done = said(here, "Kiosk {kiosk} gives out numbers again", kiosk="kiosk-1")
        await here.press("ctrl+z", says=done)
        assert here.ask.ok("state")["kiosks"][0]["state"] != "paused"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_counter_is_moved_for_a_while_and_taken_back(
    office_folder: Path, office: Office, language: str
) -> None:
    async with leading(office_folder, office, language=language) as here:
        here.ask.ok("open_counter", counter=3, staff="王[b]")
        for _ in range(3):
            here.ask.ok("issue", service="training")
        await here.until(lambda: "王[b]" in here.screen())
        await here.keys("down", "f6")
        await here.shows("王[b]")
        await here.keys("3")
        await here.until(lambda: here.last()["kind"] == "counter_moved")
        data = here.last()["data"]
        assert data["serves"] == ["training"]
        assert data["helps"] == ["express", "jobs"]
        assert data["until"]
        scene = here.panel.looks.scene()
        assert scene is not None
        back = said(
            here,
            "Counter {counter} takes {services}",
            counter=3,
            services=scene.short("express"),
        )
        await here.press("ctrl+z", says=back)
        counter = here.ask.ok("state")["counters"][2]
        assert (counter["serves"], counter["helps"]) == (["express"], ["jobs"])


async def test_a_closed_counter_says_why_it_cannot_be_moved(
    office_folder: Path, office: Office
) -> None:
    async with leading(office_folder, office) as here:
        before = here.last()["seq"] if here.ask.ok("events", after=0)["events"] else 0
        await here.press("f6", "3", says="! –  closed: that cannot be done")
        assert here.title()
        assert (here.ask.ok("events", after=0)["last"] or 0) == before


def states_of(here: Leader) -> list[str]:
    """What the screen knows of the notices."""
    hall = here.panel.known.hall
    return [each.state.value for each in hall.notices] if hall else []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_notice_is_written_approved_and_ended(
    office_folder: Path, office: Office, language: str
) -> None:
    async with leading(office_folder, office, language=language) as here:
        await here.keys("f4")
        await here.write("先到 8 號桌 [red]填表[/]")
        await here.press("enter", says=said(here, "The lobby shows the notice"))
        shown = here.ask.ok("state")["notices"][0]
        assert (shown["text"], shown["state"]) == (
            "先到 8 號桌 [red]填表[/]",
            "approved",
        )
        assert shown["to"]
        await here.until(lambda: "[red]填表[/]" in here.screen())
        await here.keys("f4")
        await here.write("draft")
        await here.keys("down")
        written = "The notice is written; nobody sees it before it is approved"
        await here.press("enter", says=said(here, written))
        await here.until(lambda: len(here.ask.ok("state")["notices"]) == 2)
        await here.keys(*["tab"] * 4)
        assert here.panel.hand.pane == "notices"
        drafts = [
            each for each in here.ask.ok("state")["notices"] if each["state"] == "draft"
        ]
        here.panel.hand.choose("notices", drafts[0]["notice"])
        await here.keys("enter")
        await here.press("1", says=said(here, "The lobby shows the notice"))
        await here.until(lambda: "draft" not in states_of(here))
        await here.keys("enter")
        await here.press("1", says=said(here, "The notice is over"))
        assert len(here.ask.ok("state")["notices"]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_line_to_all_who_wait_for_a_service_is_shown_at_once_and_ends(
    office_folder: Path, office: Office, language: str
) -> None:
    async with leading(office_folder, office, language=language) as here:
        await here.keys("down", "enter", "2")
        assert here.title() == said(here, "A line to everybody who waits")
        await here.write("晚 20 分 [b]late[/]")
        await here.keys("enter")
        await here.until(lambda: here.last()["kind"] == "notice_approved")
        (line,) = here.ask.ok("state")["notices"]
        assert line["text"] == "晚 20 分 [b]late[/]"
        assert line["service"] == "training"
        training = office.service("training")
        assert training is not None
        told = said(
            here,
            N_("{service}: {text}"),
            service=training.name.say(language),
            text=line["text"],
        )
        await here.until(lambda: told in here.screen())
        assert (line["state"], line["from"]) == ("approved", None)
        assert line["to"] is not None


async def test_a_move_taken_back_has_its_earlier_end(
    office_folder: Path, office: Office
) -> None:
    async with leading(office_folder, office) as here:
        day = here.ask.ok("state")["as_of"][:10]
        until = f"{day}T23:58:00.000+08:00"
        told = {"counter": 3, "serves": ["jobs"], "until": until}
        here.ask.ok("open_counter", counter=3)
        here.ask.ok("move_counter", **told)
        await here.until(lambda: here.panel.known.log.last_at(3, "counter_moved"))
        await here.keys("down", "f6", "3")
        await here.until(lambda: len(moves(here)) == 2)
        assert moves(here)[1]["until"] != until
        await here.until(lambda: here.panel.is_at_rest)
        await here.keys("ctrl+z")
        await here.until(lambda: len(moves(here)) == 3)
        assert moves(here)[2]["until"] == until


def moves(here: Leader) -> list[dict[str, Any]]:
    """What was told with each move of a counter."""
    events = here.ask.ok("events", after=0)["events"]
    return [each["data"] for each in events if each["kind"] == "counter_moved"]


async def test_a_notice_of_ten_thousand_characters_is_cut_and_never_markup(
    office_folder: Path, office: Office
) -> None:
    async with leading(office_folder, office) as here:
        await here.keys("f4")
        await here.write("[b]x[/b]" * 1_250)
        await here.press("enter", says="The lobby shows the notice")
        text = here.ask.ok("state")["notices"][0]["text"]
        assert text == ("[b]x[/b]" * 1_250)[:500]
        await here.until(lambda: "[b]x[/b][b]x[/b]" in here.screen())
        refused = here.ask("post_notice", text="x" * 10_000)
        assert refused["error"] == "bad_request"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_number_gets_another_priority_and_is_cancelled(
    office_folder: Path, office: Office, language: str
) -> None:
    async with leading(office_folder, office, language=language) as here:
        for _ in range(3):
            here.ask.ok("issue", service="jobs")
        await here.until(lambda: here.panel.known.hall.seq == 3)  # type: ignore[union-attr]
        name = office.priorities[1].name.say(language)
        done = said(here, "{label}: {priority}", label="A002", priority=name)
        await here.press("2", "f8", "1", says=done)
        assert here.last()["data"] == {"priority": "priority", "from": "normal"}
        normal = office.priorities[0].name.say(language)
        back = said(here, "{label}: {priority}", label="A002", priority=normal)
        await here.press("ctrl+z", says=back)
        cancelled = said(here, "{label} cancelled", label="A003")
        await here.keys("A", "0", "0", "3", "f9", "4")
        assert here.title()
        await here.write("打錯")
        await here.press("enter", says=cancelled)
        assert here.last()["data"]["reason"] == "打錯"
        nothing = said(here, "There is nothing to take back")
        await here.press("ctrl+z", says=f"! {nothing}")
        await here.press(
            "9",
            "9",
            "enter",
            says="! " + said(here, "There is no number {label} today", label="99"),
        )


async def test_a_number_that_somebody_called_first_is_refused(
    office_folder: Path, office: Office
) -> None:
    async with leading(office_folder, office) as here:
        here.ask.ok("issue", service="jobs")
        await here.until(lambda: here.panel.known.hall.tickets)  # type: ignore[union-attr]
        await here.keys("1", "f9")
        here.ask.ok("open_counter", counter=1)
        here.ask.ok("call", counter=1)
        await here.keys("1")
        await here.until(lambda: here.panel.looks.look(None).strip.refusal)
        assert here.ask.ticket("ticket", label="A001")["state"] == "called"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_help_is_answered_and_somebody_sent(
    office_folder: Path, office: Office, language: str
) -> None:
    async with leading(office_folder, office, language=language) as here:
        answered = said(here, "The call for help is answered")
        nobody = said(here, "Nobody asks for help")
        await here.press("f2", says=f"! {nobody}")
        here.ask.ok("open_counter", counter=2, staff="Chen")
        here.ask.ok("call_help", counter=1, reason="[b]loud[/]")
        await here.until(lambda: here.panel.looks.look(None).strip.alarm)
        await here.shows("[b]loud[/]")
        await here.press("ctrl+r", says=answered)
        assert here.last()["kind"] == "help_answered"
        await here.until(lambda: not here.panel.known.hall.help_calls)  # type: ignore[union-attr]
        here.ask.ok("call_help", kiosk="kiosk-1")
        await here.until(lambda: here.panel.known.hall.help_calls)  # type: ignore[union-attr]
        await here.press("f3", "2", says=answered)
        assert here.last()["data"]["answered_by"] == 2


async def test_f12_calls_help_as_at_a_counter_and_stops_nothing(
    office_folder: Path, office: Office
) -> None:
    async with leading(office_folder, office) as here:
        await here.press("f12", says="! Choose a counter or a kiosk first")
        await here.press("tab", "down", "f12", says="Help is called")
        told = here.last()
        assert (told["kind"], told["counter"]) == ("help_called", 2)


async def test_two_leaders_and_one_service_in_the_same_instant(
    office_folder: Path, office: Office
) -> None:
    async with (
        leading(office_folder, office) as one,
        leading(office_folder, office, name="supervisor-2") as two,
    ):
        for here in (one, two):
            await here.keys("f5")
        for here in (one, two):
            await here.keys("enter")
        for here in (one, two):
            await here.until(lambda here=here: here.panel.is_at_rest)
        assert one.ask.ok("state")["services"][0]["paused"] is not None
    check_file(office_folder / QUEUE_FILE)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_to_come_back_is_added_and_settled(
    office_folder: Path, office: Office, language: str
) -> None:
    async with leading(office_folder, office, language=language) as here:
        await here.keys("ctrl+f")
        await here.until(lambda: here.panel.looks.question is not None)
        await here.keys("enter")
        assert here.title() == said(here, "New follow-up")
        await here.write("王小明")
        await here.keys("enter", "1")
        await here.until(lambda: here.panel.looks.look(None).strip.refusal)
        await here.keys("ctrl+f")
        await here.until(lambda: here.panel.looks.question is not None)
        await here.keys("enter")
        await here.write("115-0042")
        await here.keys("enter", "1")
        await here.until(lambda: here.last()["kind"] == "follow_up_added")
        await here.until(lambda: here.panel.is_at_rest)
        await here.keys("ctrl+f")
        # The strip still says it too.
        await here.until(lambda: here.panel.looks.question is not None)
        await here.shows("115-0042")
        await here.keys("down", "enter")
        await here.press(
            "2", says=said(here, "{reference} is settled", reference="115-0042")
        )
        assert here.last()["data"]["outcome"] == "reached"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_systems_that_are_down_are_said_everywhere_by_one_act(
    office_folder: Path, office: Office, language: str
) -> None:
    async with leading(office_folder, office, language=language) as here:
        await here.keys("tab", "f5", "up", "enter")
        assert here.title() == said(here, "Systems down")
        await here.keys("enter")
        await here.until(lambda: here.last()["kind"] == "notice_approved")
        state = here.ask.ok("state")
        words = "電腦系統故障，請洽服務人員；您的號碼仍然有效。"
        assert state["kiosks"][0]["state"] == "paused"
        assert state["kiosks"][0]["message"] == words
        assert state["notices"][0]["text"] == words
        assert state["notices"][0]["to"] == state["kiosks"][0]["until"]
