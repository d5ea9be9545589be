"""Booking, stepping out and giving back in a real browser, scripts on and off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import make_office_folder
from tests.page.browser import Browser, needs_chromium
from tests.page.serving import Served, at_counter, served
from tests.page.test_booking import APPOINTMENTS
from tests.support import OFFICE

pytestmark = needs_chromium
PAGE = """
[page]
address = "http://127.0.0.1:8080"
give_back = true
step_out = true
"""
WORDS = {
    "zh-TW": ("要預約什麼服務？", "預約好了", "這個預約已取消", "您的順位保留著"),
    "en": (
        "What would you like to book?",
        "Your appointment is booked",
        "This appointment is cancelled",
        "your place is kept",
    ),
    "th": (
        "ต้องการนัดหมายเรื่องใด",
        "นัดหมายเรียบร้อยแล้ว",
        "นัดนี้ถูกยกเลิกแล้ว",
        "คิวยังอยู่",
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = OFFICE.replace('["zh-TW", "en"]', '["zh-TW", "en", "th"]')
    place = tmp_path_factory.mktemp("booking")
    return make_office_folder(place, text + PAGE + APPOINTMENTS)


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Served]:
    with served(folder) as found:
        yield found


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = Browser(tmp_path_factory.mktemp("profile"))
    found.size(360, 740)
    yield found
    found.close()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Browser:
    browser.scripts(request.param)
    browser.noted.clear()
    return browser


@pytest.mark.parametrize("language", WORDS)
def test_an_appointment_is_chosen_booked_and_cancelled_by_touch(
    site: Served, page: Browser, language: str
) -> None:
    asked, booked, cancelled, _ = WORDS[language]
    page.open(f"{site.address}/?lang={language}")
    page.follow('footer a[href^="/book"]')
    assert asked in page.text("h1")
    for name in ("s", "d", "t"):
        page.touch(f'input[name="{name}"]', -1)
        assert fits(page)
        page.follow("main button")
    page.follow("main button")
    assert booked in page.text("h1")
    code = page.text(".code")
    assert len(code) == 11 and page.value("!!document.querySelector('.qr svg')")
    assert fits(page)
    page.follow('a[href*="/cancel"]')
    page.follow("main button")
    assert cancelled in page.text("h1")
    assert page.value("document.documentElement.lang") == language
    assert not page.noted
    assert page.hosts == {f"{site.host}:{site.port}"}


@pytest.mark.parametrize("language", WORDS)
def test_somebody_steps_out_comes_back_and_gives_the_number_back(
    site: Served, folder: Path, page: Browser, language: str
) -> None:
    with at_counter(folder, 2) as counter:
        told = counter.ask("issue", service="training", language=language)
    path = f"/t/{told['ticket']['code']}"
    site.until(path, f"{path}/step-out")
    page.open(site.address + path)
    page.follow(f'a[href^="{path}/step-out"]')
    page.follow("main button")
    comes(page, "=== 'out'")
    assert WORDS[language][3] in page.text("h1")
    page.follow("main button")
    comes(page, "!== 'out'")
    page.follow(f'a[href^="{path}/give-back"]')
    page.follow("main button")
    comes(page, "=== 'cancelled'")
    assert not page.noted


def comes(page: Browser, state: str) -> None:
    """Wait until a number's page is about another state; without scripts it is looked
    at again and again, as its reader would."""
    found = f"document.body && document.body.getAttribute('data-state') {state}"
    page.until(found, is_looked_again=not page.has_scripts)


def fits(page: Browser) -> bool:
    """Whether nothing is wider than the screen."""
    return bool(page.value("document.documentElement.scrollWidth <= innerWidth"))
