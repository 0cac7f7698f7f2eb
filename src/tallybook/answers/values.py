"""How a value is computed from facts, before it is banded. A closed set; data picks one by name.

Source: the ministry's own screens compute T2 − T1, (T2 − T1)/T1 × 100 %, T1 − T2 (notes.md §2.6).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tallybook.answers.asking import refuse
from tallybook.errors import FactsError
from tallybook.language import say

Facts = Mapping[str, Fraction]

LABELS = {
    "value": ("Nilai", "Value"),
    "t1": ("Nilai awal (T1)", "Value before (T1)"),
    "t2": ("Nilai akhir (T2)", "Value after (T2)"),
    "part": ("Bagian", "Part"),
    "whole": ("Keseluruhan", "Whole"),
}


@dataclass(frozen=True, slots=True)
class ValueKind:
    """One way to compute. `divides_by` is the fact that must not be zero; `keeps_unit`: facts are in the unit."""

    facts: tuple[str, ...]
    compute: Callable[[Facts], Fraction]
    divides_by: str = ""
    keeps_unit: bool = True

    def label(self, name: str) -> str:
        """What a form calls the fact where the rulebook gives no better label."""
        return say(*LABELS[name])


VALUE_KINDS: Mapping[str, ValueKind] = {
    "given": ValueKind(("value",), lambda f: f["value"]),
    "growth": ValueKind(("t1", "t2"), lambda f: (f["t2"] - f["t1"]) / f["t1"] * 100, "t1", keeps_unit=False),
    "saving": ValueKind(("t1", "t2"), lambda f: (f["t1"] - f["t2"]) / f["t1"] * 100, "t1", keeps_unit=False),
    "difference": ValueKind(("t1", "t2"), lambda f: f["t2"] - f["t1"]),
    "drop": ValueKind(("t1", "t2"), lambda f: f["t1"] - f["t2"]),
    "share": ValueKind(("part", "whole"), lambda f: f["part"] / f["whole"] * 100, "whole", keeps_unit=False),
}


def compute(kind: str, facts: Facts) -> Fraction:
    """The exact value. Raises FactsError where it cannot be computed: a base of zero, a part above its whole."""
    rule = VALUE_KINDS[kind]
    if rule.divides_by and not facts[rule.divides_by]:
        raise _base_is_zero(rule.divides_by)
    if rule.divides_by and facts[rule.divides_by] < 0:
        name = rule.divides_by
        raise refuse(
            name, f"{name} negatif: persentase tidak dapat dihitung.", f"{name} is negative: no share of it."
        )
    if kind == "share" and not 0 <= facts["part"] <= facts["whole"]:
        raise refuse("part", "Bagian harus 0 s.d. keseluruhan.", "The part must be 0 to the whole.")
    return rule.compute(facts)


def _base_is_zero(name: str) -> FactsError:
    return refuse(
        name,
        f"{name} nol: perubahannya tidak dapat dihitung.",
        f"{name} is zero: the change cannot be computed.",
    )
