"""The entry of a frozen program: jiaohao, and the processes it starts of itself."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from shared import VERSION
from shared.machine.own_process import own_command


@pytest.mark.parametrize(
    "words", [["--version"], own_command("jiaohao", "--version")[1:]]
)
def test_it_is_jiaohao_and_obeys_as_python_does(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "jiaohao.frozen", *words],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )
    assert done.stdout == f"jiaohao {VERSION}\n", done.stderr
