"""`jiaohao display voice` and `ticker` as an office starts them."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jiaohao.doctor.finding import Examination, Finding, Level
from jiaohao.doctor.voice import look_at_reading_out, look_at_voice
from shared.office.folder import OFFICE_FILE
from shared.office.reader import load_office
from tests.desk import Asker
from tests.jiaohao.test_commands import english, run
from tests.shared.speech.machine import FAILING, Machine
from tests.support import OFFICE

__all__ = ["english"]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine on whose path there are a player and espeak-ng of our own, no more."""
    machine = Machine(tmp_path / "machine")
    machine.player()
    machine.espeak()
    monkeypatch.setenv("PATH", str(machine.folder))
    return machine


@contextmanager
def _at_work(
    folder: Path, *words: str, output: int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "jiaohao", "display", *words]
    process = subprocess.Popen(
        [*command, "--office", str(folder)], stdout=output, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.terminate()
        with process:
            said = process.stderr.read() if process.stderr else b""
    assert process.returncode == 0
    assert said == b""


def test_say_once(office_folder: Path, machine: Machine) -> None:
    told = run("display", "voice", "--say", "A012", "3", "--office", office_folder)
    assert told.exit_code == 0, told.output
    assert "A 零 一 二 號，請到 三號櫃檯" in told.stdout
    assert "Number A zero one two please go to counter 3" in told.stdout
    assert [each.split()[0] for each in machine.asked("play")] == ["play"] * 3
    assert not any("-v cmn " in each for each in machine.asked())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("voice", "--say", "12", "3"), "A012"),
        (("voice", "--say", "A012", "9"), "no counter 9"),
        (("voice", "--say", "A012", "x"), "integer"),
        (("serving", "--say", "A012", "3"), "voice"),
        (("flow", "--record-list"), "voice"),
        (("ticker", "--width", "0"), "range"),
    ],
)
def test_wrong_words(office_folder: Path, words: tuple[str, ...], told: str) -> None:
    found = run("display", *words, "--office", office_folder)
    assert found.exit_code == 2
    assert told in found.stderr


def test_say_where_nothing_can_be_heard(
    office_folder: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    told = run("display", "voice", "--say", "A012", "3", "--office", office_folder)
    assert told.exit_code == 1
    assert "no program here that plays sound" in told.stderr


def test_the_list_of_clips(office_folder: Path) -> None:
    told = run("display", "voice", "--record-list", "--office", office_folder)
    assert told.exit_code == 0
    assert "en/counter-3.wav" in told.stdout


def _called_until_spoken(look: Asker, machine: Machine, counter: int) -> None:
    """Calls, and calls again, until somebody hears it."""
    look.ok("call", counter=counter)
    give_up = time.monotonic() + 30
    while not machine.asked("say -v en-us -s 140 -w Number"):
        assert time.monotonic() < give_up
        look.ok("recall", counter=counter)


def test_every_call_is_spoken_and_nothing_old_after_a_restart(
    office_folder: Path, machine: Machine
) -> None:
    look = Asker(office_folder, name="desk")
    for counter in (1, 2):
        look.ok("open_counter", counter=counter)
    for service in ("jobs", "training"):
        look.ok("issue", service=service)
    with _at_work(office_folder, "voice"):
        _called_until_spoken(look, machine, 1)
    told = machine.asked("say -v en-us -s 140 -w Number")
    assert "A, zero zero one, please go to counter 1" in told[0]
    machine.forget()
    with _at_work(office_folder, "voice"):
        _called_until_spoken(look, machine, 2)
    told = machine.asked("say -v en-us -s 140 -w Number")
    assert all(
        "Number B, zero zero one, please go to counter 2" in each for each in told
    )
    look.close()


def test_the_ticker_writes_lines_and_ends_with_its_reader(
    office_folder: Path, machine: Machine
) -> None:
    look = Asker(office_folder, name="desk")
    look.ok("open_counter", counter=1)
    look.ok("issue", service="jobs")
    with _at_work(
        office_folder, "ticker", "--width", "30", output=subprocess.PIPE
    ) as ticker:
        assert ticker.stdout is not None
        line = ""
        while "示範" not in line and "求職" not in line:
            line = ticker.stdout.readline().decode()
        look.ok("call", counter=1)
        while "A001" not in line:
            line = ticker.stdout.readline().decode()
        assert line == "A001 請到 1 號櫃檯" + " " * 12 + "\n"
        ticker.stdout.close()
        ticker.wait(timeout=30)
    look.close()


def _findings(folder: Path, voice: str) -> list[Finding]:
    (folder / OFFICE_FILE).write_text(f"{OFFICE}\n{voice}", encoding="utf-8")
    return list(look_at_voice(Examination(folder, load_office(folder))))


def test_doctor_says_what_can_be_spoken(office_folder: Path, machine: Machine) -> None:
    assert _findings(office_folder, "") == [], "nobody asked for a voice"
    told = _findings(
        office_folder, '[voice]\nlanguages = ["zh-TW", "hak"]\nvisitors = []'
    )
    assert [each.level for each in told] == [Level.FINE, Level.FINE, Level.WARNING]
    machine.espeak(phonemes="(en)kI Ntri:")
    told = _findings(office_folder, '[voice]\nlanguages = ["zh-TW"]\nvisitors = []')
    assert "wrong" in told[1].words and told[1].level is Level.WARNING
    (office_folder / "voices" / "en").mkdir(parents=True)
    text = '[voice]\nlanguages = ["en"]\nvisitors = []\nclips = "voices"'
    told = _findings(office_folder, text)
    assert "en/counter-3.wav" in str(told[1].values["files"])


def test_doctor_says_once_that_there_is_no_device(
    office_folder: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = '[voice]\nlanguages = ["en"]\nvisitors = []'
    machine.player(FAILING)
    sound, speech = _findings(office_folder, text)
    assert sound.level is Level.WARNING and speech.level is Level.FINE
    monkeypatch.setenv("PATH", "/nowhere")
    sound, speech = _findings(office_folder, text)
    assert "no program" in sound.words


def test_doctor_says_in_which_languages_a_kiosk_is_silent(
    machine: Machine, office_folder: Path
) -> None:
    examination = Examination(office_folder, load_office(office_folder))
    [found] = look_at_reading_out(examination)
    assert found.level is Level.FINE
    (machine.folder / "espeak-ng").unlink()
    [found] = look_at_reading_out(examination)
    assert found.level is Level.WARNING
    assert "中文" in str(found.values["languages"])
