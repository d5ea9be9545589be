"""`python -m tests.page.pictures FOLDER`: the pages on a telephone and a desk."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image

from jiaohao.folder import template
from tests.conftest import make_office_folder
from tests.fonts import fonts_file
from tests.page.browser import CHROMIUM, Browser
from tests.page.looks import alone, look, pages
from tests.page.serving import Served, served
from tests.processes import Process

SHEETS: Final = {
    "page-book-360": (
        ("book 1", "zh-TW", 360, False),
        ("book 2", "zh-TW", 360, False),
        ("book 3", "en", 360, False),
        ("book 4", "th", 360, True),
        ("booking booked", "zh-TW", 360, False),
    ),
    "page-own-360": (
        ("step out", "zh-TW", 360, False),
        ("out", "en", 360, False),
        ("give back", "th", 360, True),
        ("cancel", "zh-TW", 360, False),
        ("region benefit-application", "zh-TW", 360, False),
    ),
    "page-more-1280": (
        ("booking booked", "zh-TW", 1280, False),
        ("region benefit-application", "en", 1280, True),
    ),
}
"""Pictures of pages side by side: which, in which language, how wide, dark or not."""
_GAP: Final = 16
_DAYS: Final = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")


def office_text() -> str:
    """The employment centre, open at all hours, with ways and an address."""
    text = template("employment-centre")
    begin, end = text.index("[hours]"), text.index("closed_days = [")
    hours = "\n".join(f'{day}day = ["00:00-24:00"]' for day in _DAYS)
    text = f"{text[:begin]}[hours]\n{hours}\n{text[end:]}"
    way = 'way = { zh-TW = "2 樓，上樓後左轉", en = "Floor 2, left" }'
    text = text.replace(
        "[[counters]]\nnumber = 1\n", f"[[counters]]\nnumber = 1\n{way}\n"
    )
    return f'{text}\n[page]\naddress = "http://queue.example.tw"\n'


def main(folder: Path) -> None:
    """Take all pictures; without a browser say so and leave those that are there."""
    if CHROMIUM is None:
        print("no pictures of the pages: apt install chromium")
        return
    with tempfile.TemporaryDirectory() as place:
        os.environ["FONTCONFIG_FILE"] = str(fonts_file(Path(place)))
        os.environ["JIAOHAO_STATE"] = str(Path(place) / "state")
        office = make_office_folder(Path(place), office_text())
        with served(office) as site:
            browser = Browser(Path(place) / "profile")
            shots = _taken(site, Process(office, "counter-1"), browser, Path(place))
        folder.mkdir(parents=True, exist_ok=True)
        for name, sheets in SHEETS.items():
            drawn = [_drawn(browser, Path(place), *each) for each in sheets]
            _beside(drawn).save(folder / f"{name}.png", optimize=True)
        browser.close()
        _beside(shots[:5]).save(folder / "page-360.png", optimize=True)
        _beside(shots[5:]).save(folder / "page-1280.png", optimize=True)
    print(f"{folder}: {2 + len(SHEETS)} pictures of the pages")


def _drawn(
    browser: Browser, place: Path, name: str, language: str, width: int, is_dark: bool
) -> Image.Image:
    """A page of `tests.page.looks`, which nobody serves."""
    browser.size(width, 740 if width < 600 else 800)
    browser.dark(is_dark)
    browser.show(alone(dict(pages(look(language)))[name]))
    return _shot(browser, place)


def _shot(browser: Browser, place: Path) -> Image.Image:
    browser.picture(place / "shot.png", is_whole=False)
    with Image.open(place / "shot.png") as shot:
        return shot.convert("RGB")


def _taken(
    site: Served, counter: Process, browser: Browser, place: Path
) -> list[Image.Image]:
    shots: list[Image.Image] = []

    def shoot(path: str, width: int, *, is_dark: bool = False) -> None:
        browser.size(width, 740 if width < 600 else 800)
        browser.dark(is_dark)
        browser.open(site.address + path)
        shots.append(_shot(browser, place))

    counter.read()
    counter.ask("open_counter", counter=1)
    codes = []
    for at in range(9):
        language = ("zh-TW", "en", "th")[at % 3]
        told = counter.ask("issue", service="benefit-application", language=language)
        codes.append(f"/t/{told['ticket']['code']}")
    site.until(codes[8], "data-ahead")
    counter.ask("call", counter=1)
    site.until(codes[0], 'class="called"')
    waiting, soon, called = f"{codes[8]}?lang=zh-TW", codes[2], codes[0]
    shoot(waiting, 360)
    shoot(soon, 360)
    shoot(called, 360)
    shoot("/?lang=zh-TW", 360)
    shoot("/services?q=失業給付說明會&lang=zh-TW", 360, is_dark=True)
    shoot(f"{called}?lang=en", 1280)
    shoot("/?lang=zh-TW", 1280, is_dark=True)
    counter.process.kill()
    counter.process.communicate()
    return shots


def _beside(shots: list[Image.Image]) -> Image.Image:
    width = sum(each.width + _GAP for each in shots) + _GAP
    height = max(each.height for each in shots) + 2 * _GAP
    sheet = Image.new("RGB", (width, height), "#c6d3e0")
    x = _GAP
    for each in shots:
        sheet.paste(each, (x, _GAP))
        x += each.width + _GAP
    return sheet.quantize(128)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
