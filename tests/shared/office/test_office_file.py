"""office.toml: what is read, and every mistake named at once with its line."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from jiaohao.folder import template, template_names
from shared.office.model import Office
from shared.office.printers import Printer
from shared.office.reader import OfficeMistakes, parse_office
from shared.text.catalogue import catalogue
from tests.support import OFFICE

FILE = Path("office.toml")


def _mistakes(text: str) -> list[str]:
    with pytest.raises(OfficeMistakes) as caught:
        parse_office(text.encode(), FILE)
    *found, total = caught.value.message(catalogue("en")).splitlines()
    assert total == f"Mistakes: {len(found)}"
    return found


def _line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_what_is_read(office: Office) -> None:
    assert office.name.say("en") == "Demo Employment Centre"
    assert office.languages == ("zh-TW", "en")
    assert office.beside("zh-TW") == "en"
    assert office.beside("en") == "zh-TW"
    assert [service.letter for service in office.services] == ["A", "B", "A"]
    assert office.services[0].minutes == 15
    assert office.services[2].minutes == 3
    assert office.counters[1].helps == ("jobs", "express")
    assert office.kiosks[0].reserve == range(9001, 9100)
    assert office.priorities[1].is_at_kiosk
    assert office.hours is None


@pytest.mark.parametrize("name", ["employment-centre", "minimal"])
def test_templates_have_no_mistakes(name: str) -> None:
    office = parse_office(template(name).encode(), FILE)
    assert office.services
    assert template_names() == ["employment-centre", "minimal"]


def test_the_employment_centre_is_whole() -> None:
    office = parse_office(template("employment-centre").encode(), FILE)
    assert len(office.services) == 16
    assert len(office.counters) == 7
    by_letter: dict[str, list[str]] = {}
    for service in office.services:
        by_letter.setdefault(service.letter, []).append(service.code)
        assert service.steps
    assert all(len(codes) > 1 for codes in by_letter.values()), "a letter tells"


PAPER = 'address = "none"'
"""The line of the office's printer."""


@pytest.mark.parametrize(
    ("right", "wrong", "key", "words"),
    [
        ('serves = ["jobs"]', 'serves = ["jobz"]', "counters[1].serves", "jobs"),
        ('code = "training"', 'code = "jobs"', "services[2].code", "already used"),
        ("number = 2", "number = 1", "counters[2].number", "already used"),
        ('zh-TW = "一般", ', "", "priorities[1].name", "zh-TW"),
        ('"Asia/Taipei"', '"Asia/Nowhere"', "office.time_zone", "Asia/Nowhere"),
        ('letter = "B"', 'letter = "b2"', "services[2].letter", "capital"),
        ("minutes = 25", 'minutes = "25"', "services[2].minutes", "“25” is of the"),
        ("minutes = 25", "minuts = 25", "services[2].minuts", "minutes"),
        ("minutes = 25", "minutes = 9999", "services[2].minutes", "480"),
        ('"9001-9099"', '"901-920"', "kiosks[1].reserve", "1000"),
        ('printer = "paper"', 'printer = "p"', "kiosks[1].printer", "printer"),
        ('address = "none"', 'address = "lpt1"', "printers[1].address", "tcp://"),
        (PAPER, PAPER + '\nfallback = "p2"', "printers[1].fallback", "another"),
        (PAPER, PAPER + '\nfallback = "paper"', "printers[1].fallback", "another"),
        (PAPER, PAPER + '\nprofile = "tm-9"', "printers[1].profile", "generic-80"),
        (
            PAPER,
            PAPER + '\nprofile = "star-80"\nanswers = true',
            "printers[1].answers",
            "answers = false",
        ),
        (PAPER, PAPER + "\npaper_mm = 57", "printers[1].paper_mm", "58 or 80"),
        (PAPER, PAPER + "\ndots = 20", "printers[1].dots", "1200"),
        (PAPER, PAPER + '\ncutter = "no"', "printers[1].cutter", "true or false"),
        (PAPER, PAPER + '\nanswers = "no"', "printers[1].answers", "true or false"),
        ("head_start_minutes = 0", "head_start_minutes = 5", "priorities[1]", "start"),
        ('"zh-TW", "en"]', '"zh-TW", "English"]', "office.languages", "tag"),
        ('en = "Express"', 'en = "Ex\\u001bpress"', "services[3].name.en", "control"),
        ('en = "Express"', 'en = ""', "services[3].name.en", "empty"),
        ("at_kiosk = true", "at_kiosk = 1", "priorities[2].at_kiosk", "true or false"),
        ('helps = ["express"]', 'helps = ["jobs"]', "counters[1].helps", "serves"),
    ],
)
def test_a_mistake_is_named(right: str, wrong: str, key: str, words: str) -> None:
    assert right in OFFICE
    text = OFFICE.replace(right, wrong, 1)
    found = [line for line in _mistakes(text) if key in line]
    assert len(found) == 1
    assert words in found[0]
    assert found[0].startswith("office.toml: line ")


def _printer(lines: str) -> Printer:
    text = OFFICE.replace(PAPER, lines)
    return parse_office(text.encode(), FILE).printers[0]


def test_a_profile_says_width_and_cutter_and_a_hand_says_it_better() -> None:
    plain = _printer(PAPER)
    assert (plain.paper_mm, plain.dots, plain.has_cutter) == (80, 576, True)
    narrow = _printer(PAPER + "\npaper_mm = 58")
    assert (narrow.paper_mm, narrow.dots, narrow.has_cutter) == (58, 384, True)
    t88 = _printer(PAPER + '\nprofile = "tm-t88-80"')
    assert (t88.paper_mm, t88.dots, t88.has_cutter) == (80, 512, True)
    clone = _printer(PAPER + '\nprofile = "generic-58"')
    assert (clone.paper_mm, clone.dots, clone.has_cutter) == (58, 384, False)
    own = _printer(PAPER + '\nprofile = "generic-58"\ndots = 400\ncutter = true')
    assert (own.paper_mm, own.dots, own.has_cutter) == (58, 400, True)


def test_a_printer_may_be_said_to_answer_nothing() -> None:
    assert _printer(PAPER).can_answer
    assert _printer(PAPER + "\nanswers = true").can_answer
    assert not _printer(PAPER + "\nanswers = false").can_answer


def test_a_star_printer_is_told_things_its_way_and_never_believed() -> None:
    star = _printer(PAPER + '\nprofile = "star-80"')
    assert (star.is_star, star.can_answer, star.dots) == (True, False, 576)
    assert not _printer(PAPER + '\nprofile = "star-80"\nanswers = false').can_answer


def test_a_profile_and_a_paper_that_do_not_fit_are_a_mistake() -> None:
    text = OFFICE.replace(PAPER, PAPER + '\nprofile = "generic-58"\npaper_mm = 80')
    [found] = _mistakes(text)
    assert "printers[1].paper_mm" in found and "58" in found


def test_printers_may_stand_in_for_each_other() -> None:
    text = OFFICE.replace(PAPER, PAPER + '\nfallback = "other"')
    text += '\n[[printers]]\nname = "other"\naddress = "none"\nfallback = "paper"\n'
    office = parse_office(text.encode(), FILE)
    assert [each.fallback for each in office.printers] == ["other", "paper"]


def test_every_mistake_at_once_with_its_line() -> None:
    text = OFFICE.replace('serves = ["training"]', 'serves = ["trainng"]')
    text = text.replace('helps = ["jobs"]', 'helps = ["jobs", "jobs"]')
    text += '\n[hours]\nmonday = ["08:00-25:00", "x"]\ntuesday = ["12:00-08:00"]\n'
    text += 'friday = ["08:00-12:00", "11:00-17:00"]\n'
    text += '\n[[kiosks]]\nname = "kiosk-1"\nreserve = "9050-9150"\n'
    found = _mistakes(text)
    lines = [int(line.split("line ")[1].split(",")[0]) for line in found]

    assert lines == sorted(lines)
    for part, count in (
        ('serves = ["trainng"]', 1),
        ('helps = ["jobs", "jobs"]', 1),
        ("monday", 2),
        ("tuesday", 1),
        ("friday", 1),
        ('name = "kiosk-1"\nreserve = "9050', 1),
        ('reserve = "9050', 1),
    ):
        assert lines.count(_line_of(text, part)) == count, part


@pytest.mark.parametrize("end", ["12:00", "24:00"])
def test_hours_to_midnight(end: str) -> None:
    text = OFFICE + f'\n[hours]\nsunday = ["08:00-{end}"]\n'
    office = parse_office(text.encode(), FILE)
    assert office.hours is not None
    [(start, last)] = office.hours.by_weekday[6]
    assert start == time(8)
    assert last == (time(12) if end == "12:00" else time.max)


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb\n\n", 2), ("a = [1,\n2\n", 2), ("a = 1\na = 2", 2)]
)
def test_what_is_no_toml_is_named_where_it_stands(text: str, line: int) -> None:
    with pytest.raises(OfficeMistakes) as caught:
        parse_office(text.encode(), FILE)
    assert [each.line for each in caught.value.mistakes] == [line]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"hello there", "not TOML"),
        (b"[office]\nname = {\n", "not TOML"),
        ("[office] # 號".encode("big5"), "UTF-8"),
        (b"", "missing"),
        (b"office = 3\nservices = 4\ncounters = [1]", "wrong kind"),
        (b"\x00\x01\x02", "not TOML"),
        (b"#" * 1_000_001, "too large"),
    ],
)
def test_hardly_a_file(raw: bytes, words: str) -> None:
    with pytest.raises(OfficeMistakes) as caught:
        parse_office(raw, FILE)
    assert words in caught.value.message(catalogue("en"))


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert parse_office(b"\xef\xbb\xbf" + OFFICE.encode(), FILE).services


def test_the_line_of_a_syntax_error() -> None:
    text = OFFICE.replace("minutes = 15", "minutes = 15 minutes")
    [found] = _mistakes(text)
    assert f"line {_line_of(text, 'minutes = 15 minutes')}," in found
