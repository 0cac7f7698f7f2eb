"""Results as the JSON that `tallybook score --json` prints: a contract that others script against."""

from collections.abc import Mapping
from fractions import Fraction

from tallybook.numbers import format_decimal, format_exact
from tallybook.score import RegionResult, Result


def result_as_json(result: Result) -> dict[str, object]:
    """Rulebook, fingerprints, and a table for each region in order of code."""
    regions = [region_as_json(one, result.rulebook_sha256, result.claims_sha256) for one in result.regions]
    return {
        "rulebook": result.rulebook,
        "rulebook_sha256": result.rulebook_sha256,
        "claims_sha256": result.claims_sha256,
        "regions": regions,
    }


def region_as_json(region: RegionResult, rulebook_sha256: str, claims_sha256: str) -> dict[str, object]:
    """A region's results. Published numbers are decimal texts with two decimals, half up; null while unset."""
    exact = region.index_exact
    return {
        "code": region.code,
        **_published(region.parts),
        "total": _decimal(region.total),
        "index": region.index,
        "index_exact": None if exact is None else format_exact(exact),
        "predicate": region.predicate,
        "ranks": dict(region.ranks),
        "maturity": _published(region.maturity),
        "missing": list(region.missing),
        "rulebook_sha256": rulebook_sha256,
        "claims_sha256": claims_sha256,
    }


def _published(values: Mapping[str, Fraction | None]) -> dict[str, str | None]:
    return {code: _decimal(value) for code, value in values.items()}


def _decimal(value: Fraction | None) -> str | None:
    return None if value is None else format_decimal(value, 2)
