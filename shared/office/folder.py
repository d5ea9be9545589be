"""The office folder: what lies in it, and where it is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from shared.errors import OfficeMistake, ShareUnavailable
from shared.text.catalogue import N_
from shared.text.reasons import why

OFFICE_FILE: Final = "office.toml"
QUEUE_FILE: Final = "queue.db"
BACKUPS: Final = "backups"


def named_folder(given: str | Path | None) -> Path:
    """The folder that is meant (see `find_folder`), looked at or not."""
    return Path(given or os.environ.get("JIAOHAO_OFFICE") or "").absolute()


def find_folder(given: str | Path | None) -> Path:
    """The office folder: the one given, else $JIAOHAO_OFFICE, else where we stand.

    Raises OfficeMistake when there is no office.toml in it, ShareUnavailable.
    """
    folder = named_folder(given)
    try:
        if (folder / OFFICE_FILE).is_file():
            return folder
    except OSError as error:
        # Neither there nor not there: "Host is down", "Stale file handle".
        raise ShareUnavailable(folder=folder, reason=why(error)) from error
    if given or os.environ.get("JIAOHAO_OFFICE"):
        raise OfficeMistake(
            N_("There is no {file} in the folder {folder}. Is the share mounted?"),
            file=OFFICE_FILE,
            folder=folder,
        )
    raise OfficeMistake(
        N_(
            "Which office? Say --office FOLDER, set JIAOHAO_OFFICE, "
            "or work in a folder that holds an {file}. "
            "A new office is made by: jiaohao init FOLDER"
        ),
        file=OFFICE_FILE,
    )
