"""What stations, kiosks, displays and printers may be called."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from shared.errors import BadRequest
from shared.office.names import LONGEST_NAME, flaw_of, likeness, refuse_bad_name
from shared.text.catalogue import catalogue
from tests.desk import Asker
from tests.shared.office.mistakes import mistakes_in
from tests.support import OFFICE

GOOD = [
    "kiosk-1",
    "a" * LONGEST_NAME,
    "1 號叫號機",
    "大門　左",
    "Nguyễn",
    "ตู้บัตรคิวที่ ๑",
    "မြန်မာ",
    "pad@reception.3",
    "_x",
    "📠",
    "[b]{x}%s",
]
BAD = [
    "",
    " ",
    "　",
    "-x",
    "--office=/",
    "a" * (LONGEST_NAME + 1),
    "a\nb",
    "a\x1b[2J",
    "kiosk\u200b-1",
    "\u200b",
    "kiosk\u202e",
    "\ufeffkiosk",
    "\u3164",
    "\u2800",
    "a\u00a0b",
    "a\ufe0f",
    "\u0301",
    "e" + "\u0301" * 200,
    "e" + "\u0301" * 5,
    "\udcaa",
    "\ue000",
]


@pytest.mark.parametrize("name", GOOD)
def test_what_a_name_may_be(name: str) -> None:
    assert flaw_of(name) is None
    office = OFFICE.replace('name = "kiosk-1"', 'name = "entrance"')
    assert mistakes_in(office.replace('name = "lobby"', f'name = "{name}"')) == []


@pytest.mark.parametrize("name", BAD)
def test_what_no_name_can_be(office_folder: Path, name: str) -> None:
    with pytest.raises(BadRequest) as caught:
        refuse_bad_name(name)
    assert caught.value.message(catalogue("zh-TW"))
    with pytest.raises(BadRequest):
        Asker(office_folder, name=name)


@pytest.mark.parametrize("name", [it for it in BAD if it.isprintable()])
@pytest.mark.parametrize("old", ['"lobby"', '"kiosk-1"'])
def test_nothing_in_the_office_has_such_a_name(name: str, old: str) -> None:
    [found] = mistakes_in(OFFICE.replace(f"name = {old}", f'name = "{name}"'))
    assert ".name: " in found


def test_an_unseen_character_is_named_by_its_number() -> None:
    [found] = mistakes_in(OFFICE.replace('"lobby"', '"lo\u200bbby"'))
    assert "U+200B" in found and "\u200b" not in found


def test_a_name_is_written_as_people_type_it() -> None:
    apart = unicodedata.normalize("NFD", "Bàn số")
    [found] = mistakes_in(OFFICE.replace('"lobby"', f'"{apart}"'))
    assert "displays[1].name" in found
    assert found.endswith(" Bàn số")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kiosk-1", "Kiosk-1"),
        ("kiosk-1", "kiosk-l"),
        ("kiosk-1", "kіosk-1"),
        ("kiosk-1", "ｋｉｏｓｋ－１"),
        ("kiosk-1", "kiosk–1"),
        ("kiosk-1", "kiosk-1 "),
        ("K0", "KO"),
        ("А", "A"),
        ("入口", "入ロ"),
        ("櫃檯一", "櫃檯-"),
        ("a b", "a  b"),
    ],
)
def test_what_looks_alike(one: str, other: str) -> None:
    assert likeness(one) == likeness(other)
    text = OFFICE.replace('name = "lobby"', f'name = "{one}"')
    text += f'\n[[displays]]\nname = "{other}"\n'
    found = mistakes_in(text)
    assert found and all(".name: " in each for each in found)
    assert one in found[-1] and other.strip() in found[-1]


@pytest.mark.parametrize(
    ("one", "other"),
    [("kiosk-1", "kiosk-2"), ("kiosk-1", "kiosk_1"), ("左", "右"), ("é", "e")],
)
def test_what_does_not(one: str, other: str) -> None:
    assert likeness(one) != likeness(other)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('name = "lobby"', 'name = "kiosk-1"', "displays[1].name"),
        ('name = "lobby"', 'name = "paper"', "printers[1].name"),
        ('name = "kiosk-1"', 'name = "counter-1"', "kiosks[1].name"),
        ('name = "lobby"', 'name = "Counter-3"', "displays[1].name"),
        ('name = "kiosk-1"', 'name = "ｃounter-2"', "kiosks[1].name"),
    ],
)
def test_a_name_is_one_thing_only(old: str, new: str, place: str) -> None:
    [found] = mistakes_in(OFFICE.replace(old, new))
    assert place in found


def test_a_counter_that_there_is_not_may_lend_its_name() -> None:
    assert mistakes_in(OFFICE.replace('"kiosk-1"', '"counter-9"')) == []


@pytest.mark.parametrize("name", ["-x", "\u200b", "e" + "\u0301" * 200, "a\nb"])
def test_a_station_is_told_at_once_that_its_name_will_not_do(
    office_folder: Path, name: str
) -> None:
    command = [sys.executable, "-m", "jiaohao", "station", "--office", office_folder]
    done = subprocess.run(
        [*command, "--", name], capture_output=True, text=True, timeout=30, input=""
    )
    assert done.returncode == 2
    [line] = done.stdout.splitlines()
    assert '"error":"bad_request"' in line and '"id":null' in line
    assert "name" in done.stderr and "Traceback" not in done.stderr


def test_also_where_the_share_is_away(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "jiaohao", "station", "--office", tmp_path / "x"]
    done = subprocess.run(
        [*command, "--", "-x"], capture_output=True, text=True, timeout=30, input=""
    )
    assert done.returncode == 2
    assert '"error":"bad_request"' in done.stdout
