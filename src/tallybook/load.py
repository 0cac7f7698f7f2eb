"""From a folder of TOML files to a Rulebook, or to every mistake in it, in one go."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tallybook import fingerprint
from tallybook.check import across_files, check_files, which_block
from tallybook.errors import RulebookError
from tallybook.indicators import IndicatorSet
from tallybook.model import Rulebook, Source
from tallybook.read import editions, index
from tallybook.read.files import FILES_OF
from tallybook.read.findings import Findings, Spot
from tallybook.read.indicator_sets import build_set
from tallybook.read.table import Row

FORMAT = 1


def load_rulebook(folder: Path | str | Mapping[str, str]) -> Rulebook:
    """Loads a rulebook from its folder, or from its files (path → text).

    Raises RulebookError with every mistake, each with file, key and a sentence. Nothing is guessed, nothing is
    filled in. Files that are not TOML (a README) are left alone.
    """
    findings = Findings()
    files = dict(folder) if isinstance(folder, Mapping) else _read_folder(Path(folder), findings)
    trees = {path: tree for path, text in files.items() if (tree := _parse(path, text, findings)) is not None}
    check_files(files, findings)
    rows = {path: row for path, tree in trees.items() if (row := _rows(path, tree, findings)) is not None}
    rulebook = _build(rows, files, trees, findings)
    if findings.problems or rulebook is None:
        order = {path: position for position, path in enumerate(files)}
        raise RulebookError(sorted(findings.problems, key=lambda one: order.get(one.file, -1)))
    return rulebook


def _read_folder(folder: Path, findings: Findings) -> dict[str, str]:
    files = {}
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        try:
            files[name] = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            Spot(findings, name).problem(f"cannot be read: {error}")
    if not files:
        Spot(findings, str(folder)).problem("no rulebook here: there is no .toml file")
    return files


def _parse(path: str, text: str, findings: Findings) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        Spot(findings, path).problem(f"not TOML: {error}")
        return None


def pattern_of(path: str) -> str:
    """Which tables a file may have: indicators/spd.toml is one of indicators/*.toml."""
    first, slash, rest = path.partition("/")
    return f"{first}/*.toml" if slash and "/" not in rest else path


def _rows(path: str, tree: dict[str, Any], findings: Findings) -> Row | None:
    table = FILES_OF.get(pattern_of(path))
    if table is None:
        return None
    found = table.read(tree, Spot(findings, path))
    return found if isinstance(found, Row) else None


def _build(
    rows: Mapping[str, Row], files: Mapping[str, str], trees: Mapping[str, object], findings: Findings
) -> Rulebook | None:
    edition, arithmetic = rows.get("edition.toml"), rows.get("index.toml")
    heading = edition.get("edition") if edition is not None else None
    claims_row = edition.get("claims") if edition is not None else None
    claims = editions.claims_rule(claims_row) if claims_row is not None and not claims_row.broken else None
    if edition is not None and edition.get("format", FORMAT) != FORMAT:
        Spot(findings, "edition.toml", "format").problem(f"this engine reads format {FORMAT}")
    affairs, clusters = editions.affairs(edition), editions.clusters(edition)
    sets = _sets(rows, claims.levels if claims else None, findings)
    common: dict[str, Any] = {
        "eligibility": editions.eligibility(edition.get("eligibility") if edition is not None else None),
        "again": editions.again_rule(edition.get("again") if edition is not None else None),
        "submission": editions.submission_rule(edition.get("submission") if edition is not None else None),
        "calendar": editions.calendar(edition),
        "clusters": clusters,
        "affairs": affairs,
        "variables": editions.variables(edition),
        "evidence": editions.files_rule(edition.get("evidence") if edition is not None else None),
        "profile": editions.profile(rows.get("profile.toml"), affairs),
        "categories": editions.categories(rows.get("awards.toml"), clusters),
        "extra_awards": editions.extra_awards(rows.get("awards.toml")),
        "panel": MappingProxyType(editions.panel(rows.get("panel.toml"), sets)),
        "reasons": editions.reasons(rows.get("reasons.toml")),
        "sources": MappingProxyType(_sources(rows.get("sources.toml"))),
    }
    parts: tuple[Any, ...] = ()
    rule = predicates = ranking = None
    if arithmetic is not None:
        parts = index.build_parts(arithmetic, sets, affairs)
        rule_row, ranking_row = arithmetic.get("index"), arithmetic.get("ranking")
        rule = None if rule_row is None or rule_row.broken else index.build_index(rule_row, parts)
        predicates = index.build_predicates(arithmetic, rule)
        ranking = (
            None if ranking_row is None or ranking_row.broken else index.build_ranking(ranking_row, rule)
        )
    across_files(findings, sets, common["variables"], common["sources"], parts)
    if findings.problems or heading is None or claims is None or rule is None or ranking is None:
        return None
    whole = {code: one for code, one in sets.items() if one is not None}
    return Rulebook(
        **heading,
        **common,
        claims=claims,
        sets=MappingProxyType(whole),
        parts=parts,
        index=rule,
        predicates=predicates or (),
        ranking=ranking,
        unset=which_block(findings.unset, parts, rows),
        files=MappingProxyType(dict(files)),
        sha256=fingerprint.of_rulebook(trees),
        by_code=MappingProxyType({row.code: row for one in whole.values() for row in one.indicators}),
    )


def _sets(rows: Mapping[str, Row], top: int | None, findings: Findings) -> dict[str, IndicatorSet | None]:
    """Set code → set; None while the set has a mistake."""
    found: dict[str, IndicatorSet | None] = {}
    for path, row in rows.items():
        if not path.startswith("indicators/"):
            continue
        built, heading = build_set(row, top), row.get("set")
        code = heading.get("code") if heading is not None else None
        if code in found:
            Spot(findings, path, "set.code").problem(f"{code!r} stands twice")
        if code is not None:
            found[code] = built
    return found


def _sources(file: Row | None) -> dict[str, Source]:
    from tallybook.read.table import unique, whole_rows

    rows = list(file.get("source") or ()) if file is not None else []
    unique(rows, "id")
    return {row["id"]: Source(**row.without("source", "certainty", "to_confirm")) for row in whole_rows(rows)}
