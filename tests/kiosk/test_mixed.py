"""No page of the kiosk mixes languages: its own, and the one that stands beside it."""

from __future__ import annotations

import re

import pytest

from shared.canvas.said import Kind
from tests.kiosk.pages import LANGUAGES, centre, every_page

HAN = re.compile(r"[\u4e00-\u9fff]")
THAI = re.compile(r"[\u0e00-\u0e7f]")
VIETNAMESE = re.compile(r"[\u1ea0-\u1ef9ơưđ]")
NAMES = {"中文", "English", "Tiếng Việt", "Bahasa Indonesia", "Indonesia", "ภาษาไทย"}
"""What languages call themselves stands on every first page."""


def _scripts(text: str) -> set[str]:
    found = (("zh-TW", HAN), ("th", THAI), ("vi", VIETNAMESE))
    return {language for language, script in found if script.search(text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_its_language_and_the_one_beside_it(language: str) -> None:
    allowed = {language, centre().beside(language)}
    foreign = [
        (name, said.text)
        for name, sheet in every_page((120, 40), language)
        for said in sheet.surface.said
        if said.kind is not Kind.ICON and said.text.removeprefix("✓ ") not in NAMES
        if _scripts(said.text) - allowed
    ]
    assert foreign == []


@pytest.mark.parametrize("language", ["vi", "th"])
def test_every_page_speaks_its_language(language: str) -> None:
    silent = [
        name
        for name, sheet in every_page((120, 40), language)
        if not any(language in _scripts(said.text) for said in sheet.surface.said)
    ]
    assert silent == []
