"""What the kiosk asks first: needs, conditions, and what is advised."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiaohao.folder import template
from shared.canvas import icons
from shared.office.pictures import ICONS
from shared.office.reader import advised_office, parse_office
from shared.text.catalogue import catalogue
from tests.shared.office.mistakes import mistakes_in

CENTRE = template("employment-centre")


def _advice(text: str, folder: Path) -> list[str]:
    (folder / "office.toml").write_text(text, encoding="utf-8")
    say = catalogue("en")
    return [each.message(say) for each in advised_office(folder)[1]]


def test_needs_are_read_in_their_order() -> None:
    office = parse_office(CENTRE.encode(), Path("office.toml"))
    assert [need.code for need in office.needs][:2] == ["benefit", "confirmation"]
    assert office.needs[0].services == ("benefit-application",)
    assert office.needs[0].icon == "money"
    youth = office.service("youth")
    assert youth is not None and youth.condition is not None
    assert youth.condition.otherwise == "job-seeking"
    assert office.last_number_minutes == 30


def test_a_step_has_few_words_for_the_wall_and_a_picture() -> None:
    office = parse_office(CENTRE.encode(), Path("office.toml"))
    first = office.services[0].steps[0]
    assert first.say("zh-TW") == "接待台確認辦理項目"
    assert first.say_shortly("zh-TW") == "接待"
    assert first.say_shortly("vi") == first.say("vi"), "not in every language"
    assert first.icon == "question"


def test_every_picture_can_be_drawn() -> None:
    assert set(ICONS) <= set(icons.ICONS)


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('services = ["training"]', 'services = ["trainin"]', "training"),
        ('icon = "briefcase"', 'icon = "case"', "bolt, briefcase"),
        ('icon = "pen"', 'icon = "quill"', "quill"),
        ('short = { zh-TW = "接待"', 'short = { xx = "接待"', "xx"),
        ('zh-TW = "接待台確認辦理項目"\n', "", "zh-TW"),
        ('otherwise = "job-seeking"', 'otherwise = "job-seekin"', "job-seeking"),
        ('otherwise = "job-seeking"', 'otherwise = "youth"', "service itself"),
        ('code = "employer"\n', 'code = "job"\n', "already used"),
        ('services = ["training"]', "services = []", "empty"),
        ("last_number_minutes = 30", "last_number_minutes = 999", "out of range"),
    ],
)
def test_what_is_wrong_is_named(right: str, wrong: str, told: str) -> None:
    assert right in CENTRE
    [mistake] = mistakes_in(CENTRE.replace(right, wrong, 1))
    assert told in mistake


def test_a_further_language_never_refuses_to_start(tmp_path: Path) -> None:
    more = CENTRE.replace("languages = [", 'languages = ["zh-TW", "en", "ja"]\n#', 1)
    assert mistakes_in(more) == []
    missing = [each for each in _advice(more, tmp_path) if "“ja”" in each]
    assert len(missing) > 100
    office = parse_office(more.encode(), Path("office.toml"))
    assert office.services[0].name.say("ja") == office.services[0].name.say("zh-TW")


def test_the_first_language_says_everything() -> None:
    first = CENTRE.replace("languages = [", 'languages = ["ja", "zh-TW", "en"]\n#', 1)
    assert any("“ja”" in each for each in mistakes_in(first))


def test_texts_of_a_language_that_is_not_shown_may_stay() -> None:
    text = CENTRE.replace("languages = [", 'languages = ["zh-TW"]\n#', 1)
    assert mistakes_in(text) == []


def test_what_could_be_better_is_said(tmp_path: Path) -> None:
    letters = _advice(CENTRE.replace('letter = "A"', 'letter = "O"'), tmp_path)
    assert len([each for each in letters if "read as a digit" in each]) == 2
    printers = _advice(CENTRE, tmp_path)
    assert len([each for each in printers if "no printer" in each]) == 2
    address = 'address = "none"'
    with_one = CENTRE.replace(address, 'address = "tcp://192.168.1.60:9100"', 1)
    assert len(_advice(with_one, tmp_path)) == 1
