"""The command line speaks the language of the machine, click's words included."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from counter.keys import KEYS, names_of
from jiaohao.cli import main
from jiaohao.command_words import words_of
from jiaohao.demo.app import DemoApp
from shared.office.model import Office
from shared.text.catalogue import catalogue, columns
from tests.support import screen_text, until

ENGLISH = re.compile(r"[A-Za-z]{2,}")
NAMES = {
    *("jiaohao", "office", "toml", "queue", "db", "backups", "archive", "srv", "mnt"),
    *("JIAOHAO", "OFFICE", "OPTIONS", "COMMAND", "ARGS", "JSON", "docs", "protocol"),
    *("md", "minimal", "employment", "centre", "state", "serving", "flow", "both"),
    *("ticket", "receipt", "appointment", "referral", "test", "COPY", "KIND", "YEAR"),
    *(
        "help",
        "version",
        "usb",
        "png",
        "pad",
        "Lin",
        "lin",
        "chen",
        "LED",
        "printer",
        "nonsense",
        "jsn",
    ),
    *("CSV", "csv", "visits", "service", "priority", "counter", "jan", "may"),
    *("issued", "called", "started", "ended", "at"),
    *("postgresql", "postgres", "region", "example", "gov", "tw"),
    *("store", "reception", "id", "hand", "yonghe", "IP", "Forwarded"),
    *(
        "none",
        "Ctrl",
        "checklist",
        "supervisor",
        "administrator",
        "zh",
        "TW",
        "en",
        "kitty",
        *(
            "systemd",
            "Debian",
            "Windows",
            "start",
            "py",
            "media",
            "textual",
            "web",
            "Chou",
        ),
        "xterm",
    ),
}
"""What stays as it is typed, whatever the language."""
WRONG = [
    (),
    ("kiosk",),
    ("kiosk", "a", "b"),
    ("display",),
    ("display", "x"),
    ("counter", "x"),
    ("demo", "--play", "0"),
    ("demo", "--play", "x"),
    ("archive", "--before", "12"),
    ("status", "--office"),
    ("status", "--json=1"),
    ("status", "--jsn"),
    ("nonsense",),
    ("print",),
    ("print", "nonsense"),
    ("init", "/nowhere/x", "--template", "none"),
]


def said(language: str, *words: str, **extra: int) -> str:
    """All that a command line brings to the terminal."""
    told = CliRunner(env={"LANGUAGE": language}).invoke(
        main, words, prog_name="jiaohao", **extra
    )
    assert told.exception is None or isinstance(told.exception, SystemExit)
    return told.output


def explained(command: click.Command, *path: str) -> Iterator[tuple[str, ...]]:
    """Every command that has its own --help."""
    yield path
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from explained(each, *path, name)


HELP = [(*path, "--help") for path in explained(main)]


def english_in(words: str) -> set[str]:
    """The words of a text that are of English, not of the command line."""
    typed: set[str] = set(NAMES)
    for path in explained(main):
        command: click.Command = main
        for name in path:
            assert isinstance(command, click.Group)
            command = command.commands[name]
        typed |= {*path, *ENGLISH.findall(repr([each.opts for each in command.params]))}
        context = click.Context(command)
        for each in command.params:
            typed |= set(ENGLISH.findall(each.make_metavar(context)))
            if isinstance(each.type, click.Choice):
                typed |= set(ENGLISH.findall(" ".join(map(str, each.type.choices))))
    return set(ENGLISH.findall(words)) - typed


@pytest.mark.parametrize("words", HELP + WRONG, ids=" ".join)
def test_a_chinese_program_speaks_chinese(words: tuple[str, ...]) -> None:
    told = said("zh_TW", *words)
    assert re.search("[\u4e00-\u9fff]", told)
    assert english_in(told) == set()
    assert said("en", *words) != told


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("kiosk",), "用法： jiaohao kiosk [OPTIONS] NAME"),
        (("kiosk",), "錯誤：缺少參數 'NAME'"),
        (("status", "--jsn"), "錯誤：沒有選項 '--jsn'"),
        (
            ("display", "x"),
            "'x' 不在可選的 'serving', 'flow', 'both', 'voice', 'ticker' 之中",
        ),
        (("counter", "x"), "'x' 不是有效的整數"),
        (("status", "--help"), "選項"),
    ],
)
def test_what_click_says(words: tuple[str, ...], part: str) -> None:
    assert part in said("zh_TW", *words)


def test_english_stays_as_it_was() -> None:
    told = said("en", "kiosk")
    assert told.splitlines()[0] == "Usage: jiaohao kiosk [OPTIONS] NAME"
    assert "Error: Missing argument 'NAME'." in told


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize("width", [50, 80, 200])
@pytest.mark.parametrize("words", HELP, ids=" ".join)
def test_help_fits_the_terminal(
    language: str, width: int, words: tuple[str, ...]
) -> None:
    for line in said(language, *words, terminal_width=width).splitlines():
        # Lines to paste stay whole.
        assert columns(line) <= width or "jiaohao " in line, line
        assert line == line.rstrip()


def test_every_word_of_the_command_line_is_collected() -> None:
    found = set(words_of(main))
    assert "Read office.toml and say every mistake at once, with its line." in found
    assert "For programs." in found
    assert "integer" in found


def test_the_key_bar_has_no_english_word_in_a_chinese_program(office: Office) -> None:
    say = catalogue("zh-TW")
    names = names_of(office, say)
    words = [say(word) for key in KEYS for word in (key.word, key.tooltip, key.group)]
    assert not [word for word in words if ENGLISH.search(word)]
    named = {names[key.do] for key in KEYS}
    strange = {name for name in named if not re.fullmatch(r"F\d+|Ctrl\+[A-Z]", name)}
    assert strange <= {"Enter", "Tab", "Del", "空白鍵"}


async def test_ctrl_c_in_the_demo(
    office: Office, tmp_path: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "zh_TW")
    app = DemoApp(tmp_path, office)  # type: ignore[arg-type]
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        await until(pilot, lambda: "Ctrl+Q 結束示範" in screen_text(app))
        assert "quit" not in screen_text(app)
