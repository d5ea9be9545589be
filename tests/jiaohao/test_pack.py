"""`jiaohao pack` and `jiaohao licences`, without a network.

What the folder is good for is tested by test_start.py, and by `make pack-trial` whole.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiaohao.cli import main
from jiaohao.pack import packing, start
from jiaohao.pack.licences import shipped
from shared import VERSION
from shared.errors import OfficeMistake


def test_the_sums_are_those_of_sha256sum(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "b.whl").write_bytes(b"b")
    (folder / "a.txt").write_bytes(b"a")
    packing.write_sums(folder)
    digests = [hashlib.sha256(each).hexdigest() for each in (b"a", b"b")]
    assert (folder / start.SUMS).read_text() == (
        f"{digests[0]}  a.txt\n{digests[1]}  b.whl\n"
    )
    assert [*start.sums(folder)] == [*zip(digests, ("a.txt", "b.whl"), strict=True)]


@pytest.mark.parametrize("line", ["0123", "0123  ../a", "0123  /etc/passwd", "  "])
def test_a_list_that_leads_elsewhere_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / start.SUMS).write_text(f"{line}\n")
    with pytest.raises(ValueError, match="cannot be read"):
        [*start.sums(tmp_path)]


def test_wheels_of_other_machines_are_left() -> None:
    assert start.is_for_here("click-8.5.1-py3-none-any.whl")
    assert start.is_for_here("install.txt")
    assert start.is_for_here("pillow-1-cp311-cp311-manylinux_2_28_x86_64.whl")
    assert not start.is_for_here("pillow-1-cp312-cp312-win_amd64.whl")


def test_a_version_that_is_there_is_not_packed_again(tmp_path: Path) -> None:
    (tmp_path / VERSION).mkdir()
    with pytest.raises(OfficeMistake, match="already"):
        packing.pack(tmp_path, lambda words: None)


def test_what_pip_says_is_passed_on_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(OfficeMistake, match="pip could not do its part"):
        packing.pack(tmp_path / "new", lambda words: None)
    assert [*(tmp_path / "new").iterdir()] == []


def test_the_read_mes_say_how_it_is_started() -> None:
    told = packing.read_me()
    assert len(told) == 2
    for text in told.values():
        assert "python3 start.py kiosk kiosk-1" in text
        assert "kiosk-1 0.1.0" in text and "0.2.0" in text


def test_everything_shipped_has_its_licence() -> None:
    known = {each.name.lower(): each for each in shipped()}
    assert next(iter(known)) == "jiaohao"
    for name in ("textual", "click", "python-escpos", "noto-cjk-sans-otc", "pillow"):
        assert known[name].licence and known[name].texts
    for name in ("pytest", "mypy", "hypothesis"):
        assert name not in known
    unnamed = [name for name, each in known.items() if not each.licence]
    assert unnamed in ([], ["jiaohao"])


def test_the_words_of_one_licence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    told = CliRunner().invoke(main, ["licences", "textual"])
    assert told.exit_code == 0 and "Permission is hereby granted" in told.output
    assert "textual" in CliRunner().invoke(main, ["licences"]).output
    told = CliRunner().invoke(main, ["licences", "nothing"])
    assert told.exit_code == 2
