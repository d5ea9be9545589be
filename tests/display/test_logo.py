"""The office's logo on the lobby screens, and files that are none."""

from __future__ import annotations

import asyncio
import io
import os
import threading
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from display.logo import LARGEST_FILE, fetch_logo, read_logo
from jiaohao.cli_check import check
from shared.canvas.grid import Box
from shared.canvas.logo import LARGEST_SIDE, Logo, decoded
from shared.errors import OfficeMistake
from shared.office.model import Display, Office
from tests.display.halls import StillLink, hall_of
from tests.display.lobby import RingingApp, lobby_of
from tests.drawn_words import words
from tests.support import FakeClock

RED: Final = 0xC8102E


def png(size: tuple[int, int] = (64, 32), colour: str = "#c8102e") -> bytes:
    kept = io.BytesIO()
    Image.new("RGBA", size, colour).save(kept, "PNG")
    return kept.getvalue()


def red_dots(app: RingingApp) -> int:
    """How many dots of the header have the logo's colour."""
    page = app.panel.page
    assert page is not None
    return page.surface._counts(Box(0, 0, page.box.width, 28))[RED]


async def test_the_logo_stands_in_the_header(
    tmp_path: Path, office: Office, clock: FakeClock
) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(png())
    for size, high in (((480, 135), 24), ((240, 67), 12), ((96, 27), 0)):
        async with lobby_of(
            office, clock, "serving", hall_of(office), size=size
        ) as lobby:
            assert red_dots(lobby.app) == 0
            lobby.app.panel.take_logo(read_logo(file))
            await lobby.look()
            assert red_dots(lobby.app) == pytest.approx(high * high * 2, rel=0.3)
            assert office.name.say("zh-TW") in await lobby.look()


async def test_high_contrast_has_no_logo(office: Office, clock: FakeClock) -> None:
    display = Display("lobby", theme="contrast")
    async with lobby_of(
        office, clock, "serving", hall_of(office), display=display
    ) as lobby:
        lobby.app.panel.take_logo(decoded(png()))
        await lobby.look()
        assert red_dots(lobby.app) == 0


async def test_a_screen_reads_the_logo_beside_its_work(
    tmp_path: Path, office: Office, clock: FakeClock
) -> None:
    """A file that hangs, as on a dead share, is a pipe that nobody writes into."""
    file = tmp_path / "logo.png"
    os.mkfifo(file)
    app = RingingApp(
        office,
        StillLink(hall_of(office)),
        "serving",
        display=Display("lobby"),
        clock=clock,
        words=words(),
        logo=file,
    )
    async with app.run_test(size=(240, 67)) as pilot:
        await pilot.pause()
        assert app.panel.page is not None
        assert red_dots(app) == 0
        with file.open("wb") as pipe:
            pipe.write(png())
        while app.panel.logo is None:
            await asyncio.sleep(0)
        await pilot.pause()
        assert red_dots(app) > 0


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "UnidentifiedImageError"),
        (b"GIF89a" + bytes(64), "UnidentifiedImageError"),
        (png()[:60], "Error"),
        (bytes(LARGEST_FILE + 1), "1000000"),
        (png((LARGEST_SIDE + 1, 1)), "2000"),
    ],
    ids=["empty", "another kind", "cut off", "too long", "too large"],
)
def test_a_broken_logo_is_told_and_stops_nothing(
    tmp_path: Path, raw: bytes, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(raw)
    with pytest.raises(OfficeMistake, match=told):
        read_logo(file)
    taken: list[Logo] = []
    fetch_logo(file, taken.append)
    for thread in threading.enumerate():
        if thread.name == "logo":
            thread.join()
    assert taken == []
    assert "logo.png is not shown" in caplog.text


@given(st.data())
def test_no_bytes_break_more_than_themselves(data: st.DataObject) -> None:
    raw = bytearray(png((9, 7)))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(raw)))
    try:
        logo = decoded(bytes(raw[:end]))
    except ValueError:
        return
    assert len(logo.pixels) == logo.width * logo.height * 4


def test_check_says_that_the_logo_is_missing(office_folder: Path) -> None:
    file = office_folder / "office.toml"
    file.write_text(file.read_text() + '\n[look]\nlogo = "logo.png"\n')
    told = CliRunner().invoke(check, ["--office", str(office_folder)])
    assert told.exit_code == 0
    assert "logo.png" in told.output
    (office_folder / "logo.png").write_bytes(png())
    told = CliRunner().invoke(check, ["--office", str(office_folder)])
    assert "logo.png" not in told.output
