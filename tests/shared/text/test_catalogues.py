"""The catalogues: everything people read is there in 繁體中文, and up to date."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.catalogues import compiled, is_whole, po_files, read, wanted

FILES = po_files()


def test_there_is_traditional_chinese() -> None:
    assert {file.parents[1].name for file in FILES} >= {"zh_TW", "id", "th", "vi"}


@pytest.fixture(params=FILES, ids=lambda file: str(file.parents[1].name))
def file(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture
def catalog(file: Path) -> Catalog:
    return read(file)


def test_every_text_is_translated(file: Path, catalog: Catalog) -> None:
    locale = file.parents[1].name
    needed = {message.id for message in wanted(locale) if message.id}
    kept = {message.id for message in catalog if message.id}
    assert needed == kept, "run: make catalogues"
    assert [each.id for each in catalog if each.id and not is_whole(each)] == []


def test_places_are_the_same(catalog: Catalog) -> None:
    for message in catalog:
        if isinstance(message.id, str) and isinstance(message.string, str):
            assert _places(message.id) == _places(message.string), message.id
        else:
            # One form in Chinese, for what English says of one and of many.
            [words] = message.string
            allowed = {name for form in message.id for name in _places(form)}
            assert set(_places(words)) <= allowed, message.id


def test_the_compiled_file_is_of_this_text(file: Path, catalog: Catalog) -> None:
    assert file.with_suffix(".mo").read_bytes() == compiled(catalog)


def test_words_are_those_used_in_taiwan(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.findall("[个们这务错误码东车门问间时号柜机关]", text)
    for word in ("信息", "打印機", "屏幕", "櫃台", "文件夾", "默認"):
        assert word not in text


def _places(words: str) -> list[str]:
    fields = (name for _, name, _, _ in string.Formatter().parse(words))
    return sorted(name for name in fields if name)
