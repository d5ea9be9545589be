"""Whether this machine can speak: sound, and each language of the voice."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from display.voice.clips import look_over
from display.voice.sentences import vocabulary
from display.voice.speaker import CLIPS_FLAWED, Speaker
from jiaohao.deadline import LONGEST_LOOK, within
from jiaohao.doctor.finding import Examination, Finding, Level
from shared.errors import ShareUnavailable
from shared.office.model import Office
from shared.speech.means import PLAYER_PACKAGE, SPEECH_PACKAGE, Means, find_means
from shared.speech.unspoken import NO_MEANS, NO_PLAYER, NOT_UNDERSTOOD, Unspoken
from shared.text.catalogue import N_
from shared.text.languages import own_name

_TOPIC: Final = N_("voice")
_READ_OUT: Final = N_("reading out")
_INSTALL: Final = N_("On Debian: apt install {package}")
_RECORD: Final = N_("To see all: jiaohao display voice --record-list")


def look_at_voice(examination: Examination) -> Iterator[Finding]:
    """Player, device, and with what each language is spoken; where one is wanted."""
    folder, office = examination.folder, examination.office
    if folder is None or office is None or office.own_voice is None:
        return
    means = find_means(office, folder)
    with tempfile.TemporaryDirectory(prefix="jiaohao-voice-") as own:
        speaker = Speaker(means, Path(own))
        yield _sound(means, speaker)
        voice = office.own_voice
        for language in dict.fromkeys((*voice.languages, *voice.visitors)):
            yield _language(language, office, means, speaker)


def look_at_reading_out(examination: Examination) -> Iterator[Finding]:
    """Whether a kiosk could read its pages out here, in the office's languages.

    A voice that speaks wrong is found where the kiosk's log names it.
    """
    folder, office = examination.folder, examination.office
    if folder is None or office is None or not office.kiosks:
        return
    means = find_means(office, folder)
    silent = [each for each in office.languages if not means.has_speech(each)]
    if not means.players:
        silent = list(office.languages)
    values: dict[str, object] = {
        "languages": ", ".join(own_name(each) for each in silent or office.languages),
        "package": f"{SPEECH_PACKAGE} {PLAYER_PACKAGE}",
    }
    if not silent:
        yield Finding(_READ_OUT, Level.FINE, "{languages}", values=values)
        return
    words = N_("A kiosk reads nothing out here in {languages}.")
    yield Finding(_READ_OUT, Level.WARNING, words, _INSTALL, values)


def _sound(means: Means, speaker: Speaker) -> Finding:
    if not means.players:
        values: dict[str, object] = {"package": PLAYER_PACKAGE}
        return Finding(_TOPIC, Level.WARNING, NO_PLAYER, _INSTALL, values)
    try:
        asyncio.run(speaker.player.try_device())
    except Unspoken as error:
        remedy = N_("Until a sound device is connected, the voice is silent.")
        return Finding(_TOPIC, Level.WARNING, error.words, remedy, error.values)
    values = {"player": speaker.player.name}
    return Finding(_TOPIC, Level.FINE, "{player}", values=values)


def _language(language: str, office: Office, means: Means, speaker: Speaker) -> Finding:
    about = own_name(language)
    try:
        flawed = within(
            LONGEST_LOOK, means.clips, lambda: _flawed_clips(language, office, means)
        )
    except ShareUnavailable as error:
        return Finding(
            _TOPIC, Level.WARNING, error.words, "", dict(error.values), about
        )
    if flawed is not None and not flawed:
        return Finding(_TOPIC, Level.FINE, N_("recorded clips"), about=about)
    if flawed:
        values: dict[str, object] = {"files": ", ".join(flawed)}
        return Finding(_TOPIC, Level.WARNING, CLIPS_FLAWED, _RECORD, values, about)
    values = {"language": language, "package": SPEECH_PACKAGE}
    if not means.has_speech(language):
        remedy = N_("Record clips, or name a command in [voice.commands].")
        return Finding(_TOPIC, Level.WARNING, NO_MEANS, remedy, values, about)
    try:
        is_understood = asyncio.run(speaker.synthesis.is_understood(language))
    except Unspoken as error:
        return Finding(_TOPIC, Level.WARNING, error.words, "", error.values, about)
    if not is_understood:
        remedy = N_("Record clips, or install another {package}.")
        return Finding(_TOPIC, Level.WARNING, NOT_UNDERSTOOD, remedy, values, about)
    return Finding(_TOPIC, Level.FINE, N_("speech command"), about=about)


def _flawed_clips(language: str, office: Office, means: Means) -> list[str] | None:
    """The clips that are missing or cannot be used; none where speech is meant."""
    folder = means.clips
    if folder is None or not (folder / language).is_dir():
        return None
    pieces = vocabulary(language, office)
    return [
        f"{language}/{each.file.name}"
        for each in look_over(folder, language, pieces)
        if each.sound is None
    ]
