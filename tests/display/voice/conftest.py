"""The machine that speaks of `tests/shared/speech`."""

from __future__ import annotations

from tests.shared.speech.conftest import machine

__all__ = ["machine"]
