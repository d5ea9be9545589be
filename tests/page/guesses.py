"""`python -m tests.page.guesses [N]`: a million guesses of codes, asked of the pages.

From a thousand addresses, so that the pages look at many of them before they slow one
down; half of the guesses have the day and the label of a number that waits.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Final

from shared.trade.ticket_code import code_of, genuine_number, number_in
from tests.conftest import make_office_folder
from tests.page.serving import Served, at_counter, served
from tests.page.test_booking import APPOINTMENTS
from tests.short import rounds
from tests.support import OFFICE

DIGITS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PAGE: Final = """
[page]
address = "http://127.0.0.1:8080"
proxies = ["127.0.0.1"]
"""
_ADDRESSES: Final = 1_000
_AT_ONCE: Final = 16


def guesses_of(code: str, count: int, chance: random.Random) -> list[str]:
    """Paths that somebody may try who has seen the code of another's number."""
    day, label, _ = code.split("-")
    found = []
    for at in range(count):
        drawn = "".join(chance.choices(DIGITS, k=12))
        if at % 4 == 3:
            found.append(f"/b/{drawn[:5]}-{drawn[5:10]}")
        elif at % 4 == 2:
            found.append(f"/t/{day}-{label[0]}{chance.randrange(1, 999):03d}-{drawn}")
        else:
            found.append(f"/t/{day}-{label}-{drawn}{'/events' if at % 4 else ''}")
    return found


async def asked(site: Served, paths: list[str]) -> Counter[int]:
    """How often each status was answered."""
    statuses: Counter[int] = Counter()
    waiting = iter(enumerate(paths))

    async def ask() -> None:
        reader, writer = await asyncio.open_connection(site.host, site.port)
        for at, path in waiting:
            address = f"10.1.{at % _ADDRESSES // 250}.{at % 250}"
            head = f"GET {path} HTTP/1.1\r\nHost: {site.host}:{site.port}\r\n"
            writer.write(f"{head}X-Forwarded-For: {address}\r\n\r\n".encode())
            told = (await reader.readuntil(b"\r\n\r\n")).lower()
            statuses[int(told.split(b" ", 2)[1])] += 1
            _, _, length = told.partition(b"content-length: ")
            await reader.readexactly(int(length.split(b"\r", 1)[0] or 0))
        writer.close()

    await asyncio.gather(*(ask() for _ in range(_AT_ONCE)))
    return statuses


def seconds_of(mark: str, code: str, times: int = 20_000) -> tuple[float, float]:
    """Median seconds of looking at a code whose seal is wrong from the first sign on,
    and at one that is wrong in the last."""
    start, end = code[:-12], code[-12:]
    other = DIGITS[DIGITS.index(end[-1]) - 1]
    tried = (f"{start}{DIGITS[DIGITS.index(end[0]) - 1]}{end[1:]}", code[:-1] + other)
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for each, into in zip(tried, took, strict=True):
            begun = time.perf_counter()
            assert genuine_number(mark, each) is None
            into.append(time.perf_counter() - begun)
    return statistics.median(took[0]), statistics.median(took[1])


def main(count: int) -> None:
    """Guess, and say what was answered; nothing may be found."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["JIAOHAO_STATE"] = str(Path(place) / "state")
        folder = make_office_folder(Path(place), OFFICE + PAGE + APPOINTMENTS)
        with served(folder) as site, at_counter(folder, 2) as counter:
            for _ in range(50):
                told = counter.ask("issue", service="training", language="en")
            code = told["ticket"]["code"]
            site.until(f"/t/{code}", "people ahead")
            begun = time.monotonic()
            paths = guesses_of(code, count, random.Random(1))
            statuses = asyncio.run(asked(site, paths))
            took = time.monotonic() - begun
            assert site.ask(f"/t/{code}")[0] == 200
    looked_at, refused = statuses[404] + statuses[204], statuses[429]
    print(
        f"{count:,} guesses in {took:.0f} s: {looked_at:,} told that there is no such,"
    )
    print(
        f"{refused:,} that they ask too often, {count - looked_at - refused} found one"
    )
    number = number_in(code)
    assert number is not None
    mark = "of an office"
    first, last = seconds_of(mark, code_of(mark, number.day, number.label))
    print(
        f"wrong in the first sign {first * 1e6:.2f} µs, in the last {last * 1e6:.2f} µs"
    )
    assert set(statuses) <= {204, 404, 429}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else rounds(1_000_000, least=400))
