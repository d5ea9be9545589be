"""The table [staff] of office.toml: whether people sign on, deputies, languages."""

from __future__ import annotations

from shared.office.sections import LANGUAGE
from shared.office.table import Table
from shared.text.catalogue import N_


def read_staff(
    top: Table,
) -> tuple[bool, dict[str, tuple[str, ...]], dict[str, str]]:
    """Whether [staff] wants people to sign on, who is whose deputy, in order, and the
    languages of those who want their own."""
    staff = top.table("staff")
    if staff is None:
        return False, {}, {}
    is_wanted = staff.flag("sign_on")
    deputies = {}
    for table in staff.tables("deputies"):
        deputies[table.words("of")] = table.listed("are")
        table.close()
    languages: dict[str, str] = {}
    for table in staff.tables("people"):
        _read_person(table, languages)
    staff.close()
    return is_wanted, deputies, languages


def _read_person(table: Table, languages: dict[str, str]) -> None:
    name, language = table.words("name"), table.words("language")
    if name in languages:
        table.note(
            "name",
            N_("“{value}” is already used by entry {first}."),
            N_("a different one for each"),
            value=name,
            first=list(languages).index(name) + 1,
        )
    if language and not LANGUAGE.fullmatch(language):
        words = N_("“{language}” is not a language tag.")
        table.note(
            "language", words, N_("tags such as zh-TW, en or vi"), language=language
        )
    table.close()
    languages.setdefault(name, language)
