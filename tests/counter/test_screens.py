"""How the counter looks: fixed halls, in two languages, in any room."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.color import Color
from textual.pilot import Pilot

from counter.keys import TABLE
from counter.known import Known
from counter.panel import CounterPanel
from counter.troubles import Troubles
from counter.visit import Paper, Ticks
from shared.office.model import Office
from shared.screen.key_bar import cells_of
from shared.text import palette
from shared.text.catalogue import Phrase, catalogue
from shared.text.palette import contrast
from shared.trade.hall import OfficeNow
from tests.counter.helpers import (
    OnePane,
    busy,
    called,
    hall_of,
    panel_of,
    sentence,
    serving,
    shown,
    status,
    still,
    strict,
    telling,
    ticket,
)
from tests.short import IS_EVERY
from tests.support import assert_golden, screen_text, until

GOLDEN = Path(__file__).parent / "golden"
SIZES = ((40, 20), (80, 24), (120, 40), (160, 48))
LANGUAGES = ("zh-TW", "en")
STATES = ("closed", "free", "called", "serving", "paused")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
async def test_states(
    tmp_path: Path, office: Office, state: str, size: tuple[int, int], language: str
) -> None:
    office = strict(office)
    panel = panel_of(tmp_path, office, busy(office, state), language)
    assert_golden(golden(state, size, language), await shown(panel, size))


def golden(state: str, size: tuple[int, int], language: str) -> Path:
    """What the screen is to show in a state."""
    return GOLDEN / f"{state}-{size[0]}x{size[1]}-{language}.txt"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "state", "size", "keys"),
    [
        ("hold", "serving", (80, 24), ("f6", "down")),
        ("transfer", "serving", (80, 24), ("f8", "down")),
        ("transfer", "serving", (40, 20), ("f8", "down")),
        ("transfer", "serving", (160, 48), ("f8",)),
        ("away", "free", (80, 24), ("f9",)),
        ("no-show", "called", (80, 24), ("f5",)),
        ("typed", "free", (80, 24), ("1", "5")),
        ("help", "serving", (80, 24), ("f1",)),
        ("help", "free", (120, 40), ("question_mark",)),
        ("hall", "free", (80, 24), ("right",)),
        ("today", "free", (80, 24), ("left",)),
        ("list", "serving", (40, 20), ("right",)),
        ("group", "free", (120, 40), ("ctrl+g",)),
    ],
)
async def test_questions_and_pages(
    tmp_path: Path,
    office: Office,
    name: str,
    state: str,
    size: tuple[int, int],
    keys: tuple[str, ...],
    language: str,
) -> None:
    office = strict(office)
    panel = panel_of(tmp_path, office, busy(office, state), language)
    file = GOLDEN / f"{name}-{size[0]}x{size[1]}-{language}.txt"
    assert_golden(file, await shown(panel, size, *keys))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_signing_on(
    tmp_path: Path, office: Office, size: tuple[int, int], language: str
) -> None:
    office = replace(strict(office), has_sign_on=True)
    panel = panel_of(tmp_path, office, busy(office, "free"), language)
    file = GOLDEN / f"sign-on-{size[0]}x{size[1]}-{language}.txt"
    assert_golden(file, await shown(panel, size))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 120, 160])
def test_no_key_changes_its_place(width: int, language: str) -> None:
    upper, lower = cells_of(TABLE, width, catalogue(language))
    for cells in (upper, lower):
        ends = [cell.column + cell.width for cell in cells]
        assert all(
            cell.column >= end for cell, end in zip(cells[1:], ends, strict=False)
        )
        assert ends[-1] <= width
    assert [cell.do for cell in upper[1:5]] == ["help", "recall", "start", "finish"]
    assert [cell.do for cell in lower[1:5]] == ["no_show", "hold", "resume", "transfer"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_from_state_to_state(
    size: tuple[int, int], language: str
) -> None:
    """Of the screens as `test_states` finds them."""
    frames = set()
    for state in STATES:
        lines = golden(state, size, language).read_text(encoding="utf-8").splitlines()
        assert len(lines) == size[1]
        frame = [i for i, line in enumerate(lines) if line.startswith(("╭", "┏"))]
        frames.add(tuple(frame))
    assert len(frames) == 1


@pytest.mark.parametrize("size", [(200, 60), (38, 16), (1, 1), (10, 40), (120, 8)])
async def test_no_room_is_too_small_or_too_large(
    tmp_path: Path, office: Office, size: tuple[int, int]
) -> None:
    panel = panel_of(tmp_path, office, busy(office, "serving"))

    async def everything(pilot: Pilot[None]) -> None:
        for key in ("down", "f8", "down", "escape", "f1", "escape", "right", "f6"):
            await pilot.press(key)

    text = await shown(panel, size, then=everything)
    assert len(text.splitlines()) == size[1]
    assert all(cell_len(line) <= size[0] for line in text.splitlines())


@pytest.mark.parametrize("size", SIZES)
async def test_no_line_is_wider_than_its_pane(
    tmp_path: Path, office: Office, size: tuple[int, int]
) -> None:
    long = Phrase({"en": "名" * 100})
    services = tuple(
        replace(each, name=long, documents=(long,), steps=(long,))
        for each in office.services
    )
    odd = replace(office, services=services)
    note = "[b]" + "長" * 5_000
    hall = busy(odd, "called", ticket(101, number=9101, note=note))
    hall = replace(
        hall,
        counters=tuple(
            replace(
                each,
                staff="誰" * 60,
                ticket=each.ticket and replace(each.ticket, number=9101, note=note),
            )
            for each in hall.counters
        ),
    )
    text = await shown(panel_of(tmp_path, odd, hall), size)
    assert {cell_len(line) for line in text.splitlines()[1:-3]} == {size[0]}


async def test_a_long_note_can_be_read_to_its_end(
    tmp_path: Path, office: Office
) -> None:
    note = "開頭 [b]" + "長" * 4_900 + "結尾"
    hall = hall_of(office, serving(12, note=note))
    panel = panel_of(tmp_path, office, hall)

    async def to_the_end(pilot: Pilot[None]) -> None:
        assert "… F1" in screen_text(pilot.app)
        assert "開頭" in screen_text(pilot.app)
        assert "[b]長" in screen_text(pilot.app)
        await pilot.press("f1")
        for _ in range(10):
            await pilot.press("pagedown")
            if "結尾" in screen_text(pilot.app):
                return
        for _ in range(20):
            await pilot.press("pagedown")
            if "結尾" in screen_text(pilot.app):
                return

    assert "結尾" in await shown(panel, (80, 24), then=to_the_end)


async def test_names_of_the_office_are_not_markup(
    tmp_path: Path, office: Office
) -> None:
    evil = Phrase({"en": "O'Neil & [Sons] [/] [@click=app.quit]x"})
    services = tuple(
        replace(each, name=evil, documents=(evil,)) for each in office.services
    )
    counters = tuple(replace(each, name=evil) for each in office.counters)
    odd = replace(office, services=services, counters=counters)
    hall = hall_of(odd, serving(1), ticket(2), staff="[red]Lin[/]")
    text = await shown(panel_of(tmp_path, odd, hall), (160, 48), "f8")
    assert text.count("O'Neil & [Sons] [/] [@click") >= 4
    assert "[red]Lin[/]" in text


def unreadable(app: OnePane) -> list[str]:
    """Texts that are too faint; lines and bars need less."""

    def colour(found: Color | None) -> str:
        assert found is not None
        return found.get_truecolor().hex

    found = []
    for line in app.screen._compositor.render_strips():
        for text, style, _ in line:
            if not text.strip("─━│┃╭╮╰╯┏┓┗┛╍╏┅┆▌ "):
                continue
            if style is not None:
                pair = colour(style.color), colour(style.bgcolor)
                if contrast(*pair) < 7 or style.dim:
                    found.append(text)
    return found


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("size", SIZES if IS_EVERY else [(40, 20), (160, 48)])
async def test_everything_is_readable_at_seven_to_one(
    tmp_path: Path, office: Office, state: str, size: tuple[int, int]
) -> None:
    office = strict(office)
    panel = panel_of(tmp_path, office, busy(office, state))
    app = OnePane(panel)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: panel.known.hall)
        for key in ("down", "f2", "f8", "escape", "f9", "escape", "f1", "a", "f1"):
            await pilot.press(key)
            await pilot.pause()
            assert unreadable(app) == [], key


def test_lines_can_be_seen() -> None:
    assert contrast(palette.RULE, palette.BACKGROUND) >= 3
    assert contrast(palette.DIMMED, palette.BACKGROUND) >= 7


async def test_before_the_first_hall(tmp_path: Path, office: Office) -> None:
    panel = CounterPanel(office, 1, telling(tmp_path, office), language="en")
    app = OnePane(still(panel))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert status(panel) == "! Waiting for the office"
        await until(
            pilot,
            lambda: "Waiting for the office" in screen_text(app).splitlines()[2],
        )


async def test_trouble_before_the_first_hall_is_told(
    tmp_path: Path, office: Office
) -> None:
    client = telling(tmp_path, office, ("share_unavailable", "The share [b]is away[/]"))
    panel = CounterPanel(office, 1, client, language="en")
    app = OnePane(panel)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "The share [b]is away[/]" in screen_text(app))


async def test_old_data_is_said_with_its_age_and_the_trouble(
    tmp_path: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.screen.staff_looks.OLD_SECONDS", 0.9)
    trouble = ("share_unavailable", "The share [b]is away[/].")
    client = telling(tmp_path, office, busy(office, "free"), trouble)
    panel = CounterPanel(office, 1, client, language="en")
    app = OnePane(panel)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: panel.known.hall)
        await until(pilot, lambda: " s old" in screen_text(app).splitlines()[0])
        await until(
            pilot,
            lambda: (
                "The share [b]is away[/]. What you press is kept." in screen_text(app)
            ),
        )
        await until(pilot, lambda: "A013" in screen_text(app))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hundreds_wait_and_the_chosen_one_is_in_sight(
    tmp_path: Path, office: Office, size: tuple[int, int]
) -> None:
    hall = hall_of(office, *(ticket(key) for key in range(1, 501)))
    panel = panel_of(tmp_path, office, hall)

    async def down(pilot: Pilot[None]) -> None:
        for _ in range(39):
            panel.action_move(1)
        await pilot.pause()
        assert sentence(panel) == "Call A040"

    text = await shown(panel, size, then=down)
    assert "▌ A040" in text
    assert "A500" not in text
    assert "↓ 4" in text


@pytest.mark.parametrize("state", ["free", "serving"])
async def test_a_click_is_the_key(tmp_path: Path, office: Office, state: str) -> None:
    panel = panel_of(tmp_path, office, busy(office, state))
    app = OnePane(panel)
    async with app.run_test(size=(160, 48)) as pilot:
        await until(pilot, lambda: panel.known.hall)
        pressed: list[str] = []
        panel.press = pressed.append  # type: ignore[method-assign]
        rows = cells_of(TABLE, 160, catalogue("en"))
        for at, cells in enumerate(rows):
            for cell in cells:
                if cell.do:
                    await pilot.click("#keys", offset=(cell.column + 1, at))
        assert pressed == [cell.do for cells in rows for cell in cells if cell.do]


async def test_a_click_chooses_and_a_second_one_takes(
    tmp_path: Path, office: Office
) -> None:
    panel = panel_of(tmp_path, office, busy(office, "free"))
    app = OnePane(panel)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: panel.known.hall)
        await pilot.pause()
        await pilot.click("#line", offset=(6, 3))
        assert sentence(panel) == "Call A013"
        pressed: list[str] = []
        panel.press = pressed.append  # type: ignore[method-assign]
        await pilot.click("#line", offset=(6, 3))
        assert pressed == ["go_on"]


async def test_a_click_ticks_a_paper(tmp_path: Path, office: Office) -> None:
    panel = panel_of(tmp_path, office, busy(office, "serving"))
    app = OnePane(panel)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: panel.known.hall)
        await pilot.pause()
        await pilot.click("#body", offset=(5, 1))
        counter = panel.known.counter
        assert counter is not None
        assert panel.hand.ticks(counter.ticket).papers == (Paper.THERE,)
        assert Ticks().papers == ()


async def test_a_key_of_the_office_s_own(tmp_path: Path, office: Office) -> None:
    own = replace(office, keys={"finish": "f6", "hold": "f4"})
    panel = panel_of(tmp_path, own, busy(own, "serving"))
    text = await shown(panel, (80, 24), "f4")
    assert "Hold A012" in text
    assert "F4 Hold" in text


async def test_which_office_counts_is_said(tmp_path: Path, office: Office) -> None:
    hall = hall_of(office)

    async def said(present: OfficeNow) -> str:
        panel = panel_of(tmp_path, office, replace(hall, office=present))
        return await shown(panel, (80, 24))

    assert "office.toml" not in await said(OfficeNow("a", None, "a"))
    assert "does not count yet: jiaohao reload" in await said(OfficeNow("a", None, "b"))
    assert "the next business day on" in await said(OfficeNow("a", "b", "b"))


def test_a_screen_that_shows_an_older_office_says_so(office: Office) -> None:
    troubles, known = (
        Troubles(office, catalogue("en")),
        Known(office.counters[0], office),
    )
    known.hear(replace(hall_of(office), office=OfficeNow("a", None, "a")))
    assert troubles.words(known, (), {}) == ()
    known.hear(replace(hall_of(office), office=OfficeNow("b", None, "b")))
    (words,) = troubles.words(known, (), {})
    assert "start this screen again" in words


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_who_calls_reads_that_somebody_cannot_hear(
    tmp_path: Path, office: Office, size: tuple[int, int]
) -> None:
    hall = hall_of(office, called(12, cannot_hear=True, needs_help=True))
    text = await shown(panel_of(tmp_path, office, hall), size)
    assert "!! fetch them" in text
