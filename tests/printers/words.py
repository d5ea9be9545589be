"""What can be read on a paper, and an office to print for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from printers.drawing.preview import sample
from printers.papers.paper import CheckList, Field, Paper, Text
from shared.office.folder import OFFICE_FILE
from shared.office.model import Office
from shared.office.reader import load_office
from tests.support import OFFICE


def small_office(folder: Path) -> Office:
    """The small office of tests.support, without a queue."""
    (folder / OFFICE_FILE).write_text(OFFICE, encoding="utf-8")
    return load_office(folder)


def ticket_papers(office: Office) -> Iterator[tuple[str, Paper]]:
    """A ticket's paper for each service of an office, by the service's code."""
    for service in office.services:
        yield service.code, sample("ticket", replace(office, services=(service,)), 576)


def texts_of(paper: Paper) -> list[Text]:
    """All texts of a paper, those of its lists and fields too."""
    texts: list[Text] = []
    for block in paper:
        match block:
            case Text():
                texts.append(block)
            case CheckList():
                texts += [text for item in block.items for text in item]
            case Field():
                texts += [block.head, *block.texts]
    return texts


def words_on(paper: Paper) -> list[str]:
    """The words of all texts of a paper."""
    return [text.words for text in texts_of(paper)]


def size_of(paper: Paper, words: str) -> str:
    """How large the first text with these words is."""
    return next(text.size for text in texts_of(paper) if words in text.words)


def below(paper: Paper, head: str) -> list[str]:
    """What stands in the field of this name."""
    fields = (block for block in paper if isinstance(block, Field))
    return next(
        [text.words for text in each.texts]
        for each in fields
        if head in each.head.words
    )
