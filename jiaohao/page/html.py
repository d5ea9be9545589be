"""HTML from values: whatever is not markup of ours is escaped, in the one place."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final, TypeAlias

_WITHOUT_END: Final = frozenset(
    {"circle", "input", "link", "meta", "path", "rect", "br"}
)


class Html(str):
    """Markup that is right as it is."""

    __slots__ = ()


Child: TypeAlias = "str | Html | Iterable[Child] | None"


def tag(name: str, /, *children: Child, **attributes: str | bool | None) -> Html:
    """An element; texts in it are escaped, nothing where a child is none.

    An attribute's "_" is a "-" ("class_": "class"); true is one without a value, none
    and false are left out.
    """
    said = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _WITHOUT_END:
        return Html(f"<{name}{said}/>")
    return Html(f"<{name}{said}>{joined(*children)}</{name}>")


def joined(*children: Child) -> Html:
    """One after the other."""
    found: list[str] = []
    for child in children:
        if isinstance(child, Html):
            found.append(child)
        elif isinstance(child, str):
            found.append(escape(child))
        elif child is not None:
            found.append(joined(*child))
    return Html("".join(found))


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
