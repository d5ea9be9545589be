"""The steps of a service and its documents: what stands in each table of them."""

from __future__ import annotations

from dataclasses import dataclass

from shared.office.pictures import read_icon
from shared.office.table import Table
from shared.text.catalogue import Phrase


@dataclass(frozen=True, slots=True)
class Item(Phrase):
    """A step or a document: its words, fewer of them for the wall, its picture."""

    short: Phrase | None = None
    """What stands in the lobby, where a word or two have to do."""
    icon: str = ""
    """One of `pictures.ICONS`; "" where it has none."""

    def say_shortly(self, language: str) -> str:
        """The short words in `language`, else all of them."""
        short = self.short.by_language if self.short else {}
        return short.get(language) or self.say(language)


def read_items(table: Table, key: str) -> tuple[Item, ...]:
    """The entries of [[key]]: a text in each language, `short` and `icon` beside."""
    return tuple(_item(each) for each in table.tables(key))


def _item(table: Table) -> Item:
    short = table.phrase("short", is_partial=True) if table.has("short") else None
    icon = read_icon(table, "")
    words = table.own_phrase(but=("short", "icon"))
    return Item(words.by_language, short, icon)
