"""Facts for a wanted level: drawn at random and asked of the rulebook itself, so that they always fit it."""

import random
from typing import Any

from tallybook import FactsError, Indicator, Rulebook

DRAWS = 1500
KEPT = 24
NUMBERS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 18, 20, 24, 28, 31, 36, 45, 60, 67, 72, 76, 80,
           84, 95, 120, 150, 180, 220, 300, 350, 420, 500, 640, 800, 1200)  # fmt: skip


class FactPool:
    """For each indicator and level, some sets of facts from which the rulebook derives that level."""

    def __init__(self, rulebook: Rulebook, rng: random.Random) -> None:
        self.rng = rng
        self.pools: dict[str, dict[int, list[dict[str, Any]]]] = {}
        for indicator in rulebook.indicators:
            if indicator.answer.kind != "automatic":
                self.pools[indicator.code] = self._fill(indicator)

    def _fill(self, indicator: Indicator) -> dict[int, list[dict[str, Any]]]:
        found: dict[int, list[dict[str, Any]]] = {}
        wanted = {level.level for level in indicator.levels} | {0}
        for _try in range(DRAWS):
            facts = self._draw(indicator)
            if not facts:
                break
            try:
                level = indicator.answer.derive(facts).level
            except FactsError:
                continue
            kept = found.setdefault(level, [])
            if len(kept) < KEPT:
                kept.append(facts)
            if all(len(found.get(one, ())) >= KEPT for one in wanted if one):
                break
        return found

    def _draw(self, indicator: Indicator) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        for field in indicator.answer.fields():
            if field.shown_when and facts.get(field.shown_when[0]) != field.shown_when[1]:
                continue
            codes = [option.code for option in field.options]
            match field.kind:
                case "choice":
                    facts[field.name] = self.rng.choice(codes)
                case "multi_choice":
                    facts[field.name] = sorted(
                        self.rng.sample(codes, self.rng.randint(1, len(codes))), key=codes.index
                    )
                case "integer":
                    facts[field.name] = self.rng.choice(NUMBERS)
                case _:
                    facts[field.name] = f"{self.rng.choice(NUMBERS[1:]) + self.rng.randint(0, 99) / 100:.2f}"
        return facts

    def facts(self, indicator: str, level: int) -> dict[str, Any] | None:
        """Facts that make this level, or None where the row takes a bare level."""
        pool = self.pools[indicator].get(level)
        return self.rng.choice(pool) if pool else None
