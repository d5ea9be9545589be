"""A telephone in a real browser: the ticket's code, the call, scripts on and off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from printers.drawing.encoding import as_bytes
from printers.papers.paper import ticket_paper
from shared.office.reader import load_office
from shared.wire.decoder import ticket_from_json
from tests.conftest import make_office_folder
from tests.page.browser import Browser, needs_chromium
from tests.page.serving import Served, at_counter
from tests.printers.printout import printed
from tests.printers.test_codes import decoded
from tests.processes import Process
from tests.support import OFFICE

pytestmark = needs_chromium
DOTS = 576
"""Of a printer for paper of 80 mm."""
THREE = '\n[page]\naddress = "http://127.0.0.1:8080"\n'
WORDS = {
    "zh-TW": ("前面還有 1 位", "3 號櫃檯"),
    "en": ("1 person ahead", "Counter 3"),
    "th": ("1 คิว", "ช่องบริการ 3"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = OFFICE.replace('["zh-TW", "en"]', '["zh-TW", "en", "th"]') + THREE
    return make_office_folder(tmp_path, text)


@pytest.fixture
def counter(folder: Path) -> Iterator[Process]:
    with at_counter(folder, 3) as process:
        yield process


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    found = Browser(tmp_path / "profile")
    found.size(360, 740)
    yield found
    found.close()


def issued(counter: Process, language: str) -> str:
    """The path of a new number's page."""
    told = counter.ask("issue", service="express", language=language)
    return f"/t/{told['ticket']['code']}"


def scanned(folder: Path, counter: Process, language: str) -> str:
    """The path of a new number's page, as a telephone reads it off the paper."""
    told = counter.ask("issue", service="express", language=language)
    ticket = ticket_from_json(told["ticket"])
    office = load_office(folder)
    day = office.business_day(ticket.issued_at)
    paper = as_bytes(ticket_paper(ticket, office, day), DOTS)
    (address,) = decoded(printed(paper, DOTS))
    assert address.startswith("http://127.0.0.1:8080/t/")
    return urlsplit(address).path


def test_the_page_turns_yellow_at_the_call_in_every_language(
    site: Served, folder: Path, counter: Process, browser: Browser
) -> None:
    issued(counter, "en")
    for language, (before, after) in WORDS.items():
        path = scanned(folder, counter, language)
        site.until(path, 'data-ahead="1"')
        browser.open(site.address + path)
        assert before in browser.text("main")
        assert browser.value("document.documentElement.lang") == language
        browser.value("window.isSame = true")
        counter.ask("call", counter=3, finish_current=True)
        counter.ask("call", counter=3, finish_current=True)
        browser.until("document.body.className === 'called'")
        assert after in browser.value("document.title")
        assert browser.value("window.isSame"), "not loaded anew: sound stays allowed"
        assert browser.value("document.activeElement.id") == "top"
        issued(counter, "en")
    assert not browser.noted
    assert browser.hosts == {f"{site.host}:{site.port}"}


def test_without_scripts_the_page_renews_itself(
    site: Served, counter: Process, browser: Browser
) -> None:
    path = issued(counter, "en")
    site.until(path, "You are next")
    browser.scripts(False)
    browser.open(site.address + path)
    shown = browser.value(
        "getComputedStyle(document.querySelector('[data-nojs]')).display"
    )
    assert shown != "none"
    refresh = "document.querySelector('meta[http-equiv=\"refresh\"]').content"
    assert browser.value(refresh) == "20"
    counter.ask("call", counter=3)
    site.until(path, "Your turn")
    browser.do("Page.reload")
    browser.until("document.body && document.body.className === 'called'")


def test_nothing_scrolls_sideways(
    site: Served, counter: Process, browser: Browser
) -> None:
    path = issued(counter, "th")
    site.until(path, "data-ahead")
    for width in (320, 360, 1280):
        browser.size(width, 740)
        for each in ("/", "/services", path, f"{path}?size=large"):
            browser.open(site.address + each)
            wide = browser.value("document.documentElement.scrollWidth")
            assert wide <= width, (each, width)


def test_choices_and_ticks_stay_when_the_line_moves(
    site: Served, counter: Process, browser: Browser
) -> None:
    for _ in range(7):
        path = issued(counter, "en")
    site.until(path, "6 people ahead")
    browser.open(site.address + path)
    browser.value("document.querySelector('input[value=\"1\"]').click()")
    assert browser.value("location.search") == "?n=1"
    counter.ask("call", counter=3)
    browser.until("document.querySelector('[data-f=people]').textContent[0] === '5'")
    browser.until("document.querySelectorAll('.queue .q').length === 10")
    assert browser.value("document.querySelector('input[value=\"1\"]').checked")
    assert "5 people" in browser.value("document.title")
    browser.until("document.getElementById('say').textContent !== ''")


def test_the_page_says_so_when_nobody_answers_any_more(
    site: Served, counter: Process, browser: Browser
) -> None:
    path = issued(counter, "en")
    site.until(path, "You are next")
    browser.open(site.address + path)
    assert browser.value("document.getElementById('gone').hidden")
    site.kill()
    # What the page itself does after half a minute without a word.
    browser.value("Date.now = function () { return 1e14; }")
    browser.until("!document.getElementById('gone').hidden")
    assert "No connection" in browser.text("#gone")
