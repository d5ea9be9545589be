"""office.toml edited in the middle of a day: one series a letter, and `reload`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.office.reader import parse_office
from shared.station.office_look import office_now
from tests.invariants import check_file
from tests.jiaohao.terminal import Terminal
from tests.jiaohao.test_commands import english, run
from tests.processes import Process, gone
from tests.support import OFFICE

__all__ = ["english"]

OTHER_LETTER = OFFICE.replace('letter = "B"', 'letter = "C"')
FOURTH = OFFICE + ('\n[[counters]]\nnumber = 4\nserves = ["training"]\n')


@pytest.fixture
def begin(office_folder: Path) -> Iterator[Callable[[str], Process]]:
    """Starts stations, and ends them after the test."""
    begun: list[Process] = []

    def begin(name: str) -> Process:
        process = Process(office_folder, name)
        begun.append(process)
        assert process.read()["hello"] == "jiaohao"
        return process

    yield begin
    for each in begun:
        each.process.kill()
        each.process.communicate()


def edit(folder: Path, sheet: str) -> None:
    """Write another office.toml."""
    (folder / OFFICE_FILE).write_text(sheet, encoding="utf-8")


def label(station: Process, service: str = "training") -> str:
    """The number a station gives out."""
    return str(station.settled("issue", service=service)["ticket"]["label"])


def awaited(station: Process, is_so: Callable[[Any], bool]) -> Any:
    """The state, once it is as wanted; fails after 20 seconds."""
    give_up = time.monotonic() + 20
    while not is_so(state := station.ask("state")):
        assert time.monotonic() < give_up, state["office"]
    return state


def changes(station: Process) -> list[Any]:
    """What the events say of changed offices; what changed in them stands apart."""
    events = station.ask("events", after=0)["events"]
    told = [each["data"] for each in events if each["kind"] == "office_changed"]
    assert all(each.pop("changed") for each in told)
    return told


def test_a_letter_edited_while_one_is_at_work_stays_one_series(
    office_folder: Path, begin: Callable[[str], Process]
) -> None:
    one = begin("one")
    assert label(one) == "B001"
    edit(office_folder, OTHER_LETTER)
    two = begin("two")
    assert [label(each) for each in (one, two, one)] == ["B002", "B003", "B004"]
    state = awaited(one, lambda it: it["office"]["file"] != it["office"]["version"])
    assert state["office"]["waiting"] is None
    assert changes(one) == []


def test_what_breaks_nothing_reaches_all_at_once(
    office_folder: Path, begin: Callable[[str], Process]
) -> None:
    one, two = begin("one"), begin("two")
    assert two.ask("open_counter", counter=4)["error"] == "unknown_counter"
    edit(office_folder, FOURTH)
    assert two.ask("open_counter", counter=4)["error"] == "unknown_counter"
    found = run("reload", "--office", office_folder)
    assert found.exit_code == 0 and "at work: 2" in found.stdout, found.output
    assert two.ask("open_counter", counter=4)["counter"]["state"] == "open"
    state = awaited(one, lambda it: it["office"]["file"] == it["office"]["version"])
    assert [each["counter"] for each in state["counters"]] == [1, 2, 3, 4]
    assert changes(one) == [{"version": state["office"]["version"], "waits": False}]
    again = run("reload", "--office", office_folder)
    assert "already" in again.stdout
    assert len(changes(one)) == 1


def test_what_breaks_numbers_of_today_waits_and_says_why(
    office_folder: Path, begin: Callable[[str], Process]
) -> None:
    one = begin("one")
    assert label(one) == "B001"
    edit(office_folder, OTHER_LETTER)
    found = run("reload", "--office", office_folder)
    assert found.exit_code == 0, found.output
    assert "waits for the next business day" in found.stdout
    assert "service training: its letter B becomes C" in found.stdout
    assert label(one) == "B002"
    office = awaited(one, lambda it: it["office"]["waiting"] is not None)["office"]
    assert office["waiting"] != office["version"]
    assert changes(one) == [{"version": office["waiting"], "waits": True}]


def test_before_the_first_number_a_start_takes_up_anything_at_once(
    office_folder: Path, begin: Callable[[str], Process]
) -> None:
    one = begin("one")
    edit(office_folder, OTHER_LETTER)
    two = begin("two")
    assert [label(each) for each in (one, two)] == ["C001", "C002"]


def test_a_start_takes_up_what_breaks_nothing(
    office_folder: Path, begin: Callable[[str], Process]
) -> None:
    one = begin("one")
    assert label(one) == "B001"
    edit(office_folder, FOURTH)
    begin("two")
    assert one.settled("open_counter", counter=4)["counter"]["state"] == "open"


@pytest.mark.parametrize("has_numbers", [False, True])
@pytest.mark.parametrize("sheet", [OTHER_LETTER, FOURTH, "nothing"])
def test_a_screen_begins_with_what_its_station_will_work_by(
    office_folder: Path, begin: Callable[[str], Process], sheet: str, has_numbers: bool
) -> None:
    one = begin("one")
    if has_numbers:
        label(one)
    edit(office_folder, sheet)
    looks = office_now(office_folder)[1]
    assert looks == parse_office(OFFICE.encode(), Path(OFFICE_FILE)), "a lobby screen"
    starts = office_now(office_folder, is_start=True)[1]
    two = begin("two")
    letter = starts.services[1].letter
    assert label(two).startswith(letter)
    assert len(starts.counters) == len(two.ask("state")["counters"])


def test_a_file_with_mistakes_is_not_taken_up(
    office_folder: Path, begin: Callable[[str], Process]
) -> None:
    one = begin("one")
    edit(office_folder, "nothing")
    found = run("reload", "--office", office_folder)
    assert found.exit_code == 2 and "line 1" in found.stderr
    assert label(one) == "B001"
    assert label(begin("two")) == "B002"


def test_status_and_doctor_say_which_one_counts(
    office_folder: Path, begin: Callable[[str], Process]
) -> None:
    assert label(begin("one")) == "B001"
    assert "office.toml" not in run("status", "--office", office_folder).stdout
    edit(office_folder, OTHER_LETTER)
    words = run("status", "--office", office_folder).stdout
    assert "does not count yet: jiaohao reload" in words
    assert " B " in words, "by the letter that counts"
    run("reload", "--office", office_folder)
    words = run("status", "--office", office_folder).stdout
    assert "counts from the next business day on" in words
    edit(office_folder, "nothing")
    found = run("status", "--office", office_folder)
    assert found.exit_code == 0, found.output
    assert "does not count yet" in found.stdout


def test_a_machine_that_knows_nothing_begins_by_what_was_agreed(
    office_folder: Path,
    begin: Callable[[str], Process],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    assert label(begin("one")) == "B001"
    edit(office_folder, "nothing")
    monkeypatch.setenv("JIAOHAO_STATE", str(tmp_path / "other machine"))
    assert label(begin("two")) == "B002"


def test_after_an_outage_a_broken_file_stops_nobody(
    office_folder: Path, begin: Callable[[str], Process]
) -> None:
    one = begin("one")
    assert label(one) == "B001"
    with gone(office_folder):
        edit_in = office_folder.with_suffix(".away")
        edit(edit_in, "nothing")
        assert one.ask("issue", service="training")["error"] == "share_unavailable"
    assert label(one) == "B002"
    assert label(begin("two")) == "B003"


def test_many_at_work_while_it_is_edited_and_taken_up(
    office_folder: Path, begin: Callable[[str], Process]
) -> None:
    at_work = [begin(f"pad-{n}") for n in range(4)]
    labels: list[str] = []

    def press(station: Process) -> None:
        labels.extend(label(station) for _ in range(12))

    presses = [Thread(target=press, args=[each]) for each in at_work]
    for each in presses:
        each.start()
    for minutes in (20, 21, 22):
        edit(office_folder, FOURTH.replace("minutes = 25", f"minutes = {minutes}"))
        assert run("reload", "--office", office_folder).exit_code == 0
        edit(office_folder, OTHER_LETTER)
    for each in presses:
        each.join()
    assert sorted(labels) == [f"B{n:03}" for n in range(1, 49)]
    check_file(office_folder / QUEUE_FILE)


def test_a_kiosk_alone_goes_on_by_what_was_agreed(
    office_folder: Path, begin: Callable[[str], Process]
) -> None:
    kiosk = begin("kiosk-1")
    assert label(kiosk) == "B001"
    edit(office_folder, FOURTH)
    assert run("reload", "--office", office_folder).exit_code == 0
    awaited(kiosk, lambda it: len(it["counters"]) == 4)
    edit(office_folder, OTHER_LETTER)
    with gone(office_folder / QUEUE_FILE):
        assert label(kiosk) == "B9001"
    state = awaited(kiosk, lambda it: "B9001" in [t["label"] for t in it["tickets"]])
    assert [each["letter"] for each in state["services"]] == ["A", "B", "A"]


RENAMED = OFFICE.replace("示範就業中心", "改名處").replace('"職訓"', '"改名處"')


def test_screens_at_work_show_the_office_that_was_taken_up(office_folder: Path) -> None:
    office = f"--office={office_folder}"
    command = [sys.executable, "-m", "jiaohao"]
    screens = [
        Terminal([*command, *words, office], columns=100, rows=30)
        for words in (("kiosk", "kiosk-1"), ("counter", "2"), ("display", "serving"))
    ]
    try:
        for screen in screens:
            screen.until(lambda screen=screen: "等候" in screen.text)
        edit(office_folder, RENAMED)
        assert run("reload", "--office", office_folder).exit_code == 0
        for screen in screens:
            screen.until(lambda screen=screen: "改名處" in screen.text)
    finally:
        statuses = [screen.end() for screen in screens]
    assert statuses == [0, 0, 0]
    assert not any("Traceback" in screen.text for screen in screens)
