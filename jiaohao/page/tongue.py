"""Which of the office's languages a browser likes best."""

from __future__ import annotations

from collections.abc import Sequence

_MOST = 20


def preferred(accepted: str, known: Sequence[str]) -> str:
    """The best of `known` by an Accept-Language header (RFC 9110, 12.5.4); the first
    where it likes none."""
    wanted = sorted(
        (_weighed(each) for each in accepted.split(",")[:_MOST]),
        key=lambda each: -each[1],
    )
    for tag, weight in wanted:
        if weight <= 0:
            continue
        for language in known:
            if language.lower() == tag:
                return language
        for language in known:
            if language.lower().split("-")[0] == tag.split("-")[0]:
                return language
    return known[0]


def _weighed(said: str) -> tuple[str, float]:
    tag, _, parameter = said.partition(";")
    try:
        weight = float(parameter.strip().removeprefix("q=")) if parameter else 1.0
    except ValueError:
        weight = 0.0
    return tag.strip().lower(), weight
