"""Levels for the rows of one innovation, so that its maturity falls where the demo wants it."""

import random
from fractions import Fraction

from tallybook import Indicator


def draw_levels(rng: random.Random, indicators: list[Indicator], quality: float) -> list[int]:
    """A level for each row: the higher the quality (0 to 1), the higher the levels; some rows stay unanswered."""
    levels = []
    for indicator in indicators:
        top = len(indicator.levels)
        if rng.random() > 0.55 + 0.5 * quality:
            levels.append(0)
            continue
        levels.append(min(top, max(1, round(rng.gauss(1 + (top - 1) * quality, 0.7)))))
    return levels


def points(indicators: list[Indicator], levels: list[int]) -> Fraction:
    """The maturity of these levels, for steering the draw only; results are always computed by the engine."""
    return sum(
        ((row.weight or Fraction(0)) * level for row, level in zip(indicators, levels, strict=True)),
        Fraction(0),
    )


def draw_at(rng: random.Random, indicators: list[Indicator], *, at_least: int, below: int) -> list[int]:
    """Levels whose maturity lies in [at_least, below): drawn, then stepped up or down row by row."""
    levels = draw_levels(rng, indicators, (at_least + below) / 2 / 111)
    rows = list(range(len(indicators)))
    while not at_least <= points(indicators, levels) < below:
        step = 1 if points(indicators, levels) < at_least else -1
        rng.shuffle(rows)
        for row in rows:
            if 0 <= levels[row] + step <= len(indicators[row].levels):
                levels[row] += step
                break
    return levels
