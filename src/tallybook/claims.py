"""Claims: what regions state, in memory. How they are read is in `reading_claims`."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Claim:
    """What is stated for one indicator: the level that follows, and whether something proves it.

    `facts` are kept where the level was derived from them; a juror's criterion has a `mark` and level 0.
    """

    level: int
    evidence: bool = True
    facts: Mapping[str, object] | None = None
    mark: Fraction | None = None


@dataclass(frozen=True, slots=True)
class InnovationClaims:
    """One innovation: the affairs it serves and its claims by indicator."""

    id: str
    affairs: tuple[str, ...]
    claims: Mapping[str, Claim]
    rejected: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class RegionClaims:
    """One region: its clusters, its own claims, its innovations in order of id."""

    code: str
    clusters: tuple[str, ...]
    claims: Mapping[str, Claim]
    innovations: tuple[InnovationClaims, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a file of claims holds, regions in order of code, with its fingerprint."""

    rulebook: str
    regions: tuple[RegionClaims, ...]
    sha256: str
