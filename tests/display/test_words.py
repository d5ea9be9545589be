"""The languages of a lobby screen."""

from __future__ import annotations

from dataclasses import replace

from display.content.words import Tongues
from shared.office.model import Office


def test_the_office_s_own_language_leads(office: Office) -> None:
    tongues = Tongues.of(office)
    assert tongues.languages == ("zh-TW", "en")
    assert tongues.phrase(office.name) == ("示範就業中心", "Demo Employment Centre")


def test_the_same_words_are_said_once(office: Office) -> None:
    alone = Tongues.of(replace(office, languages=("en",)))
    assert alone.say("Number") == ("Number",)
    assert alone.pair("Number") == ("Number", "")
    assert Tongues.of(office).pair("Number") == ("號碼", "Number")
