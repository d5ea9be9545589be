"""`jiaohao doctor`: what is wrong with this machine and its office, and what to do.

Every look is a small function of an Examination that yields findings; one more look
is one more function in LOOKS.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jiaohao.deadline import LONGEST_LOOK, office_folder, within
from jiaohao.doctor.finding import Examination, Finding, Level, Look
from jiaohao.doctor.journals import look_at_journals
from jiaohao.doctor.office_file import (
    look_at_maintenance,
    look_at_office_file,
    remedy_of,
)
from jiaohao.doctor.printers import look_at_printers, print_test_page
from jiaohao.doctor.screens import look_at_screens
from jiaohao.doctor.server import look_at_server
from jiaohao.doctor.share import look_at_share
from jiaohao.doctor.voice import look_at_reading_out, look_at_voice
from jiaohao.printing import printer_named
from shared.canvas.fonts import PACKAGES, Script
from shared.errors import EXIT_SHARE, JiaohaoError
from shared.machine.log_file import logs_folder, station_logs
from shared.machine.state_folder import (
    StateFolderUnusable,
    make_own_folder,
    put_rights_right,
    state_folder,
)
from shared.office.folder import named_folder
from shared.office.reader import OfficeMistakes, load_office
from shared.station.office_look import office_to_begin
from shared.text.catalogue import N_, Catalogue
from shared.text.reasons import why
from shared.wire.json_text import to_json

_OLDEST_PYTHON: Final = (3, 11)
_OLDEST_SQLITE: Final = (3, 37, 0)
"""The first with STRICT tables."""
_STATE_FOLDER: Final = N_("state folder")
_LITTLE_SPACE: Final = 100 * 2**20
"""Bytes free on the disk of the state folder below which it is said."""


def examine(folder_given: Path | None, test_page: str | None = None) -> list[Finding]:
    """Look at everything; raises OfficeMistake where `test_page` is no printer."""
    try:
        folder = office_folder(folder_given)
        office = within(LONGEST_LOOK, folder, lambda: load_office(folder))
    except JiaohaoError as error:
        if test_page is not None:
            raise
        examination, level = _in_spite_of(error, folder_given), Level.WARNING
        is_meant = folder_given is not None or "JIAOHAO_OFFICE" in os.environ
        if is_meant and examination.office is None:
            level = Level.UNUSABLE
        findings = [
            Finding(
                N_("office"),
                level,
                error.words,
                remedy_of(examination),
                values=dict(error.values),
            )
        ]
    else:
        if test_page is not None:
            printer_named(office, test_page)
        examination = Examination(folder, office, test_page)
        findings = [
            Finding(N_("office"), Level.FINE, "{folder}", values={"folder": folder})
        ]
    for look in LOOKS:
        try:
            findings += look(examination)
        except StateFolderUnusable as error:
            # Many looks need it; it is said once.
            finding = Finding(
                _STATE_FOLDER, Level.UNUSABLE, error.words, values=dict(error.values)
            )
            findings += [finding] if finding not in findings else []
    return findings


def _in_spite_of(error: JiaohaoError, given: Path | None) -> Examination:
    """What there is to look at by the office that stations know, mistakes or not."""
    if isinstance(error, OfficeMistakes):
        with contextlib.suppress(JiaohaoError):
            folder = named_folder(given)
            return Examination(
                *within(LONGEST_LOOK, folder, lambda: office_to_begin(given))
            )
    return Examination(None, None)


def as_words(findings: list[Finding], say: Catalogue) -> str:
    """A line a finding."""
    return "\n".join(finding.line(say) for finding in findings)


def as_json(findings: list[Finding], say: Catalogue) -> str:
    """The findings for a program."""
    return to_json(
        {
            "findings": [
                {
                    "topic": finding.topic,
                    "about": finding.about or None,
                    "level": finding.level.value,
                    "found": finding.said(say),
                    "remedy": say(finding.remedy, **finding.values)
                    if finding.remedy
                    else None,
                }
                for finding in findings
            ]
        }
    )


def exit_status(findings: list[Finding]) -> int:
    """3 where something makes work impossible, else 0."""
    return EXIT_SHARE if any(it.level is Level.UNUSABLE for it in findings) else 0


def look_at_versions(_: Examination) -> Iterator[Finding]:
    """Python and SQLite."""
    python, sqlite = sys.version_info[:3], sqlite3.sqlite_version_info
    for topic, present, oldest in (
        ("python", python, _OLDEST_PYTHON),
        ("sqlite", sqlite, _OLDEST_SQLITE),
    ):
        values: dict[str, object] = {
            "version": _dotted(present),
            "oldest": _dotted(oldest),
        }
        if present >= oldest:
            yield Finding(topic, Level.FINE, "{version}", values=values)
        else:
            yield Finding(
                topic,
                Level.UNUSABLE,
                N_("{version} is too old."),
                N_("Install {oldest} or newer."),
                values,
            )


def look_at_terminal(_: Examination) -> Iterator[Finding]:
    """Letters and colours of the terminal, where there is one."""
    if not sys.stdout.isatty():
        return
    encoding = (sys.stdout.encoding or "").lower()
    if encoding not in ("utf-8", "utf8"):
        yield Finding(
            N_("terminal"),
            Level.WARNING,
            N_("It does not write UTF-8, so Chinese does not come out."),
            N_("Set LC_ALL=C.UTF-8."),
        )
    size = shutil.get_terminal_size()
    yield Finding(
        N_("terminal"),
        Level.FINE,
        "{term}, {columns} x {rows}",
        values={
            "term": os.environ.get("TERM", "–"),
            "columns": size.columns,
            "rows": size.lines,
        },
    )


def look_at_state_folder(_: Examination) -> Iterator[Finding]:
    """Whether this machine's own folder takes what a station keeps."""
    folder = state_folder()
    values: dict[str, object] = {"folder": folder}
    try:
        make_own_folder(folder)
        put_rights_right()
        probe = folder / f".probe-{os.getpid()}"
        probe.write_bytes(b"x" * 4096)
        probe.unlink()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        yield Finding(
            _STATE_FOLDER,
            Level.UNUSABLE,
            N_("{folder} cannot be written ({reason})."),
            N_("Set its rights, free some space, or name another in JIAOHAO_STATE."),
            values | {"reason": why(error)},
        )
        return
    values["megabytes"] = free // 2**20
    if free < _LITTLE_SPACE:
        words = N_("{folder} has only {megabytes} MB left.")
        remedy = N_("Free some space; print jobs are kept there.")
        yield Finding(N_("state folder"), Level.WARNING, words, remedy, values)
    else:
        words = N_("{folder}, {megabytes} MB free")
        yield Finding(N_("state folder"), Level.FINE, words, values=values)


def look_at_log(_: Examination) -> Iterator[Finding]:
    """Where it stands what the stations of this machine wrote down."""
    values: dict[str, object] = {"folder": logs_folder(), "n": len(station_logs())}
    words = N_("{folder}, of {n} stations; to read it: jiaohao log")
    yield Finding(N_("log"), Level.FINE, words, values=values)


def look_at_fonts(examination: Examination) -> Iterator[Finding]:
    """Whether papers can be written in the letters they need."""
    # Pillow takes its time to import, and a station needs none of it.
    from printers.drawing.faces import find_font

    letters = {
        Script.CHINESE: N_("Chinese"),
        Script.LATIN: N_("Latin letters"),
        Script.THAI: N_("Thai"),
    }
    for script in Script:
        if script is Script.THAI and not _speaks(examination, "th"):
            continue
        font = find_font(script)
        topic, about = N_("font"), letters[script]
        values: dict[str, object] = {"package": PACKAGES[script]}
        if font is not None:
            values["file"] = font.file
            yield Finding(topic, Level.FINE, "{file}", "", values, about)
        else:
            yield Finding(
                topic,
                Level.WARNING,
                N_("There is none, so these letters are missing on paper."),
                N_("On Debian: apt install {package}"),
                values,
                about,
            )


LOOKS: Final[tuple[Look, ...]] = (
    look_at_versions,
    look_at_terminal,
    look_at_state_folder,
    look_at_journals,
    look_at_log,
    look_at_fonts,
    look_at_screens,
    look_at_voice,
    look_at_reading_out,
    look_at_office_file,
    look_at_maintenance,
    look_at_share,
    look_at_server,
    look_at_printers,
    print_test_page,
)
"""Everything that is looked at, in this order."""


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _speaks(examination: Examination, language: str) -> bool:
    office = examination.office
    return office is None or language in office.languages
