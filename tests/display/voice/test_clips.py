"""Recorded clips: a sentence joined of them, and what is wrong named, all at once."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from display.voice.clips import ClipsFlawed, look_over, sentence_of_clips
from display.voice.record_list import lines
from display.voice.sentences import sentence, vocabulary
from shared.office.model import Office
from shared.office.reader import parse_office
from shared.speech.sounds import Sound, write_sound
from shared.text.catalogue import catalogue
from tests.shared.speech.machine import TONE
from tests.support import OFFICE

VOICE = '\n[voice]\nlanguages = ["nan", "en"]\nvisitors = []\nclips = "voices"\n'


def record(folder: Path, language: str, office: Office) -> None:
    """Record every clip of a language, each the same tone."""
    (folder / language).mkdir(parents=True, exist_ok=True)
    for piece in vocabulary(language, office):
        write_sound(TONE, folder / language / f"{piece.clip}.wav")


@pytest.fixture
def folder(tmp_path: Path, office: Office) -> Path:
    record(tmp_path / "voices", "nan", office)
    return tmp_path / "voices"


def test_a_sentence_is_all_its_clips_without_their_silence(folder: Path) -> None:
    pieces = sentence("nan", "A001", 3)
    sound = sentence_of_clips(folder, "nan", pieces)
    one = sentence_of_clips(folder, "nan", pieces[:1])
    assert len(pieces) == 7, "two zeros are two clips"
    assert sound.seconds == pytest.approx(7 * one.seconds)


def test_all_that_is_missing_is_named(folder: Path) -> None:
    for name in ("0", "going"):
        (folder / "nan" / f"{name}.wav").unlink()
    (folder / "nan" / "A.wav").write_bytes(b"no sound")
    other = Sound(array("h", [9000] * 800), 8_000)
    write_sound(other, folder / "nan" / "1.wav")
    with pytest.raises(ClipsFlawed) as caught:
        sentence_of_clips(folder, "nan", sentence("nan", "A001", 3))
    flaws = {each.file.stem: str(each.flaw) for each in caught.value.clips}
    assert flaws == {
        "A": "not a WAV file",
        "0": "missing",
        "1": "8000 Hz, 1 channels, the first clip 22050 Hz, 1",
        "going": "missing",
    }


def test_a_quiet_clip_is_told_and_used(folder: Path, office: Office) -> None:
    quiet = Sound(array("h", [1000, -1000] * 900), 22_050)
    write_sound(quiet, folder / "nan" / "7.wav")
    told = {
        each.piece.clip: str(each.flaw)
        for each in look_over(folder, "nan", vocabulary("nan", office))
        if each.flaw
    }
    assert told == {"7": "too quiet"}
    assert sentence_of_clips(folder, "nan", sentence("nan", "A777", 3)).seconds > 0


def test_the_list_to_record(tmp_path: Path, folder: Path) -> None:
    office = parse_office((OFFICE + VOICE).encode(), Path("office.toml"))
    (folder / "nan" / "4.wav").unlink()
    told = list(lines(office, tmp_path, catalogue("en")))
    assert told[0] == f"Into {folder}: WAV, 16 bits, mono."
    by_file = {each.split()[0]: each for each in told if each.startswith("  ")}
    assert by_file["nan/4.wav"].split()[1:] == ["四", "–", "missing"]
    assert by_file["nan/5.wav"].split()[1:] == ["五"]
    assert "counter 3  – missing" in by_file["en/counter-3.wav"]
    assert "nan/counter-4.wav" not in by_file, "this office has three counters"
    assert "nan/C.wav" not in by_file, "and two letters"
    assert len(by_file) == 1 + 2 * (1 + 2 + 10 + 1 + 3 + 1)
    assert "台語 (nan)" in told


def test_the_list_without_a_folder(office: Office, tmp_path: Path) -> None:
    told = list(lines(office, tmp_path, catalogue("zh-TW")))
    assert not any("–" in each for each in told[1:])
    assert any("zh-TW/0.wav" in each for each in told)
