"""The console command: its words, its answers, how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jiaohao.cli import main
from shared.office.folder import OFFICE_FILE, QUEUE_FILE
from tests.desk import Asker
from tests.rights import run_bound_by_rights

TOP = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


def run(*words: str | Path, input: str | None = None) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], input=input)
    assert "Traceback" not in result.output
    return result


@pytest.mark.parametrize("template", ["minimal", "employment-centre"])
def test_init_makes_an_office_that_works(tmp_path: Path, template: str) -> None:
    folder = tmp_path / "new" / "office"
    assert run("init", folder, "--template", template).exit_code == 0
    made = {file.name for file in folder.iterdir()}
    assert made == {"backups", "office.toml", "queue.db"}
    assert run("check", "--office", folder).exit_code == 0
    ask = Asker(folder)
    service = ask.ok("state")["services"][0]
    answer = ask.ok("issue", service=service["service"], channel="staff")
    assert answer["ticket"]["number"] == 1
    ask.close()


def test_init_never_overwrites(office_folder: Path, tmp_path: Path) -> None:
    before = {file: file.read_bytes() for file in office_folder.iterdir()}
    refused = run("init", office_folder)
    assert refused.exit_code == 2
    assert "already" in refused.stderr
    assert {file: file.read_bytes() for file in office_folder.iterdir()} == before
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    assert run("init", tmp_path / "mine").exit_code == 2
    assert run("init", tmp_path / "mine" / "letter.txt").exit_code == 3
    assert run("init", tmp_path / "new", "--template", "none").exit_code == 2
    assert not (tmp_path / "new").exists()


def test_init_keeps_an_office_toml_that_is_there(office_folder: Path) -> None:
    (office_folder / QUEUE_FILE).unlink()
    before = (office_folder / OFFICE_FILE).read_bytes()
    assert run("init", office_folder).exit_code == 0
    assert (office_folder / OFFICE_FILE).read_bytes() == before
    assert (office_folder / QUEUE_FILE).exists()


def test_check_names_file_line_and_key(office_folder: Path) -> None:
    file = office_folder / OFFICE_FILE
    file.write_text(file.read_text().replace('["training"]', '["trainin"]', 1))
    found = run("check", "--office", office_folder)
    assert found.exit_code == 2
    assert f"{file}: line " in found.stderr
    assert "counters[2].serves" in found.stderr
    assert found.stdout == ""


def test_one_way_to_find_the_office(
    office_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("status").exit_code == 2
    assert run("status", "--office", tmp_path).exit_code == 2
    assert run("status", "--office", office_folder).exit_code == 0
    monkeypatch.setenv("JIAOHAO_OFFICE", str(office_folder))
    assert run("status").exit_code == 0
    monkeypatch.delenv("JIAOHAO_OFFICE")
    monkeypatch.chdir(office_folder)
    assert run("status").exit_code == 0


def test_status_in_json_is_the_state(office_folder: Path) -> None:
    ask = Asker(office_folder)
    ask.ok("open_counter", counter=1, staff="Lin [x]")
    ask.ok("issue", service="jobs")
    ask.ok("call", counter=1)
    state = ask.ok("state")
    found = run("status", "--json", "--office", office_folder)
    told = json.loads(found.stdout)
    for name in ("seq", "services", "counters", "priorities", "tickets", "calls"):
        assert told[name] == state[name]
    words = run("status", "--office", office_folder).stdout
    assert "A001" in words
    assert "Lin [x]" in words
    assert "no station holds it" not in words
    ask.close()
    assert "no station holds it" in run("status", "--office", office_folder).stdout


@pytest.mark.parametrize("raw", [b"", b"no database at all" * 300])
def test_status_of_a_damaged_file(office_folder: Path, raw: bytes) -> None:
    (office_folder / QUEUE_FILE).write_bytes(raw)
    found = run("status", "--office", office_folder)
    assert found.exit_code == 3
    assert found.stdout == ""
    assert "jiaohao restore" in found.stderr


def test_status_without_a_queue(office_folder: Path) -> None:
    (office_folder / QUEUE_FILE).unlink()
    assert run("status", "--office", office_folder).exit_code == 3


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("station",),
        ("kiosk",),
        ("counter", "x"),
        ("display", "x"),
        ("status", "--jsn"),
        ("demo", "--play", "-1"),
    ],
)
def test_wrong_words(words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_a_screen_without_a_terminal(office_folder: Path) -> None:
    for words in (("kiosk", "kiosk-1"), ("counter", "1"), ("display", "both")):
        found = run(*words, "--office", office_folder)
        assert found.exit_code == 2
        assert "terminal" in found.stderr


def test_every_command_is_explained_with_an_example() -> None:
    assert run("--help").exit_code == 0
    documents = "".join(
        (TOP / name).read_text(encoding="utf-8")
        for name in ("README.md", "docs/operator.md", "docs/protocol.md")
    )
    for name, command in main.commands.items():
        if not command.hidden:
            text = run(name, "--help").stdout
            assert f"jiaohao {name}" in text.partition("Example")[2], name
            assert f"jiaohao {name}" in documents, name


def test_it_runs_with_what_it_needs_to_run_and_no_more(office_folder: Path) -> None:
    """The screens import nothing that only tests and checks bring."""
    script = (
        "import sys\n"
        "for name in ('pytest', 'hypothesis', 'babel', 'mypy'):\n"
        "    sys.modules[name] = None\n"
        "import jiaohao.cli, jiaohao.demo.app, jiaohao.screens, jiaohao.status\n"
        "import kiosk.app, counter.app, display.app, printers.jobs.spooler\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=TOP
    )
    assert done.returncode == 0, done.stderr


def test_init_where_nothing_may_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    folder = tmp_path / "office"
    try:
        done = run_bound_by_rights(
            [sys.executable, "-m", "jiaohao", "init", str(folder)]
        )
    finally:
        tmp_path.chmod(0o755)
    assert done.returncode == 3
    assert str(folder) in done.stderr and "Traceback" not in done.stderr
    assert not folder.exists()
