"""Loading what a process is made of, before it goes to work."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """While modules are loaded, nothing is thrown away that was worth a search.

    What is there at the end stays for good: the collector passes it over from then on,
    and so writes on none of its pages, which processes that were forked share.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
