"""Without the extra packages all else works, and the pages say what they need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_WITHOUT = """
import sys
sys.modules["starlette"] = sys.modules["uvicorn"] = None
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: (
    None if name in ("starlette", "uvicorn") else found(name, *more)
)
from jiaohao.cli import main
main()
"""


def _without(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _WITHOUT, *words],
        env={**os.environ, "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_pages_say_what_they_need(office_folder: Path) -> None:
    found = _without("page", "--office", str(office_folder))
    assert found.returncode == 2
    assert "pip install 'jiaohao[web]'" in found.stderr


@pytest.mark.parametrize("words", [("page", "--text"), ("status",), ("check",)])
def test_all_else_works_without(office_folder: Path, words: tuple[str, ...]) -> None:
    found = _without(*words, "--office", str(office_folder))
    assert found.returncode == 0, found.stderr
