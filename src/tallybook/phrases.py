"""The sentence of each kind of node, in Indonesian and English. Rendered when read, never stored."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tallybook.errors import FactsError
from tallybook.explain import Node
from tallybook.language import say
from tallybook.levels import text_of
from tallybook.numbers import for_people, shortest


def sentence_of(node: Node) -> str:
    """How the number of a node came about."""
    if node.value is None:
        return _incomplete(node)
    return PHRASES.get(node.kind, _sum)(node)


def _points(value: object) -> str:
    """Points as they are published: exact where few decimals suffice, else two and a mark that it is rounded."""
    assert isinstance(value, Fraction)
    text = shortest(value)
    if "/" in text or len(text.partition(".")[2]) > 4:
        return f"≈ {for_people(value, 2)}"
    return for_people(value, max(2, len(text.partition(".")[2])))


def _incomplete(node: Node) -> str:
    missing = node.detail.get("incomplete")
    named = [str(one) for one in missing] if isinstance(missing, tuple) else []
    why = "; ".join(named[:2])
    if len(named) > 2:
        why += say(f"; dan {len(named) - 2} lainnya", f"; and {len(named) - 2} more")
    head = say(
        "belum dapat dihitung karena ada angka yang belum diketahui", "cannot be computed: a number is unset"
    )
    return f"{head} ({why})" if why else head


def _region(node: Node) -> str:
    detail: Any = node.detail
    rule, total = detail["rule"], node.children[0]
    assert node.value is not None
    index = for_people(Fraction(detail["units"], 10**rule.decimals), rule.decimals)
    predicate = detail["predicate"]
    band = f" → {predicate.words} ({predicate.span})" if predicate is not None else ""
    if detail.get("empty"):
        return say(f"0 karena tidak ada inovasi{band}", f"0, for there is no innovation{band}")
    if rule.kind == "sum":
        return f"{_points(total.value)} → {index}{band}"
    scale, maximum = for_people(rule.scale), for_people(rule.maximum)
    exact = shortest(node.value)
    if "/" not in exact:
        exact = for_people(node.value, len(exact.partition(".")[2]))
    formula = f"{scale} × {_points(total.value)} ÷ {maximum} = {exact}"
    return f"{formula} → {index}{band}"


def _sum(node: Node) -> str:
    parts = " + ".join(_points(child.value) for child in node.children)
    return f"{parts} = {_points(node.value)}" if parts else _points(node.value)


def _of(node: Node) -> str:
    maximum = node.detail.get("maximum")
    return f" {say('dari', 'of')} {_points(maximum)}" if isinstance(maximum, Fraction) else ""


def _rows(node: Node) -> str:
    count = len(node.children)
    return say(
        f"{_points(node.value)}{_of(node)}: jumlah bobot × tingkat dari {count} indikator",
        f"{_points(node.value)}{_of(node)}: the sum of weight × level over {count} indicators",
    )


def _criteria(node: Node) -> str:
    count = len(node.children)
    return say(
        f"{_points(node.value)}{_of(node)}: jumlah {count} kriteria menurut bobotnya",
        f"{_points(node.value)}{_of(node)}: the weighted sum of {count} criteria",
    )


def _mean(node: Node) -> str:
    detail: Any = node.detail
    total, divisor, n, least = _points(detail["total"]), detail["divisor"], detail["n"], detail["minimum"]
    return say(
        f"{total} ÷ maks({least}, {n}) = {total} ÷ {divisor} = {_points(node.value)}{_of(node)}",
        f"{total} ÷ max({least}, {n}) = {total} ÷ {divisor} = {_points(node.value)}{_of(node)}",
    )


def _open_sum(node: Node) -> str:
    count = len(node.children)
    return say(
        f"{_points(node.value)}: jumlah kematangan {count} inovasi",
        f"{_points(node.value)}: the sum of the maturity of {count} innovations",
    )


def _count(node: Node) -> str:
    detail: Any = node.detail
    if "needed" in detail:
        covered, needed = for_people(detail["covered"]), for_people(detail["needed"])
        if detail["covered"] < detail["needed"]:
            return say(
                f"0: baru {covered} dari sedikitnya {needed} urusan yang terwakili",
                f"0: only {covered} of at least {needed} affairs are covered",
            )
        return say(
            f"{_points(node.value)}{_of(node)}: {covered} urusan terwakili, sedikitnya {needed}",
            f"{_points(node.value)}{_of(node)}: {covered} affairs covered, at least {needed} needed",
        )
    return f"{_count_points(node)}{_of(node)}"


def _count_points(node: Node) -> str:
    detail: Any = node.detail
    each, n, cap = _points(detail["each"]), detail["n"], detail["cap"]
    least = say("min", "min")
    return f"{each} × {least}({n}, {cap}) = {_points(node.value)}"


def _counted(node: Node) -> str:
    detail: Any = node.detail
    value = node.value or Fraction(0)
    return f"min({detail['n']}, {detail['cap']}) = {for_people(value)}"


def _number(node: Node) -> str:
    return for_people(node.value or Fraction(0))


def _coverage(node: Node) -> str:
    detail: Any = node.detail
    there = ", ".join(one.words for one in detail["there"]) or say("tidak ada", "none")
    absent = ", ".join(one.words for one in detail["absent"])
    text = f"{for_people(node.value or Fraction(0))} {say('dari', 'of')} {detail['of']}: {there}"
    return text + (say(f"; belum: {absent}", f"; not yet: {absent}") if absent else "")


def _innovation(node: Node) -> str:
    return say(f"kematangan {_points(node.value)}{_of(node)}", f"maturity {_points(node.value)}{_of(node)}")


def _rejected(node: Node) -> str:
    stated = node.detail.get("stated")
    had = _points(stated) if isinstance(stated, Fraction) else "?"
    return say(f"0: inovasi ditolak (isiannya bernilai {had})", f"0: rejected (its claims were worth {had})")


def _indicator(node: Node) -> str:
    detail: Any = node.detail
    weight, level = _points(detail["row"].weight), detail["level"]
    return say(
        f"bobot {weight} × tingkat {level} = {_points(node.value)}",
        f"weight {weight} × level {level} = {_points(node.value)}",
    )


def _claim(node: Node) -> str:
    detail: Any = node.detail
    claim, row = detail["claim"], detail["row"]
    if claim is None:
        return say("tidak diisi: tingkat 0", "not claimed: level 0")
    if claim.facts is not None:
        try:
            stated: str = row.answer.derive(claim.facts).sentence
        except FactsError:  # facts are read before they are scored; a tree of other facts cannot be made
            stated = ""
    else:
        stated = f"{say('tingkat', 'level')} {claim.level}: {text_of(row.levels, claim.level)}"
    if detail["dropped"]:
        return say(
            f"tanpa bukti: dihitung tingkat 0 ({stated})", f"no evidence: counts as level 0 ({stated})"
        )
    return stated


def _criterion(node: Node) -> str:
    detail: Any = node.detail
    return say(
        f"{_points(node.value)} dari bobot {_points(detail['row'].weight)}",
        f"{_points(node.value)} of weight {_points(detail['row'].weight)}",
    )


def _mark(node: Node) -> str:
    detail: Any = node.detail
    if detail["mark"] is None:
        return say("belum dinilai: 0", "not marked: 0")
    mark, low, high = (for_people(detail[name]) for name in ("mark", "low", "high"))
    return say(f"nilai {mark} pada skala {low}–{high}", f"mark {mark} on a scale of {low}–{high}")


PHRASES: dict[str, Callable[[Node], str]] = {
    "region": _region,
    "total": _sum,
    "weighted-levels": _rows,
    "criteria-score": _criteria,
    "mean-with-minimum-divisor": _mean,
    "sum-of-innovations": _open_sum,
    "capped-count": _count,
    "count_points": _count_points,
    "counted": _counted,
    "innovations": _number,
    "coverage": _coverage,
    "innovation": _innovation,
    "rejected": _rejected,
    "indicator": _indicator,
    "claim": _claim,
    "criterion": _criterion,
    "mark": _mark,
}
