"""What the commands print never steers a terminal, and never ends in a traceback."""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jiaohao.terminal import begin, for_a_shell, tell, tell_json
from shared.office.folder import OFFICE_FILE
from shared.text.catalogue import escaped
from tests.desk import Asker
from tests.shared.text.test_said_late import FILES
from tests.support import OFFICE

TOP = Path(__file__).parents[2]
STEERING = "\x1b[2J\x07\x7f\x9b31m\u202e\u2066\u200f\u2028\x00"
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]")


def jiaohao(*words: str | Path | bytes, **environment: str) -> Any:
    """A command in a process of its own, its output as it is."""
    command = [sys.executable, "-m", "jiaohao", *words]
    given = {**os.environ, "LANGUAGE": "en", **environment}
    done = subprocess.run(command, capture_output=True, env=given, timeout=60)
    assert b"Traceback" not in done.stderr, done.stderr
    return done


PRINTS = ("jiaohao/terminal.py", "jiaohao/pack/start.py")
"""The second runs alone, before anything of ours is on the machine."""


def test_only_one_module_prints() -> None:
    for file in FILES:
        place = file.relative_to(TOP).as_posix()
        if not place.startswith("jiaohao/") or place in PRINTS:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("click.echo", "click.secho", "print"), file
                assert not called.startswith(("sys.stderr.", "sys.stdout.write")), file


def test_a_screen_prints_nothing_itself() -> None:
    for file in FILES:
        if file.relative_to(TOP).parts[0] in ("counter", "display", "kiosk"):
            text = file.read_text(encoding="utf-8")
            assert "message=Text(" not in text and "sys.std" not in text, file


def test_what_would_steer_a_terminal_is_spelled_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell(f"one {STEERING}\ntwo\tthree", is_trouble=True)
    told = capsys.readouterr().err
    assert told.count("\n") == 2 and not HARMFUL.search(told)
    assert r"\x1b[2J\x07\x7f\x9b31m\u202e\u2066\u200f\u2028\x00" in told
    assert escaped("王小明 Nguyễn ภาษา 📠") == "王小明 Nguyễn ภาษา 📠"


def test_json_stays_the_same_json(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"name": STEERING + "林"}
    tell_json(json.dumps(value, ensure_ascii=False))
    told = capsys.readouterr().out
    assert not HARMFUL.search(told) and "林" in told
    assert json.loads(told) == value


def _steered(folder: Path) -> None:
    """Put control characters wherever a file or a colleague could put them."""
    ask = Asker(folder, name="desk")
    ask.ok("open_counter", counter=1, staff="Lin")
    ask.ok("printer_state", printer="paper", condition="offline", reason="away")
    ask.close()
    import sqlite3

    connection = sqlite3.connect(folder / "queue.db")
    with connection:
        connection.execute("update counter set staff = ?", (STEERING[:-1],))
        connection.execute("update printer set reason = ?", ("x\x1b[31m\x9b1m",))
    connection.close()


@pytest.mark.parametrize(
    "words",
    [("status",), ("status", "--json"), ("print", "list"), ("doctor",), ("check",)],
)
def test_no_command_lets_it_through(
    office_folder: Path, words: tuple[str, ...]
) -> None:
    _steered(office_folder)
    done = jiaohao(*words, "--office", office_folder)
    told = (done.stdout + done.stderr).decode()
    assert told and not HARMFUL.search(told)


def test_nor_does_a_mistake(office_folder: Path) -> None:
    text = OFFICE.replace("minutes = 25", 'minutes = "\\u001b[2J\\u009b\\u202e"')
    (office_folder / OFFICE_FILE).write_text(text, encoding="utf-8")
    for words in (("check",), ("status",), ("doctor", "--json"), ("print", "list")):
        done = jiaohao(*words, "--office", office_folder)
        assert not HARMFUL.search((done.stdout + done.stderr).decode())


def test_nor_the_words_of_the_command_line(tmp_path: Path) -> None:
    odd = f"x{STEERING[:-1]}"
    for words in (
        (odd,),
        (f"--{odd}",),
        ("kiosk", odd, odd),
        ("counter", odd),
        ("status", "--office", tmp_path / odd),
        ("print", "preview", odd, "--png", tmp_path / odd),
        ("station", odd, "--office", tmp_path),
    ):
        done = jiaohao(*words)
        assert done.returncode in (2, 3)
        assert not HARMFUL.search(done.stderr.decode())


CODE_PAGES = (
    ("zh_TW", "cp1252"),
    ("zh_TW", "big5"),
    ("en", "cp437"),
    ("en", "latin-1"),
)


@pytest.mark.parametrize(("language", "encoding"), CODE_PAGES)
def test_letters_that_a_code_page_lacks_end_no_command(
    tmp_path: Path, encoding: str, language: str
) -> None:
    output = {"PYTHONIOENCODING": encoding, "LANGUAGE": language}
    folder = tmp_path / "就業ก"
    assert jiaohao("init", folder, **output).returncode == 0
    name = 'name = { zh-TW = "服務ก", en = "Service 就" }'
    file = folder / OFFICE_FILE
    text = re.sub("(?m)^name = .*Service Centre.*$", name, file.read_text("utf-8"))
    file.write_text(text, encoding="utf-8")
    for words in (
        ("--help",),
        ("print", "--help"),
        ("check",),
        ("status",),
        ("status", "--json"),
        ("doctor",),
        ("doctor", "--json"),
        ("backup",),
        ("print", "preview", "ticket", "--png", tmp_path / "號.png"),
        ("print", "drop", "號"),
    ):
        office = ("--office", folder) if "--help" not in words else ()
        done = jiaohao(*words, *office, **output)
        assert done.returncode in (0, 2), done.stderr
        told = (done.stdout + done.stderr).decode(encoding)
        assert told
        if "--json" in words:
            assert json.loads(done.stdout.decode(encoding))


def test_where_chinese_does_not_come_out_english_is_spoken(office_folder: Path) -> None:
    words = ("status", "--office", office_folder)
    told = jiaohao(*words, LANGUAGE="zh_TW", PYTHONIOENCODING="cp1252").stdout.decode()
    assert "Waiting: 0" in told and "Demo Employment Centre" in told
    told = jiaohao(*words, LANGUAGE="zh_TW", PYTHONIOENCODING="big5").stdout
    assert "等候" in told.decode("big5")


@pytest.mark.parametrize(
    "words",
    [
        (b"counter", b"1", b"--staff", b"\xaaL"),
        (b"kiosk", b"\xaaL"),
        (b"station", b"\xaaL"),
        (b"status", b"--office", b"/tmp/\xaaL"),
        (b"init", b"/tmp/\xaaL"),
        (b"print", b"drop", b"\xaaL"),
        (b"\xaaL",),
        (b"status", b"--\xaaL"),
    ],
)
def test_a_word_in_another_encoding_is_refused_at_the_start(
    office_folder: Path, words: tuple[bytes, ...]
) -> None:
    done = jiaohao(*words, JIAOHAO_OFFICE=str(office_folder))
    assert done.returncode == 2
    assert r"\udcaaL" in done.stderr.decode()
    assert done.stdout == b""


def test_a_hint_can_be_pasted_into_a_shell(tmp_path: Path) -> None:
    for name in ("my office", "it's", "$HOME", "就業", "a;b", "-x"):
        folder = tmp_path / name
        done = jiaohao("init", folder)
        [hint] = re.findall("then run: (.+)", done.stdout.decode())
        again = subprocess.run(["sh", "-c", hint], capture_output=True, timeout=60)
        assert again.returncode == 0, (hint, again.stderr)
        assert shlex.split(hint)[-1] == str(folder)


def test_the_hint_names_the_command_that_was_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["/opt/my tools/jiaohao", "init"])
    assert for_a_shell("check", "x y") == "'/opt/my tools/jiaohao' check 'x y'"
    monkeypatch.setattr(sys, "argv", ["/x/jiaohao/__main__.py", "init"])
    assert for_a_shell("check") == f"{sys.executable} -m jiaohao check"


def test_a_folder_named_in_another_encoding_works_where_nobody_types_it(
    tmp_path: Path,
) -> None:
    place = os.fsencode(tmp_path) + b"/\xaaL"
    os.mkdir(place)
    command = [sys.executable, "-m", "jiaohao"]
    given = {**os.environ, "LANGUAGE": "en", "PYTHONPATH": str(TOP)}
    commands = (("init", "x"), ("check",), ("status",), ("backup",), ("print", "list"))
    for words in commands:
        done = subprocess.run(
            [*command, *words], cwd=place, env=given, capture_output=True, timeout=60
        )
        assert done.returncode == 0, (words, done.stderr)
        given["JIAOHAO_OFFICE"] = os.fsdecode(place + b"/x")


@pytest.mark.parametrize(
    ("terminal", "version", "colours"),
    [
        ("xterm-256color", "XTerm(379)", "truecolor"),
        ("xterm", "XTerm(379)", "truecolor"),
        ("screen-256color", "XTerm(379)", None),
        ("linux", None, None),
    ],
)
def test_xterm_is_known_to_have_all_colours(
    monkeypatch: pytest.MonkeyPatch,
    terminal: str,
    version: str | None,
    colours: str | None,
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLORTERM", "")
    monkeypatch.delenv("COLORTERM")
    monkeypatch.delenv("XTERM_VERSION", raising=False)
    monkeypatch.setenv("TERM", terminal)
    if version:
        monkeypatch.setenv("XTERM_VERSION", version)
    begin()
    assert os.environ.get("COLORTERM") == colours
