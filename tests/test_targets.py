"""Every target of the Makefile that people run by hand works: a short run of each."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
RECIPES = re.findall(
    r"^\t(?:JIAOHAO_LAB_CASES=(\S+) )?\$\(BIN\)/python -m (tests\.\S+)(.*)$",
    (TOP / "Makefile").read_text(encoding="utf-8"),
    re.MULTILINE,
)
"""What the targets run of ours: cases of the laboratory, module, arguments."""
NOT_HERE = {"tests.catalogues", "tests.packed", "tests.frozen"}
"""One writes into the house itself; `tests/shared/text` looks at what it does.

The others fetch from a network: `.ci/run` runs the one that offices rely on, and
`tests/jiaohao/test_start.py` and `test_frozen.py` do what comes after.
"""


def test_the_targets_are_found() -> None:
    modules = {module for _, module, _ in RECIPES}
    assert modules >= {"tests.bench", "tests.bench.paper", "tests.lab", "tests.figures"}


@pytest.mark.parametrize(
    ("cases", "module", "words"),
    [each for each in RECIPES if each[1] not in NOT_HERE],
    ids=lambda value: str(value).strip() or "-",
)
def test_a_short_run_ends_well(
    cases: str, module: str, words: str, tmp_path: Path
) -> None:
    arguments = [
        str(tmp_path / Path(each).name) if "/" in each else each
        for each in words.split()
    ]
    environment = {
        **os.environ,
        "JIAOHAO_SHORT": "1",
        "JIAOHAO_LAB": "",
        "JIAOHAO_LAB_CASES": cases,
    }
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=TOP,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
