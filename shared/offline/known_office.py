"""What this machine knows of an office whose folder does not answer.

Each worker and watcher writes it down once it has found its office; a screen, and a
kiosk's station, begin with it while the share is away.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
from pathlib import Path

import msgspec

from shared.errors import OfficeMistake, ShareUnavailable, ShareUnsafe
from shared.machine.state_folder import make_own_file, state_folder
from shared.office.folder import OFFICE_FILE, find_folder, named_folder
from shared.office.model import Office
from shared.office.reader import (
    LARGEST_FILE,
    OfficeMistakes,
    load_office,
    parse_office,
    read_office,
)
from shared.office.version import version_of
from shared.text.catalogue import N_

_log = logging.getLogger(__name__)


class AnotherOffice(ShareUnsafe):
    """A folder holds another office's queue.db than this machine has seen in it."""

    text = N_(
        "The queue.db in {folder} is another office's than this machine has seen"
        " there. Is the right share mounted? If it is meant, say on each machine:"
        " jiaohao doctor --accept-office"
    )


class KnownOffice(msgspec.Struct, frozen=True):
    """What must be known to begin: a worker tells it, and this machine keeps it."""

    office: str
    """The mark of the office that its queue.db belongs to."""
    language: str
    office_toml: str
    """What the file says."""
    is_shared: bool
    """Whether the folder lies on a share, as far as was seen."""

    @property
    def version(self) -> str:
        """A mark of what office.toml says, to compare stations by."""
        return version_of(self.office_toml)


def find_office(given: Path | None) -> tuple[Path, Office]:
    """The folder (see `find_folder`) and the office as it stands there.

    Raises OfficeMistake; ShareUnavailable where a folder that held an office does not.
    """
    try:
        folder = find_folder(given)
        return folder, load_office(folder)
    except OfficeMistakes:
        raise
    except OfficeMistake as error:
        folder = named_folder(given)
        if recall(folder) is None:
            raise
        words = N_("there is no office.toml in it")
        raise ShareUnavailable(folder=folder, reason=words) from error


def office_at_work(given: Path | None) -> tuple[Path, Office]:
    """As `find_office`; a file with mistakes is answered by the office known here.

    So is a folder that is away where the queue lies on a server. Raises OfficeMistakes
    only where this machine knows no office of that folder.
    """
    try:
        return find_office(given)
    except ShareUnavailable:
        folder = named_folder(given)
        office = known_office(folder)
        if office is None or not office.store:
            raise
        return folder, office
    except OfficeMistakes as error:
        folder = named_folder(given)
        office = known_office(folder)
        if office is None:
            raise
        _log.warning("office.toml mistakes=%s: kept the last", len(error.mistakes))
        return folder, office


def file_version(folder: Path) -> str | None:
    """The version of office.toml as it lies there, with mistakes or not; or none."""
    try:
        with (folder / OFFICE_FILE).open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError:
        return None
    return version_of(raw.decode("utf-8", "replace"))


def sound_sheet(folder: Path) -> str | None:
    """What office.toml says, or none where it has mistakes or is away."""
    try:
        return read_office(folder)[1]
    except OfficeMistake:
        return None


def known_sheet(folder: Path) -> str | None:
    """What office.toml said when this machine knew it last, or none."""
    known = recall(folder)
    return known.office_toml if known is not None else None


def known_office(folder: Path) -> Office | None:
    """The office of a folder as this machine knew it last, or none."""
    known = recall(folder)
    if known is None:
        return None
    try:
        return parse_office(known.office_toml.encode(), folder / OFFICE_FILE)
    except OfficeMistakes:
        # Another version wrote it down.
        return None


def recall(folder: Path) -> KnownOffice | None:
    """What was told of the office in a folder, or none; never touches the folder."""
    try:
        return msgspec.json.decode(_file(folder).read_bytes(), type=KnownOffice)
    except (OSError, msgspec.MsgspecError):
        return None


def refuse_another(folder: Path, told: KnownOffice) -> None:
    """Raises AnotherOffice where this machine knows another office in a folder."""
    known = recall(folder)
    if known is not None and known.office != told.office:
        raise AnotherOffice(folder=folder)


def forget(folder: Path) -> None:
    """Take whatever office lies in a folder from now on. Raises OSError."""
    _file(folder).unlink(missing_ok=True)


def remember(folder: Path, told: KnownOffice) -> None:
    """Write down what is told of the office in a folder, if this disk lets us."""
    if recall(folder) == told:
        return
    file = _file(folder)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        make_own_file(new)
        with new.open("wb") as out:
            out.write(msgspec.json.encode(told))
            out.flush()
            os.fsync(out.fileno())
        new.replace(file)


def _file(folder: Path) -> Path:
    mark = hashlib.sha256(os.fsencode(folder)).hexdigest()[:24]
    return state_folder() / "offices" / f"{mark}.json"
