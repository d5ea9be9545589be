"""Jobs a simulated printer can read: a label, a picture full of commands, a cut."""

from __future__ import annotations

import random
from typing import Final

from printers.papers.paper import Number, Paper, Text
from printers.session.conversation import Patience
from shared.office.printers import Printer

QUICK: Final = Patience(
    connect=1,
    answer=0.5,
    quiet=0.005,
    empty=0.2,
    ready=0.7,
    progress=0.4,
    confirm=0.4,
    slowest=50_000,
    trouble=0.3,
    look=0.05,
    settle=0.2,
    pace=50_000,
    pause=0.05,
    idle=0.2,
)
"""Patience that a test can afford."""
_REAL_TIME: Final = [bytes([0x10, 4, n]) for n in (1, 2, 3, 4)]
_WIDTH, _HEIGHT = 48, 60


def plain_paper(label: str) -> Paper:
    """A paper with nothing but a number."""
    return (Number(label),)


def plain_job(label: str, *, is_copy: bool = False, commands: int = 0) -> bytes:
    """The job of a label; its picture holds so many real-time commands."""
    chance = random.Random(label)
    size = _WIDTH * _HEIGHT
    picture = bytearray(chance.choices((0x00, 0xFF, 0x81, 0x3C), k=size))
    for _ in range(commands):
        at = chance.randrange(size - 3)
        picture[at : at + 3] = chance.choice(_REAL_TIME)
    mark = " COPY" if is_copy else ""
    head = b"\x1dv0\0" + bytes([_WIDTH, 0, _HEIGHT, 0])
    begin, end = f"[{label}{mark}]".encode(), f"[/{label}]".encode()
    return b"\x1b@" + begin + head + bytes(picture) + end + b"\x1bd\x06\x1dV\x01"


def draw_plainly(paper: Paper, printer: Printer) -> bytes:
    """In place of as_bytes: quick, readable, and not free of real-time commands."""
    label = next(block.words for block in paper if isinstance(block, Number))
    is_copy = isinstance(paper[0], Text) and "COPY" in paper[0].words
    return plain_job(label, is_copy=is_copy, commands=3)
