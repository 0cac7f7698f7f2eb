"""Fingerprints: SHA-256 of a canonical text, so that the same rules and the same claims always have the same one.

Canonical text: JSON with sorted keys, no blanks, UTF-8. Of a rulebook: every file but the worked cases, as data,
so that comments and the order of keys do not matter. Of claims: regions, innovations, affairs and keys sorted;
what is absent and what says the same as absence (`"evidence": true`, `"rejected": false`) are one; labels are
left out, for they decide nothing.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

from tallybook.claims import Claim, InnovationClaims, RegionClaims
from tallybook.numbers import format_exact, read_fact


def sha256_of(tree: object) -> str:
    """The SHA-256 of the canonical text of plain data, as 64 hexadecimal digits."""
    text = json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def of_rulebook(files: Mapping[str, object]) -> str:
    """The fingerprint of parsed files, path → data; those below cases/ do not count."""
    return sha256_of({path: tree for path, tree in files.items() if not path.startswith("cases/")})


def of_claims(rulebook: str, regions: Iterable[RegionClaims]) -> str:
    """The fingerprint of claims that were read."""
    plain = [_region(region) for region in sorted(regions, key=lambda one: one.code)]
    return sha256_of({"rulebook": rulebook, "regions": plain})


def _region(region: RegionClaims) -> dict[str, object]:
    return {
        "code": region.code,
        "clusters": sorted(region.clusters),
        "claims": {code: _claim(claim) for code, claim in region.claims.items()},
        "innovations": [_innovation(one) for one in sorted(region.innovations, key=lambda one: one.id)],
    }


def _innovation(one: InnovationClaims) -> dict[str, object]:
    plain: dict[str, object] = {
        "id": one.id,
        "affairs": sorted(one.affairs),
        "claims": {code: _claim(claim) for code, claim in one.claims.items()},
    }
    return {**plain, "rejected": True} if one.rejected else plain


def _claim(claim: Claim) -> dict[str, object]:
    plain: dict[str, object] = {"level": claim.level}
    if claim.mark is not None:
        plain = {"mark": format_exact(claim.mark)}
    elif claim.facts is not None:
        plain["facts"] = {name: _fact(value) for name, value in claim.facts.items()}
    return plain if claim.evidence else {**plain, "evidence": False}


def _fact(value: object) -> object:
    """Numbers by their value, however they were written; codes as they are; ticked codes sorted."""
    if isinstance(value, (list, tuple)):
        return sorted(map(str, value))
    number = read_fact(value)
    return value if number is None else {"number": format_exact(number)}
