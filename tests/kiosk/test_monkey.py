"""Five hundred presses and keys at random; `make monkey` does ten thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kiosk.monkey import play


@pytest.mark.parametrize("seed", [1])
async def test_a_monkey_gets_no_number_that_is_not_in_the_file(
    tmp_path: Path, seed: int
) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    monkey = await play(folder, 200, seed)
    assert monkey.shown, "it got some"
