"""What `jiaohao check` passes, every command, paper and screen can run with."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import pytest
from textual.app import App

from counter.app import CounterApp
from counter.supervisor.app import SupervisorApp
from display.app import DisplayApp
from jiaohao import printing, status
from jiaohao.cli import main
from jiaohao.folder import template
from jiaohao.stations import command_line
from kiosk.app import KioskApp
from printers.drawing.layout import as_text
from printers.drawing.preview import KINDS, sample
from printers.jobs.device import route_from
from printers.jobs.spool import spool_file
from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from shared.office.model import Office
from shared.office.reader import OfficeMistakes, parse_office
from shared.sqlite.transactions import Store
from shared.text.catalogue import catalogue
from shared.trade.hall import Hall
from shared.wire.decoder import hall_from_json
from tests.desk import Asker
from tests.display.halls import StillLink
from tests.kiosk.support import FakePapers
from tests.support import screen_text

VALUES: Final = (
    *("{}", "[]", "[{}]", "[[]]", '""', '" "', '"x"', '"-x"', '"\u200b"', '"x\u0301"'),
    *('"counter-1"', "0", "1", "-1", "1.5", "nan", "true", "false", "2027-01-01"),
    *("07:32:00", '"99:99"', '{ en = "x" }', '["x"]', '"%"', '"{x}"', '"[b]"', '"a/b"'),
    '{ zh-TW = "{x}[/]", en = "%s [b]" }',
)
"""What stands in the place of each value in turn."""
KEY: Final = re.compile(r"(\s*[\w-]+ = )(.+)")
RUN: Final = {"minimal": 24, "employment-centre": 6}
"""So many of each template are run, in an order of fixed chance."""
SHOWN: Final = 6
"""Every so many of those that pass are shown on all screens."""


def mutations(text: str) -> Iterator[str]:
    """The text with one line gone, twice there, or with another value; shuffled."""
    lines, changes = text.splitlines(), list[tuple[int, list[str]]]()
    for at, line in enumerate(lines):
        if not line.strip() or line.startswith("#"):
            continue
        changes += [(at, []), (at, [line, line])]
        if key := KEY.fullmatch(line):
            changes += [(at, [key[1] + value]) for value in VALUES]
    random.Random(23).shuffle(changes)
    for at, instead in changes:
        yield "\n".join([*lines[:at], *instead, *lines[at + 1 :]])


def passed(texts: Iterable[str]) -> Iterator[str]:
    """Those that `check` finds no mistake in; the others have a clear answer."""
    for text in texts:
        try:
            parse_office(text.encode(), Path(OFFICE_FILE))
        except OfficeMistakes as mistakes:
            assert mistakes.message(catalogue("zh-TW"))
        else:
            yield text


def use(office: Office, folder: Path) -> Hall:
    """Do with an office what its people do; the hall in the end."""
    ask = Asker(folder)
    for service in office.services[:3]:
        for language in office.languages:
            ask.ok("issue", service=service.code, language=language, channel="staff")
    for priority in office.priorities:
        code = office.services[0].code
        ask.ok("issue", service=code, priority=priority.code, channel="phone")
    counter = office.counters[0].number
    ask.ok("open_counter", counter=counter)
    ask.ok("call", counter=counter)
    state = ask.ok("state")
    ask.close()
    return hall_from_json(state)


def tell(office: Office, folder: Path) -> None:
    """Whatever a command says of it."""
    found = status.look(folder)
    assert status.as_json(*found)
    for language in ("zh-TW", "en", *office.languages):
        assert status.as_words(*found, language)
        assert printing.printer_lines(*found[:2], catalogue(language)) is not None
    for kind in KINDS:
        for columns in (20, 48):
            assert as_text(sample(kind, office, 384), columns)


def start(office: Office, folder: Path) -> None:
    """Every station's command is understood as it was meant."""
    names = [each.name for each in office.kiosks]
    names += [f"counter-{each.number}" for each in office.counters]
    assert len(set(names)) == len(names)
    for name in names:
        words = command_line(folder, name)
        command = main.commands["station"]
        given = command.make_context("station", words[words.index("station") + 1 :])
        assert given.params == {"name": name, "office": folder}
        station = Asker(folder, name=name)
        station.close()
        assert spool_file(folder, name).parent == folder
    for kiosk in office.kiosks:
        route_from(office, kiosk.printer)


async def show(office: Office, hall: Hall) -> None:
    """Every screen, in each language."""
    counter = office.counters[0].number
    apps: list[App[Any]] = [
        KioskApp(office, StillLink(hall), papers=FakePapers()),
        DisplayApp(office, StillLink(hall), "both"),
    ]
    apps += [
        CounterApp(office, counter, StillLink(hall), language=language)
        for language in office.languages
    ]
    apps.append(SupervisorApp(office, StillLink(hall)))
    for app in apps:
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            assert screen_text(app).strip()


@pytest.mark.parametrize("name", ["minimal", "employment-centre"])
async def test_what_passes_runs(name: str, tmp_path: Path) -> None:
    texts = chain([template(name)], mutations(template(name)))
    found = list(islice(passed(texts), RUN[name]))
    assert len(found) == RUN[name]
    for count, text in enumerate(found):
        folder = tmp_path / str(count)
        folder.mkdir()
        (folder / OFFICE_FILE).write_text(text, encoding="utf-8")
        store = Store(folder)
        store.create()
        store.close()
        office = parse_office(text.encode(), folder / OFFICE_FILE)
        try:
            hall = use(office, folder)
            tell(office, folder)
            start(office, folder)
            if count % SHOWN == 0:
                await show(office, hall)
        except Exception:
            print(text)
            raise
        (folder / QUEUE_FILE).unlink()


@pytest.mark.parametrize("key", ["name", "for_whom", "legal", "text"])
@pytest.mark.parametrize("name", ["minimal", "employment-centre"])
def test_a_text_without_any_language_is_a_mistake(name: str, key: str) -> None:
    text = template(name)
    found = re.findall(rf"^{key} = \{{.+\}}$", text, re.MULTILINE)
    assert found or name == "minimal"
    for line in found:
        assert list(passed([text.replace(line, f"{key} = {{}}", 1)])) == []
