"""One claim: a level, or facts from which the level follows, or a juror's mark."""

from collections.abc import Collection
from typing import Any

from tallybook.claims import Claim
from tallybook.errors import FactsError
from tallybook.indicators import Indicator
from tallybook.json_path import Place, shown
from tallybook.model import Rulebook


class ClaimReader:
    """Reads the claims of regions, or those of innovations. Claims of bare levels are made once and shared."""

    def __init__(self, rulebook: Rulebook, used: Collection[str], *, of_innovation: bool) -> None:
        self.rulebook = rulebook
        self.whose = "an innovation" if of_innovation else "a region"
        self.indicators: dict[str, Indicator] = {}
        for one in rulebook.sets.values():
            if one.code in used and (one.of == "innovation") is of_innovation:
                self.indicators.update({row.code: row for row in one.indicators})
        levelled = (row for row in self.indicators.values() if row.is_answered and not row.is_marked)
        self.tops = {row.code: len(row.levels) or rulebook.levels for row in levelled}
        self.shared: dict[tuple[int, bool], Claim] = {}

    def quick(self, code: str, tree: object) -> Claim | None:
        """The claim, where it is a good bare level and nothing else, as most of a nation's are; else None."""
        if isinstance(tree, dict) and len(tree) == 1 and not getattr(tree, "duplicates", ()):
            level = tree.get("level")
            if type(level) is int and 0 <= level <= self.tops.get(code, -1):
                return self._bare(level, True)
        return None

    def read(self, code: str, tree: object, place: Place) -> Claim | None:
        """The claim; None after a problem was reported."""
        indicator = self.indicators.get(code)
        if indicator is None:
            place.problem(self._stranger(code))
            return None
        table = place.table(tree, needed=(), optional=("level", "facts", "mark", "evidence"))
        if table is None:
            return None
        if not indicator.is_answered:
            place.problem("this indicator is computed; it takes no claim")
            return None
        evidence = table.get("evidence", True)
        if not isinstance(evidence, bool):
            (place / "evidence").problem(f"must be true or false, not {shown(evidence)}")
            return None
        if indicator.is_marked:
            return self._marked(indicator, table, place, evidence)
        if "mark" in table:
            (place / "mark").problem("this indicator takes a level or facts, no mark")
            return None
        return self._levelled(indicator, table, place, evidence)

    def _stranger(self, code: str) -> str:
        found = self.rulebook.by_code.get(code)
        if found is None:
            return f"{self.rulebook.id} has no indicator with this code"
        owner = self.rulebook.sets[found.set]
        if owner.code not in {part.set for part in self.rulebook.parts}:
            return f"{owner.label} is no part of this index"
        return f"the indicator is not one of {self.whose}"

    def _levelled(self, indicator: Indicator, table: Any, place: Place, evidence: bool) -> Claim | None:
        top = self.tops[indicator.code]
        level, facts = table.get("level"), table.get("facts")
        if "level" not in table and "facts" not in table:
            place.problem("a claim has a level or facts")
            return None
        fine = "level" not in table or (
            isinstance(level, int) and not isinstance(level, bool) and 0 <= level <= top
        )
        if not fine:
            (place / "level").problem(f"must be a whole number from 0 to {top}, not {shown(level)}")
        if "facts" not in table:
            return self._bare(level, evidence) if fine and isinstance(level, int) else None
        derived = self._derived(indicator, facts, place / "facts")
        if derived is None or not fine:
            return None
        if "level" in table and level != derived:
            (place / "level").problem(f"is {level}, but level {derived} follows from the facts")
            return None
        return Claim(derived, evidence, dict(facts))

    def _bare(self, level: int, evidence: bool) -> Claim:
        key = (level, evidence)
        if key not in self.shared:
            self.shared[key] = Claim(level, evidence)
        return self.shared[key]

    def _derived(self, indicator: Indicator, facts: object, place: Place) -> int | None:
        before = len(place.problems)
        given = place.anything(facts)
        if len(place.problems) > before:
            return None
        try:
            return indicator.answer.derive(given).level
        except FactsError as error:
            for problem in error.problems:
                (place / problem.fact if problem.fact else place).problem(problem.sentence)
            return None

    def _marked(self, indicator: Indicator, table: Any, place: Place, evidence: bool) -> Claim | None:
        for name in ("level", "facts"):
            if name in table:
                (place / name).problem("this criterion takes a mark")
                return None
        if "mark" not in table:
            (place / "mark").problem("missing")
            return None
        try:
            mark = indicator.answer.derive({"mark": table["mark"]}).value
        except FactsError as error:
            for problem in error.problems:
                (place / "mark").problem(problem.sentence)
            return None
        return Claim(0, evidence, None, mark)
