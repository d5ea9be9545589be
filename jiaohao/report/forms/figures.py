"""Which cells of a sheet hold figures."""

from __future__ import annotations

from typing import Final, TypeGuard

from jiaohao.report.table import Column, Style

FIGURES: Final = {
    Style.SHARE: "0%",
    Style.MINUTES: "0.0",
    Style.COUNT: "0",
    Style.SCORE: "0.00",
}
"""How a sheet shows them."""


def is_figure(value: object, column: Column) -> TypeGuard[float]:
    """Whether a sheet may calculate with what is in a cell."""
    return column.style in FIGURES and isinstance(value, int | float)
