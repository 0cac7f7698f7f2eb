"""Worked cases beside a rulebook: claims in, numbers out, as data that tests and `tallybook check` run."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tallybook.as_json import region_as_json
from tallybook.errors import TallybookError
from tallybook.model import Rulebook
from tallybook.reading_claims import read_claims
from tallybook.score import RegionResult, score


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case that was run; `failures` is empty when every number came out as expected."""

    file: str
    name: str
    failures: tuple[str, ...]


def run_cases(rulebook: Rulebook) -> tuple[Outcome, ...]:
    """Runs every case of the rulebook."""
    return tuple(_run(rulebook, file, case) for file, case in cases_of(rulebook))


def cases_of(rulebook: Rulebook) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each case with its file."""
    for path, text in rulebook.files.items():
        if path.startswith("cases/"):
            for case in tomllib.loads(text).get("case", []):
                yield path, case


def _run(rulebook: Rulebook, file: str, case: Mapping[str, Any]) -> Outcome:
    expected = case["expect"]
    try:
        result = score(rulebook, read_claims(claims_of(case["given"], rulebook), rulebook))
    except TallybookError as error:
        return Outcome(file, case["name"], (f"{file}: {case['name']}: {error}",))
    regions = {one.code: one for one in result.regions}
    wanted = expected.get("regions", {next(iter(regions), ""): expected})
    failures = [
        f"{file}: {case['name']}: {text}"
        for code, one in wanted.items()
        for text in (_compare(regions[code], one) if code in regions else [f"there is no region {code}"])
    ]
    return Outcome(file, case["name"], tuple(failures))


def claims_of(given: Mapping[str, Any], rulebook: Rulebook) -> dict[str, Any]:
    """The object of CLAIMS.json that a case stands for, with its shorthands written out."""
    regions = given.get("regions", [{"code": "0", **given}])
    return {"rulebook": rulebook.id, "regions": [_region(one, rulebook) for one in regions]}


def _region(given: Mapping[str, Any], rulebook: Rulebook) -> dict[str, Any]:
    found = dict(given)
    if "claims" in found:
        found["claims"] = _written_out(found["claims"], rulebook)
    if isinstance(found.get("innovations"), list):
        found["innovations"] = [one for each in found["innovations"] for one in _repeated(each, rulebook)]
    return found


def _repeated(given: Mapping[str, Any], rulebook: Rulebook) -> Iterator[dict[str, Any]]:
    one = {name: value for name, value in given.items() if name != "repeat"}
    if "claims" in one:
        one["claims"] = _written_out(one["claims"], rulebook)
    if "repeat" not in given:
        yield one
        return
    identity = one.get("id", "i")
    for number in range(1, given["repeat"] + 1):
        yield {**one, "id": f"{identity}-{number}"}


def _written_out(claims: Mapping[str, Any], rulebook: Rulebook) -> dict[str, Any]:
    """ "spd-*" stands for every answered row with that prefix that is not named itself."""
    found: dict[str, Any] = {}
    for code, claim in claims.items():
        if code.endswith("*"):
            rows = (
                row.code for row in rulebook.indicators if row.is_answered and row.code.startswith(code[:-1])
            )
            found.update({row: claim for row in rows if row not in claims})
        else:
            found[code] = claim
    return found


def _compare(region: RegionResult, expected: Mapping[str, Any]) -> Iterator[str]:
    """What came out differently. A table is compared key by key; `missing` by parts of its sentences."""
    found: dict[str, Any] = region_as_json(region, "", "")
    found["hundredths"] = region.hundredths
    found["index_is_unset"] = region.index is None
    for name, value in expected.items():
        if name not in found:
            yield f"there is no result called {name}"
        elif name == "missing":
            unnamed = (one for one in value if not any(one in text for text in found[name]))
            yield from (f"missing does not name {one!r}" for one in unnamed)
        elif isinstance(value, dict):
            inside = found[name]
            yield from (f"{name} of {key} is {inside.get(key)}, not {one}" for key, one in value.items()
                        if inside.get(key) != one)  # fmt: skip
        elif found[name] != value:
            yield f"{name} is {found[name]}, not {value}"
