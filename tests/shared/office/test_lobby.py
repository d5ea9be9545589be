"""What office.toml says of the lobby screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiaohao.folder import template
from shared.office.model import Display, Office
from shared.office.reader import advised_office, parse_office
from shared.text.catalogue import catalogue
from shared.text.themes import OfficeColours
from tests.shared.office.mistakes import mistakes_in

MINIMAL = template("minimal")
WAY = '# way = { zh-TW = "2樓 ←", en = "2F ←" }'
MEANT = (
    ("# panel_inches = 43", "panel_inches = 54.6"),
    ("# metres = 8", "metres = 10\ncall_seconds = 12\nnext_numbers = false"),
    (
        '# way = { zh-TW = "2樓 ←", en = "2F ←" }',
        'way = { zh-TW = "2樓 ←", en = "2F ←" }',
    ),
    ("day_ends", "privacy_from = 5\nday_ends"),
)


def _written(*changes: tuple[str, str]) -> str:
    text = MINIMAL
    for commented, meant in changes:
        assert commented in text
        text = text.replace(commented, meant, 1)
    return text


def _office(text: str) -> Office:
    return parse_office(text.encode(), Path("office.toml"))


def test_without_a_word_it_is_the_usual_panel() -> None:
    office = _office(MINIMAL)
    assert office.displays == (Display("lobby"),)
    assert office.privacy_from == 3
    assert office.counters[0].way is None
    usual = office.displays[0]
    assert (usual.panel_inches, usual.metres) == (43, 8)
    assert (usual.call_seconds, usual.has_next_numbers) == (8, True)


def test_the_panel_the_way_and_the_privacy_are_read() -> None:
    office = _office(_written(*MEANT))
    assert office.privacy_from == 5
    lobby = office.displays[0]
    assert (lobby.panel_inches, lobby.metres) == (54.6, 10)
    assert (lobby.call_seconds, lobby.has_next_numbers) == (12, False)
    way = office.counters[0].way
    assert way is not None
    assert (way.say("zh-TW"), way.say("en")) == ("2樓 ←", "2F ←")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("panel_inches = 54.6", 'panel_inches = "43 inches"', "a number"),
        ("panel_inches = 54.6", "panel_inches = true", "a number"),
        ("panel_inches = 54.6", "panel_inches = 4000", "from 5 to 300"),
        ("metres = 10", "metres = 0", "from 1 to 50"),
        ("call_seconds = 12", "call_seconds = 1", "from 3 to 60"),
        ("next_numbers = false", "next_numbers = 1", "true or false"),
        ("metres = 10", 'theme = "pink"', "dark, light, contrast"),
        ("privacy_from = 5", "privacy_from = 0", "from 1 to 100"),
        (WAY[2:], "way = 2", "zh-TW"),
    ],
)
def test_what_is_wrong_is_named(right: str, wrong: str, told: str) -> None:
    text = _written(*MEANT, (right, wrong))
    assert any(told in each for each in mistakes_in(text)), mistakes_in(text)


LOOK = '\n[look]\nground = "#0b2416"\nband = "#14402a"\naccent = "#ffd60a"\n'


def test_the_office_has_its_own_colours_and_a_logo() -> None:
    themed = _written(("# metres = 8", 'theme = "office"'))
    office = _office(themed + LOOK + 'logo = "logo.png"\n')
    assert office.colours == OfficeColours(ground="#0b2416", band="#14402a")
    assert (office.logo, office.displays[0].theme) == ("logo.png", "office")
    assert _office(MINIMAL).colours is None
    assert _office(MINIMAL + '[look]\nlogo = "x.PNG"\n').colours is None


@pytest.mark.parametrize(
    ("look", "told"),
    [
        ('ground = "green"', "#0d2b45"),
        ('ground = "#12345"', "#0d2b45"),
        ("band = 7", "a text in quotes"),
        ('logo = "../secret.png"', "logo.png"),
        ('logo = "logo.svg"', "logo.png"),
        ('grounds = "#000000"', "ground"),
    ],
)
def test_what_is_wrong_about_the_look_is_named(look: str, told: str) -> None:
    found = mistakes_in(f"{MINIMAL}\n[look]\n{look}\n")
    assert any(told in each for each in found), found


def test_a_display_in_the_colours_of_an_office_without_any_is_a_mistake() -> None:
    [found] = mistakes_in(_written(("# metres = 8", 'theme = "office"')))
    assert "[look]" in found


@pytest.mark.parametrize(
    ("look", "told"),
    [
        ('ground = "#808080"', "look.ground: words on ground has a contrast of 4.8:1"),
        ('accent = "#12283d"', "look.accent: accent on ground has a contrast of 1.3"),
        ('card = "#c8b400"', "look.card: accent on card has a contrast of 1.5"),
    ],
)
def test_colours_that_cannot_be_read_are_advised_against(
    tmp_path: Path, look: str, told: str
) -> None:
    (tmp_path / "office.toml").write_text(f"{MINIMAL}\n[look]\n{look}\n")
    said = [each.message(catalogue("en")) for each in advised_office(tmp_path)[1]]
    assert any(told in each for each in said), said
