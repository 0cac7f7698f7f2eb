"""The lints that need more than one file of a rulebook. Those of one table are where the table is read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tallybook.answers import Automatic
from tallybook.arithmetic import Part
from tallybook.indicators import IndicatorSet
from tallybook.model import Unset, Variable
from tallybook.read.files import FILES_OF, NEEDED
from tallybook.read.findings import Findings, Spot

if TYPE_CHECKING:
    from tallybook.read.table import Row

FOLDERS = tuple(pattern.partition("/")[0] for pattern in FILES_OF if "/" in pattern)


def check_files(paths: Iterable[str], findings: Findings) -> None:
    """Unknown files and missing ones."""
    given = list(paths)
    for path in given:
        folder, slash, rest = path.partition("/")
        if path not in FILES_OF and not (slash and folder in FOLDERS and "/" not in rest):
            Spot(findings, path).problem("unknown file; known are " + ", ".join(FILES_OF))
    for path in NEEDED:
        if given and path not in given:
            Spot(findings, path).problem("missing: every rulebook has this file")
    if given and not any(path.startswith("indicators/") for path in given):
        Spot(findings, "indicators/").problem("missing: every rulebook has at least one set of indicators")


def across_files(
    findings: Findings,
    sets: Mapping[str, IndicatorSet | None],
    variables: Sequence[Variable],
    sources: Mapping[str, object],
    parts: Sequence[Part],
) -> None:
    """Codes of one file that another one names; codes that must be unique over all files."""
    for spot, identity in findings.named_sources:
        if identity not in sources:
            (spot / "source").problem(f"sources.toml has no source {identity!r}")
    for variable in variables:
        if variable.set not in sets:
            where = Spot(findings, "edition.toml", f'variable["{variable.code}"].set')
            where.problem(f"there is no indicator set {variable.set!r}")
    of_set = {(one.code, one.set) for one in variables}
    part_codes = {part.code for part in parts}
    seen: dict[str, str] = {}
    for chosen in sets.values():
        for row in chosen.indicators if chosen is not None else ():
            spot = Spot(findings, f"indicators of {row.set}", f'indicator["{row.code}"]')
            if row.code in seen:
                spot.problem(f"the code stands twice; also in {seen[row.code]}")
            seen[row.code] = row.set
            if row.variable and (row.variable, row.set) not in of_set:
                (spot / "variable").problem(f"edition.toml has no variable {row.variable!r} of {row.set}")
            if isinstance(row.answer, Automatic) and part_codes and row.answer.computed_by not in part_codes:
                (spot / "answer.computed_by").problem(f"index.toml has no part {row.answer.computed_by!r}")
    _reserved(parts, findings)


RESERVED = ("total", "index", "index_exact", "predicate", "ranks", "maturity", "code", "missing", "claim", "mark",
            "rulebook_sha256", "claims_sha256")  # fmt: skip


def _reserved(parts: Sequence[Part], findings: Findings) -> None:
    """A part must not be called like something that stands beside it in a result."""
    for part in parts:
        if part.code in RESERVED:
            Spot(findings, "index.toml", f'part["{part.code}"].code').problem(
                "is reserved; take another code"
            )


def which_block(
    unset: Iterable[Unset], parts: Sequence[Part], rows: Mapping[str, "Row"]
) -> tuple[Unset, ...]:
    """Marks the unset numbers that the index needs: those of its formula, weights and levels of its sets."""
    used = {part.set for part in parts}
    files = {
        path for path, row in rows.items() if path.startswith("indicators/") and row["set"]["code"] in used
    }

    def blocks(one: Unset) -> bool:
        if one.file == "index.toml":
            return one.key.startswith(("part", "index")) and not one.key.endswith("].maximum")
        return one.file in files and one.key.startswith("indicator") and ".evidence" not in one.key

    return tuple(replace(one, blocks=blocks(one)) for one in unset)
