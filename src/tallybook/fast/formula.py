"""A rulebook's arithmetic as integers: weights in units of 1/u, the divisor, the count, the share."""

from dataclasses import dataclass
from fractions import Fraction

from tallybook.arithmetic import Part
from tallybook.errors import TallybookError
from tallybook.exact import in_units, smallest_unit
from tallybook.model import Rulebook


class NotLinear(TallybookError):
    """The rulebook has a part that this path does not compute, or an unset number. The exact path still may."""


@dataclass(frozen=True, slots=True)
class Formula:
    """total = (government + count + open sums)/u + innovations/(u × divisor); index = factor × total.

    `weights_region`, `weights_innovation`: whole numbers of 1/u, by the order of `rows_region` and
    `rows_innovation`. `minimum_divisor` 0 means that the sum over innovations is not divided.
    """

    rulebook: Rulebook
    unit: int
    rows_region: tuple[str, ...]
    rows_innovation: tuple[str, ...]
    weights_region: tuple[int, ...]
    weights_innovation: tuple[int, ...]
    minimum_divisor: int
    each: int
    cap: int
    required: tuple[str, ...]
    at_least: int
    factor: Fraction

    @classmethod
    def of(cls, rulebook: Rulebook) -> "Formula":
        """The formula of a rulebook. Raises NotLinear."""
        if not rulebook.can_index:
            raise NotLinear(f"{rulebook.id} leaves numbers unset: {'; '.join(rulebook.missing)}")
        by_kind: dict[str, Part] = {}
        for part in rulebook.parts:
            if part.kind == "criteria-score" or part.kind in by_kind:
                raise NotLinear(
                    f"{rulebook.id}: part {part.code} of kind {part.kind} is computed by the exact path"
                )
            by_kind[part.kind] = part
        mean, plain = by_kind.get("mean-with-minimum-divisor"), by_kind.get("sum-of-innovations")
        if mean and plain:
            raise NotLinear(f"{rulebook.id} has a mean and a sum over innovations")
        count, region, innovation = by_kind.get("capped-count"), by_kind.get("weighted-levels"), mean or plain
        rows = {one.code: _weights(rulebook, one) for one in (region, innovation) if one is not None}
        each = count.points_each if count and count.points_each is not None else Fraction(0)
        unit = smallest_unit([each, *(weight for each_set in rows.values() for weight in each_set.values())])
        of_region = rows[region.code] if region else {}
        of_innovation = rows[innovation.code] if innovation else {}
        requires = count.requires if count else None
        return cls(
            rulebook=rulebook,
            unit=unit,
            rows_region=tuple(of_region),
            rows_innovation=tuple(of_innovation),
            weights_region=tuple(in_units(weight, unit) for weight in of_region.values()),
            weights_innovation=tuple(in_units(weight, unit) for weight in of_innovation.values()),
            minimum_divisor=mean.minimum_divisor or 1 if mean else 0,
            each=in_units(each, unit),
            cap=count.cap or 0 if count else 0,
            required=requires.affairs if requires else (),
            at_least=requires.at_least or 0 if requires else 0,
            factor=_factor(rulebook),
        )


def _weights(rulebook: Rulebook, part: Part) -> dict[str, Fraction]:
    """Row → weight, of the rows that carry points."""
    return {row.code: row.weight for row in rulebook.sets[part.set].scored if row.weight is not None}


def _factor(rulebook: Rulebook) -> Fraction:
    rule = rulebook.index
    if rule.kind == "share-of-maximum" and rule.scale is not None and rule.maximum:
        return rule.scale / rule.maximum
    return Fraction(1)
