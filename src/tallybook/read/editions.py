"""From the tables of edition.toml, profile.toml, awards.toml, panel.toml and reasons.toml to the model."""

from collections.abc import Iterable
from typing import Any

from tallybook.answers import Option
from tallybook.awards import Category, ExtraAward, PanelStage, Reason
from tallybook.eligibility import Eligibility
from tallybook.model import (
    Affair,
    AgainRule,
    CalendarEntry,
    ClaimsRule,
    Cluster,
    FilesRule,
    SubmissionRule,
    Variable,
)
from tallybook.profile import ProfileField
from tallybook.read.table import Row, unique, whole_rows


def rows_of(file: Row | None, name: str) -> list[Row]:
    """The whole rows of a list of tables, after a look for codes that stand twice."""
    rows = list(file.get(name) or ()) if file is not None else []
    unique(rows)
    return whole_rows(rows)


def claims_rule(row: Row) -> ClaimsRule:
    """[claims]."""
    rejected = row["rejected"]
    return ClaimsRule(
        rejected_in_divisor=rejected["in_divisor"],
        rejected_in_count=rejected["in_count"],
        **row.without("rejected"),
    )


def eligibility(row: Row | None) -> Eligibility | None:
    """[eligibility], with its days in order."""
    if row is None or row.broken:
        return None
    _in_order(row, "applied_from", "applied_to")
    return Eligibility(unset=row.why_unset, **row)


def again_rule(row: Row | None) -> AgainRule:
    """[again]; without it, what was developed since must be said."""
    return AgainRule() if row is None or row.broken else AgainRule(**row)


def submission_rule(row: Row | None) -> SubmissionRule:
    """[submission]; without it, no statement is asked for."""
    return SubmissionRule() if row is None or row.broken else SubmissionRule(**row)


def _in_order(row: Row, first: str, last: str) -> None:
    if row.get(first) is not None and row.get(last) is not None and row[last] < row[first]:
        (row.spot / last).problem(f"{row[last]} is before {row[first]}")


def calendar(file: Row | None) -> tuple[CalendarEntry, ...]:
    """[[calendar]], each with its days in order, and the phases in order of their opening."""
    rows, latest = rows_of(file, "calendar"), None
    for row in rows:
        _in_order(row, "opens", "closes")
        if row["opens"] is not None and latest is not None and row["opens"] < latest:
            (row.spot / "opens").problem(f"{row['opens']} is before the phase above it opens ({latest})")
        latest = row["opens"] or latest
    return tuple(CalendarEntry(unset=row.why_unset, **row) for row in rows)


def clusters(file: Row | None) -> tuple[Cluster, ...]:
    """[[cluster]]; each must say by which column."""
    found = []
    for row in rows_of(file, "cluster"):
        where: dict[str, Any] = {
            name: row["where"][name] for name in COLUMNS if row["where"][name] is not None
        }
        if not where:
            (row.spot / "where").problem("missing: name a column, one of " + ", ".join(COLUMNS))
        found.append(Cluster(where=where, **row.without("where")))
    return tuple(found)


COLUMNS = ("kind", "is_disadvantaged", "is_border", "is_papua")


def affairs(file: Row | None) -> tuple[Affair, ...]:
    """[[affair]]."""
    return tuple(Affair(**row) for row in rows_of(file, "affair"))


def variables(file: Row | None) -> tuple[Variable, ...]:
    """[[variable]]."""
    return tuple(Variable(**row) for row in rows_of(file, "variable"))


def files_rule(row: Row | None) -> FilesRule | None:
    """[evidence]."""
    return None if row is None or row.broken else FilesRule(unset=row.why_unset, **row)


def profile(file: Row | None, affairs: Iterable[Affair]) -> tuple[ProfileField, ...]:
    """[[field]]; choices have options, and a field stands after one that is there."""
    rows = rows_of(file, "field")
    codes = {row["code"] for row in rows}
    from_affairs = tuple(Option(code=one.code, label=one.label, label_en=one.label_en) for one in affairs)
    return tuple(_field(row, codes, from_affairs) for row in rows)


def _field(row: Row, codes: set[str], from_affairs: tuple[Option, ...]) -> ProfileField:
    unique(row["options"])
    options = tuple(
        Option(**one.only("code", "label", "label_en", "note")) for one in whole_rows(row["options"])
    )
    is_choice = row["kind"] in {"choice", "multi_choice"}
    if is_choice and not options and not row["options_from"]:
        (row.spot / "options").problem('missing: a choice needs options, or options_from = "affairs"')
    if options and row["options_from"]:
        (row.spot / "options").problem("`options` and `options_from` say the same; write one of them")
    if not is_choice and (options or row["options_from"]):
        (row.spot / "options").problem(f"a field of kind {row['kind']} has no options")
    if row["not_before"] and row["not_before"] not in codes:
        (row.spot / "not_before").problem(f"there is no field {row['not_before']!r}")
    if row["min_words"] and row["max_words"] and row["max_words"] < row["min_words"]:
        (row.spot / "max_words").problem("is below min_words")
    chosen = from_affairs if row["options_from"] == "affairs" else options
    return ProfileField(options=chosen, **row.without("options"))


def categories(file: Row | None, known: Iterable[Cluster]) -> tuple[Category, ...]:
    """[[category]]; its cluster is there, and no more win than are invited."""
    codes, found = {one.code for one in known}, []
    for row in rows_of(file, "category"):
        if row["cluster"] and row["cluster"] not in codes:
            (row.spot / "cluster").problem(f"there is no cluster {row['cluster']!r}")
        nominees, winners = row["quota_nominees"], row["quota_winners"]
        if nominees is not None and winners is not None and winners > nominees:
            (row.spot / "quota_winners").problem(f"{winners} win, but only {nominees} are invited")
        found.append(Category(unset=row.why_unset, **row))
    return tuple(found)


def extra_awards(file: Row | None) -> tuple[ExtraAward, ...]:
    """[[extra]]."""
    return tuple(ExtraAward(**row) for row in rows_of(file, "extra"))


def panel(file: Row | None, sets: Iterable[str]) -> dict[str, PanelStage]:
    """[presentation], [field], [composition]; the sets they name are there."""
    codes, found = set(sets), {}
    for code in ("presentation", "field", "composition"):
        row = file.get(code) if file is not None else None
        if row is None or row.broken:
            continue
        if row["set"] and row["set"] not in codes:
            (row.spot / "set").problem(f"there is no indicator set {row['set']!r}")
        found[code] = PanelStage(code=code, unset=row.why_unset, **row)
    return found


def reasons(file: Row | None) -> tuple[Reason, ...]:
    """[[reason]]."""
    return tuple(Reason(**row) for row in rows_of(file, "reason"))
