"""Under which licences stands what is shipped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata
from typing import Final

_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA: Final = re.compile(r"extra *== *['\"]([^'\"]+)")
_SEPARATORS: Final = re.compile(r"[-_.]+")
_OWN: Final = "jiaohao"
_TEXT: Final = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE|OFL)", re.IGNORECASE)
_LONGEST: Final = 60
"""Characters: a longer "License" of a package is the licence's whole text."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """A package that comes with Jiaohao."""

    name: str
    version: str
    licence: str
    """As the package says it; empty: it says nothing."""
    texts: tuple[str, ...]
    """The licence's own words."""


def shipped() -> list[Shipped]:
    """What this installation has for Jiaohao, Jiaohao first, then by name."""
    names = {_OWN: None}
    _add_needed(_OWN, names)
    first, *others = names
    return [_about(first), *(_about(name) for name in sorted(others))]


def _add_needed(name: str, known: dict[str, None]) -> None:
    """What a package needs and is installed, through all of them."""
    for line in metadata.requires(name) or ():
        extra = _EXTRA.search(line)
        is_ours = name == _OWN and extra is not None and extra[1] != "dev"
        found = _NAME.match(line)
        if found is None or (extra is not None and not is_ours):
            continue
        needed = _SEPARATORS.sub("-", found[0]).lower()
        if needed not in known and _is_installed(needed):
            known[needed] = None
            _add_needed(needed, known)


def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _about(name: str) -> Shipped:
    package = metadata.distribution(name)
    told = package.metadata
    said = (
        *(told.get_all("License-Expression") or ()),
        *(told.get_all("License") or ()),
    )
    short: str = next(iter(said), "")
    if not short or len(short) > _LONGEST or "\n" in short:
        told_by_kind = told.get_all("Classifier") or ()
        kinds = [
            each.split(" :: ")[-1]
            for each in told_by_kind
            if each.startswith("License :: ")
        ]
        short = ", ".join(kinds) or short.strip().partition("\n")[0]
    texts = tuple(
        each.read_text(encoding="utf-8")
        for each in package.files or ()
        if _TEXT.search(str(each)) and each.suffix in ("", ".txt", ".md", ".rst")
    )
    return Shipped(package.name, package.version, short.strip(), texts)
