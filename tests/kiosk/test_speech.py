"""The language of a page, and the one beside it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.speech import Speech
from shared.office.model import Office
from shared.text.catalogue import catalogue
from shared.text.languages import own_name


def test_a_language_is_called_as_its_speakers_do() -> None:
    assert own_name("zh-TW") == "中文"
    assert own_name("zh-CN") == "简体中文"
    assert own_name("en-GB") == "English"
    assert own_name("vi") == "Tiếng Việt"
    assert own_name("xx") == "xx"


def test_the_chosen_language_leads_and_the_office_s_own_stands_beside(
    office: Office,
) -> None:
    line = Speech(office, "en").line("People ahead: {n}", n=3)
    assert line.words == "People ahead: 3"
    assert (
        line.beside == catalogue("zh-TW")("People ahead: {n}", n=3) == "前面還有 3 位"
    )
    name = Speech(office, "en").phrase(office.services[0].name)
    assert (name.words, name.beside) == ("Job seeking", "求職登記")
    name = Speech(office, "zh-TW").phrase(office.services[0].name)
    assert (name.words, name.beside) == ("求職登記", "Job seeking")


def test_the_same_words_are_not_said_twice(office: Office) -> None:
    only_english = replace(office, languages=("en",))
    assert Speech(only_english, "en").line("Take a number").beside == ""
    two_english = replace(office, languages=("en", "en-GB"))
    assert Speech(two_english, "en").line("Take a number").beside == ""
