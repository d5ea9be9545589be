"""Making a new office folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from shared.errors import OfficeMistake, ShareUnavailable
from shared.machine.mount import access_to, mount_of
from shared.office.folder import BACKUPS, OFFICE_FILE, QUEUE_FILE, named_folder
from shared.office.reader import load_office
from shared.offline.known_office import forget
from shared.sqlite.transactions import Store
from shared.text.catalogue import N_
from shared.text.reasons import why

TEMPLATES: Final = Path(__file__).parents[1] / "shared" / "office" / "templates"


def template_names() -> list[str]:
    """The offices one can begin with."""
    return sorted(file.stem for file in TEMPLATES.glob("*.toml"))


def template(name: str) -> str:
    """The text of a template's office.toml."""
    return (TEMPLATES / f"{name}.toml").read_text(encoding="utf-8")


def make_office(folder: Path, text: str) -> None:
    """Make office.toml from `text`, queue.db and backups/ in an empty folder.

    A folder that holds nothing but an office.toml keeps it and gets the rest.
    Raises OfficeMistake where anything else lies, ShareUnavailable where the folder
    cannot be written, ShareUnsafe before anything is made on a mount that loses data.
    """
    access_to(mount_of(folder), folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        present = {each.name for each in folder.iterdir()}
        _refuse_what_is_there(folder, present)
        if not present:
            with (folder / OFFICE_FILE).open("x", encoding="utf-8") as file:
                file.write(text)
        load_office(folder)
        store = Store(folder)
        store.create()
        store.close()
        (folder / BACKUPS).mkdir()
        # Another office may have lain there: this one is meant.
        forget(named_folder(folder))
    except OSError as error:
        raise ShareUnavailable(folder=folder, reason=why(error)) from error


def _refuse_what_is_there(folder: Path, present: set[str]) -> None:
    if QUEUE_FILE in present:
        raise OfficeMistake(
            N_("{folder} is an office already; nothing was changed."), folder=folder
        )
    if present - {OFFICE_FILE}:
        raise OfficeMistake(
            N_("{folder} is not empty; nothing was changed. Name a new folder."),
            folder=folder,
        )
