"""Every page by axe-core in a real browser: WCAG 2.2 A to AAA and good practice."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest

from tests.page.browser import Browser, needs_chromium
from tests.page.looks import LANGUAGES, alone, look, pages

_HOLDER: Final = find_spec("axe_playwright_python")
"""Only its axe.min.js is used (MPL-2.0), not the browser that it would steer."""
pytestmark = [
    needs_chromium,
    pytest.mark.skipif(
        _HOLDER is None, reason="no axe-core: make .venv/.installed-dev"
    ),
]
EVERY: Final = "JIAOHAO_EVERY" in os.environ
TAGS: Final = (
    *("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa"),
    "best-practice",
)
USUAL: Final = (360, False, "zh-TW")
RUN: Final = f"""
document.querySelectorAll('details').forEach(function (each) {{ each.open = true; }});
axe.run(document, {{
  runOnly: {json.dumps(TAGS)},
  rules: {{
    'color-contrast-enhanced': {{enabled: true}}, 'target-size': {{enabled: true}}
  }},
}}).then(function (found) {{
  return found.violations.map(function (each) {{
    return each.id + ': ' + each.nodes.map(function (node) {{ return node.html; }});
  }});
}})
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = Browser(tmp_path_factory.mktemp("axe"))
    yield found
    found.close()


@pytest.mark.parametrize(
    ("width", "is_dark", "language"),
    [
        (width, is_dark, language)
        for width in (360, 1280)
        for is_dark in (False, True)
        for language in LANGUAGES
        if EVERY or (width, is_dark, language) == USUAL
    ],
)
def test_axe_finds_nothing(
    browser: Browser, width: int, is_dark: bool, language: str
) -> None:
    browser.size(width, 740)
    browser.dark(is_dark)
    found: dict[str, list[str]] = {}
    for name, text in pages(look(language)):
        complaints = complaints_of(browser, alone(text))
        if complaints:
            found[name] = complaints
    assert not found


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("--muted: #2b3f52", "--muted: #8899aa", "color-contrast"),
        ('lang="en"', "", "html-has-lang"),
    ],
)
def test_it_finds_what_is_wrong(
    browser: Browser, right: str, wrong: str, rule: str
) -> None:
    text = alone(dict(pages(look()))["services"])
    assert right in text
    browser.dark(False)
    told = complaints_of(browser, text.replace(right, wrong))
    assert any(each.startswith(rule) for each in told)


def complaints_of(browser: Browser, text: str) -> list[str]:
    """What axe has to say of a page: the rules, and the elements."""
    assert _HOLDER is not None and _HOLDER.origin is not None
    browser.show(text)
    if not browser.value("'axe' in window"):
        axe = Path(_HOLDER.origin).with_name("axe.min.js")
        browser.value(axe.read_text(encoding="utf-8"))
    told: list[str] = browser.outcome(RUN)
    return told
