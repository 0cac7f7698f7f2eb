"""What the parts of an index need of a region's innovations: whole numbers that change by what changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tallybook.indicators import IndicatorSet
from tallybook.model import Affair


@dataclass(frozen=True, slots=True)
class Kept:
    """One innovation's share: its points in units by set (None while unset), and what it counts for."""

    units: tuple[int | None, ...]
    rejected: bool
    affairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InnovationSums:
    """Sums over all innovations; `unknown`: by set, how many have no number; `serving`: how many serve each affair."""

    sets: tuple[str, ...] = ()
    affairs: tuple[str, ...] = ()
    units: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    everyone: int = 0
    accepted: int = 0
    serving: tuple[int, ...] = ()
    serving_accepted: tuple[int, ...] = ()

    @classmethod
    def of(
        cls, sets: Sequence[IndicatorSet], affairs: Sequence[Affair], all_kept: Iterable[Kept]
    ) -> "InnovationSums":
        """The sums of all of them."""
        nothing = (0,) * len(sets)
        none_served = (0,) * len(affairs)
        sums = cls(
            tuple(one.code for one in sets), tuple(one.code for one in affairs), nothing, nothing, 0, 0,
            none_served, none_served,
        )  # fmt: skip
        for kept in all_kept:
            sums = sums.exchanged(None, kept)
        return sums

    def units_of(self, code: str) -> int | None:
        """The points of a set in units; None while some innovation's are unset."""
        position = self.sets.index(code)
        return None if self.unknown[position] else self.units[position]

    def served(self, rejected_too: bool) -> frozenset[str]:
        """The affairs that some innovation serves."""
        counts = self.serving if rejected_too else self.serving_accepted
        return frozenset(code for code, count in zip(self.affairs, counts, strict=True) if count)

    def exchanged(self, before: Kept | None, after: Kept | None) -> "InnovationSums":
        """The sums with one innovation in the place of another; None is none at all."""
        found = self
        for kept, sign in ((before, -1), (after, 1)):
            if kept is not None:
                found = found._moved(kept, sign)
        return found

    def _moved(self, kept: Kept, sign: int) -> "InnovationSums":
        unknown = self.unknown
        if None in kept.units:
            unknown = tuple(n + sign * (one is None) for n, one in zip(unknown, kept.units, strict=True))
        serving, serving_accepted = self.serving, self.serving_accepted
        if kept.affairs:
            step = [sign * (code in kept.affairs) for code in self.affairs]
            serving = tuple(n + by for n, by in zip(serving, step, strict=True))
            if not kept.rejected:
                serving_accepted = tuple(n + by for n, by in zip(serving_accepted, step, strict=True))
        return replace(
            self,
            units=tuple(n + sign * (one or 0) for n, one in zip(self.units, kept.units, strict=True)),
            unknown=unknown,
            everyone=self.everyone + sign,
            accepted=self.accepted + sign * (not kept.rejected),
            serving=serving,
            serving_accepted=serving_accepted,
        )
