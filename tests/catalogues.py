"""`make catalogues`: collect the words for people, and compile the translations."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from jiaohao.cli import main as command_line
from jiaohao.command_words import words_of
from shared.text.catalogue import CATALOGUES

TOP: Final = Path(__file__).parents[1]
ROOMS: Final = ("counter", "display", "jiaohao", "kiosk", "printers", "shared")
VISITORS: Final = (
    *("kiosk", "display", "jiaohao/page", "jiaohao/region/page"),
    "printers/papers",
)
"""Rooms whose words visitors read: those are there in every language."""
VISITORS_TOO: Final = ("shared/office/training.py", "shared/trade/survey_words.py")
"""The modules elsewhere whose words visitors read."""
STAFF_ONLY: Final = (
    "display/voice/clips.py",
    "display/voice/record_list.py",
    "display/voice/speaker.py",
    "kiosk/concierge/",
    "kiosk/issuer.py",
    "kiosk/maintenance/",
    "kiosk/pages/maintenance.py",
    "printers/papers/trial.py",
)
"""Modules and folders among them whose words only staff read."""
WHOLE: Final = ("zh_TW",)
"""The languages that staff and operators read too."""
KEYWORDS: Final = {"N_": None, "say": None, "_say": None}
CLICK: Final = Path(click.__file__).parent
CLICK_KEYWORDS: Final = {"_": None, "ngettext": (1, 2)}
CLICK_MODULES: Final = (
    "core",
    "decorators",
    "exceptions",
    "formatting",
    "parser",
    "types",
)
"""Those whose words a command of ours can bring to the screen."""


def wanted(locale: str) -> Catalog:
    """The English texts that are to be there in a language such as "zh_TW"."""
    if locale in WHOLE:
        return collected()
    found = Catalog(project="jiaohao", charset="utf-8")
    _add_rooms(found, VISITORS)
    for module in VISITORS_TOO:
        for _, message, _, _ in extract_from_file(
            "python", TOP / module, keywords=KEYWORDS
        ):
            found.add(message, locations=[(module, 0)])
    return found


def _add_rooms(found: Catalog, rooms: tuple[str, ...]) -> None:
    for room in rooms:
        for file, _, message, _, _ in extract_from_dir(
            TOP / room, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            place = f"{room}/{file}"
            is_left_out = rooms is VISITORS and place.startswith(STAFF_ONLY)
            if isinstance(message, str) and message and not is_left_out:
                found.add(message, locations=[(place, 0)])


def collected() -> Catalog:
    """Every English text that the rooms show to people, with where it stands."""
    found = Catalog(project="jiaohao", charset="utf-8")
    _add_rooms(found, ROOMS)
    for words in words_of(command_line):
        found.add(words)
    for module in CLICK_MODULES:
        for _, message, _, _ in extract_from_file(
            "python", CLICK / f"{module}.py", keywords=CLICK_KEYWORDS
        ):
            if message:
                found.add(message)
    return found


def po_files() -> list[Path]:
    """The translations, one a language."""
    return sorted(CATALOGUES.glob("*/LC_MESSAGES/jiaohao.po"))


def read(file: Path) -> Catalog:
    """A translation as it is kept."""
    with file.open("rb") as opened:
        return read_po(opened, locale=file.parents[1].name)


def compiled(catalog: Catalog) -> bytes:
    """A translation as the program reads it."""
    raw = io.BytesIO()
    write_mo(raw, catalog)
    return raw.getvalue()


def is_whole(message: Message) -> bool:
    """Whether a text is translated, in each number it has."""
    words = message.string
    return bool(words) and (isinstance(words, str) or all(words))


def main() -> None:
    """Bring every .po file up to date and write its .mo beside it."""
    for file in po_files():
        catalog = read(file)
        locale = file.parents[1].name
        catalog.update(wanted(locale), no_fuzzy_matching=True)
        catalog.obsolete.clear()
        with file.open("wb") as opened:
            write_po(opened, catalog, width=88, sort_output=True, omit_header=False,
                     no_location=True)  # fmt: skip
        file.with_suffix(".mo").write_bytes(compiled(catalog))
        missing = [each.id for each in catalog if each.id and not is_whole(each)]
        print(f"{locale}: {len(catalog)} texts, {len(missing)} missing")
        for words in missing:
            print(f"  {words}")


if __name__ == "__main__":
    main()
