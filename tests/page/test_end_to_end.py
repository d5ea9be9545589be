"""The pages as a process, between a kiosk, a counter and visitors' telephones."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.office.folder import OFFICE_FILE
from shared.trade.ticket_code import number_scanned
from tests.conftest import make_office_folder
from tests.page.serving import Events, Served, at_counter, served
from tests.processes import Process, gone
from tests.support import OFFICE

PAGE = '\n[page]\naddress = "http://127.0.0.1:8080"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_office_folder(tmp_path, OFFICE + PAGE)


@pytest.fixture
def counter(folder: Path) -> Iterator[Process]:
    with at_counter(folder, 2) as process:
        yield process


def issued(process: Process, service: str = "training", language: str = "en") -> str:
    """The code of a new number."""
    told = process.ask("issue", service=service, language=language)
    return str(told["ticket"]["code"])


def test_a_number_from_the_kiosk_to_the_end(site: Served, counter: Process) -> None:
    first, second = issued(counter), issued(counter)
    path = f"/t/{second}"
    assert "1 person ahead of you" in site.until(path, "B002")
    events = Events(site, f"{path}/events")
    assert events.answer.status == 200
    told = events.next()
    assert (told["state"], told["ahead"]) == ("near", 1)
    counter.ask("call", counter=2)
    assert events.until(ahead=0)["fields"]["people"] == "You are next"
    counter.ask("call", counter=2, finish_current=True)
    assert events.until(state="called")["calls"] == 1
    assert "Your turn: B002, Counter 2" in site.ask(path)[2]
    counter.ask("recall", counter=2)
    assert events.until(state="called", calls=2)
    counter.ask("start", counter=2)
    events.until(state="serving")
    counter.ask("finish", counter=2)
    events.until(state="done")
    assert events.next() is None, "the stream is over"
    late = Events(site, f"{path}/events")
    assert late.next()["state"] == "done", "a page made just before hears of it"
    assert late.next() is None
    late.close()
    text = site.ask(path)[2]
    assert "Thank you for coming" in text and "data-events" not in text
    assert "Thank you" in site.ask(f"/t/{first}")[2]
    events.close()


def test_who_waits_reads_what_staff_tell_and_no_line_to_others(
    site: Served, counter: Process
) -> None:
    path = f"/t/{issued(counter)}"
    site.until(path, "B001")
    events = Events(site, f"{path}/events")
    assert events.next()["fields"]["notices"] == ""
    for text, service in (("Soon", "training"), ("Not you", "jobs"), ("All", None)):
        told = counter.ask("post_notice", text=f"<b>{text}", service=service)
        counter.ask("approve_notice", notice=told["notice"]["notice"])
    page = site.until(path, "&lt;b&gt;All")
    assert "Training: &lt;b&gt;Soon" in page and "Not you" not in page
    told = events.next()
    while "All" not in told["fields"]["notices"]:
        told = events.next()
    assert told["state"] == "near"
    counter.ask("end_notice", notice=counter.ask("state")["notices"][0]["notice"])
    events.close()


def test_hold_missed_back_again_and_cancelled(site: Served, counter: Process) -> None:
    path = f"/t/{issued(counter)}"
    site.until(path, "B001")
    counter.ask("call", counter=2)
    counter.ask("no_show", counter=2)
    assert "say: B001, called already" in site.until(path, "You have been called")
    counter.ask("requeue", label="B001")
    site.until(path, "You are next")
    counter.ask("call", counter=2)
    counter.ask("hold", counter=2)
    site.until(path, "Your visit is on hold")
    counter.ask("cancel", label="B001")
    site.until(path, "This number was cancelled")


def test_a_group_is_called_to_its_place(site: Served, counter: Process) -> None:
    path = f"/t/{issued(counter)}"
    counter.ask("call_group", counter=2, service="training", count=2, place="Room 5")
    assert "Your turn: B001, Room 5" in site.until(path, "Your turn")


def test_the_language_of_the_ticket_unless_another_is_wished(
    site: Served, counter: Process
) -> None:
    code = issued(counter, language="zh-TW")
    assert 'lang="zh-TW"' in site.until(f"/t/{code}", "B001")
    assert 'lang="en"' in site.ask(f"/t/{code}?lang=en")[2]
    assert 'lang="zh-TW"' in site.ask(f"/t/{code}?lang=xx", accept_language="en")[2]
    assert 'lang="en"' in site.ask("/", accept_language="en")[2]


def test_the_hall_and_its_services(site: Served, counter: Process) -> None:
    for _ in range(3):
        issued(counter, "jobs")
    text = site.until("/?lang=en", "3 people")
    assert "Our services are free of charge" in text
    told = counter.ask("post_notice", text="<b>Lift is broken</b>")
    counter.ask("approve_notice", notice=told["notice"]["notice"])
    assert "&lt;b&gt;Lift is broken" in site.until("/", "Lift is broken")
    counter.ask("pause_service", service="express", message="Back at ten")
    assert "Express: no numbers at present" in site.until("/?lang=en", "Back at ten")
    found = site.ask("/services?q=passbook&lang=en")[2]
    assert "Training" in found and "Job seeking" not in found


def test_who_answers_the_telephone_reads_the_same(
    folder: Path, counter: Process
) -> None:
    for _ in range(3):
        issued(counter, "jobs")
    command = [sys.executable, "-m", "jiaohao", "page", "--text", "--office"]
    said = subprocess.run(
        [*command, str(folder)],
        env={**os.environ, "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "3 people" in said and "Training" in said and "Short counselling" in said
    assert "127.0.0.1:8080" in said


def test_the_interfaces(site: Served, counter: Process) -> None:
    for _ in range(3):
        issued(counter, "jobs")
    site.until("/api/v1/hall", '"people":3')
    status, headers, text = site.ask("/api/v1/hall", origin="https://city.example")
    hall = json.loads(text)
    assert (status, headers["access-control-allow-origin"]) == (200, "*")
    assert headers["cache-control"] == "public, max-age=5"
    (crowd,) = hall["waiting"]
    assert (crowd["letter"], crowd["people"], crowd["wait"]) == ("A", 3, None)
    assert crowd["services"] == ["jobs", "express"]
    assert "A00" not in text, "no tickets"
    services = json.loads(site.ask("/api/v1/services")[2])["services"]
    assert [each["service"] for each in services] == ["jobs", "training", "express"]
    opening = json.loads(site.ask("/api/v1/openapi.json")[2])
    assert opening["openapi"].startswith("3.1")
    assert json.loads(site.ask("/api/v1/")[2]) == opening
    for path in opening["paths"]:
        assert site.ask(f"/api/v1{path}")[0] == 200


def test_taipeis_calling_of_numbers(site: Served, counter: Process) -> None:
    counter.ask("issue", service="training")
    counter.ask("call", counter=2)
    path = "/api/v1/counter-calling"
    found = json.loads(site.until(path, "as_of"))
    (kind,) = found["data"]
    (place,) = kind["list"]
    assert set(kind) == {"id", "name", "icon", "list"}
    assert set(place) == {"id", "name", "is_regularly_used", "info", "counters"}
    assert set(place["info"]) == {"address", "tel", "fax"}
    for each in place["counters"]:
        assert set(each) == {"id", "name", "current_number", "waiting_people"}


def test_a_changed_office_is_taken_up(folder: Path, site: Served) -> None:
    file = folder / OFFICE_FILE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Short counselling", "A long talk"), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "jiaohao", "reload", "--office", str(folder)],
        check=True,
        capture_output=True,
    )
    with Process(folder, "counter-1").process as worker:
        site.until("/services?lang=en", "A long talk")
        worker.kill()


def test_the_share_away_is_told_with_its_age(
    folder: Path, site: Served, counter: Process
) -> None:
    path = f"/t/{issued(counter)}?lang=en"
    site.until(path, "You are next")
    with gone(folder / "queue.db"):
        text = site.until(path, "What is here is of")
        assert "Your number counts all the same" in text
        assert '"is_old":true' in site.ask("/api/v1/hall")[2]
    site.until(path, "You are next")


def test_begun_without_the_share_it_waits_for_the_office(
    folder: Path, counter: Process
) -> None:
    path = f"/t/{issued(counter)}"
    with gone(folder / "queue.db"):
        site = Served.of_office(folder)
        assert "Waiting for the office" in site.ask("/?lang=en")[2]
        assert site.ask(path)[0] == 200
    site.until(path, "You are next")
    assert site.end() == 0


def test_it_ends_in_order_with_a_page_open(site: Served) -> None:
    events = Events(site, "/events")
    assert events.next()["state"] == "hall"
    assert site.end() == 0
    events.close()


def test_killed_in_mid_answer_it_begins_again_at_the_same_place(
    folder: Path, site: Served, counter: Process
) -> None:
    path = f"/t/{issued(counter)}"
    site.until(path, "You are next")
    events = Events(site, f"{path}/events")
    events.next()
    site.process.send_signal(signal.SIGKILL)
    site.process.wait()
    assert counter.ask("call", counter=2)["ok"], "the office does not notice"
    with served(folder, f"127.0.0.1:{site.port}") as again:
        again.until(path, "Your turn")
    events.close()


def test_two_at_one_place_is_refused_in_words(folder: Path, site: Served) -> None:
    command = [sys.executable, "-m", "jiaohao", "page", "--office", str(folder)]
    second = subprocess.run(
        [*command, "--listen", f"127.0.0.1:{site.port}"],
        env={**os.environ, "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert "Is another one at work there?" in second.stderr
    assert "Traceback" not in second.stderr
    assert site.ask("/")[0] == 200


@pytest.mark.parametrize("listen", ["nowhere", "127.0.0.1:99999", "127.0.0.1", ":80"])
def test_a_place_that_is_none_is_refused(folder: Path, listen: str) -> None:
    command = [sys.executable, "-m", "jiaohao", "page", "--office", str(folder)]
    found = subprocess.run(
        [*command, "--listen", listen], capture_output=True, text=True, check=False
    )
    assert found.returncode == 2
    assert "Traceback" not in found.stderr


def test_the_code_of_a_reserve_number_opens_its_page_later(folder: Path) -> None:
    kiosk = Process(folder, "kiosk-1", is_hasty=True)
    kiosk.read()
    issued(kiosk)
    with served(folder) as site:
        with gone(folder / "queue.db"):
            told = kiosk.ask("issue", service="training", language="en")
        assert told["ticket"]["number"] >= 9001
        code = told["ticket"]["code"]
        found = number_scanned(f"http://127.0.0.1:8080/t/{code}")
        assert found is not None and found.label == told["ticket"]["label"]
        site.until(f"/t/{code}", "ahead of you")
    kiosk.process.kill()
    kiosk.process.communicate()
