"""A supposed change gives what a computation from the changed claims gives, to the last digit."""

import copy
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook import (
    Include,
    LeaveOut,
    Reject,
    Restate,
    Rulebook,
    UnknownCode,
    WhatIf,
    diff_trees,
    read_claims,
    score,
)
from tallybook.changes import Change
from tallybook.claims import InnovationClaims
from tallybook.fingerprint import of_claims
from tallybook.tests.books import book, claims, region
from tallybook.tests.test_properties import nations, rows

BOOKS = ["small", "open-sum", "year-2027"]


def changed(
    tree: dict[str, Any], rulebook: Rulebook, dice: random.Random, count: int
) -> tuple[list[Change], Any]:
    """Changes, and the claims as somebody would write them by hand after making them."""
    after = copy.deepcopy(tree)
    place, changes = after["regions"][0], []
    for number in range(count):
        innovations = {one["id"]: one for one in place.setdefault("innovations", [])}
        kind = dice.choice(["answer", "answer", "own", "leave", "reject", "include"])
        name = dice.choice(sorted(innovations)) if innovations else ""
        of = "region" if kind == "own" else "innovation"
        codes = [code for code in rows(rulebook, of) if not rulebook.indicator(code).is_marked]
        if kind in {"answer", "own"} and codes and (name or kind == "own"):
            holder = place if kind == "own" else innovations[name]
            code, level, evidence = dice.choice(codes), dice.randint(0, 2), dice.choice([None, True, False])
            changes.append(Restate("" if kind == "own" else name, code, level, evidence))
            stated = holder.setdefault("claims", {}).setdefault(code, {})
            stated["level"] = level
            if evidence is not None:
                stated["evidence"] = evidence
        elif kind == "leave" and name:
            changes.append(LeaveOut(name))
            place["innovations"].remove(innovations[name])
        elif kind == "reject" and name:
            innovations[name]["rejected"] = dice.random() < 0.7
            changes.append(Reject(name, innovations[name]["rejected"]))
        elif kind == "include":
            affairs = [dice.choice([one.code for one in rulebook.affairs])] if rulebook.affairs else []
            changes.append(Include(InnovationClaims(f"n{number}", tuple(affairs), {})))
            place["innovations"].append({"id": f"n{number}", "affairs": affairs, "claims": {}})
    return changes, after


def compare(tree: dict[str, Any], rulebook: Rulebook, changes: list[Change], after: Any) -> None:
    before = read_claims({**tree, "regions": tree["regions"][:1]}, rulebook)
    written = read_claims({**after, "regions": after["regions"][:1]}, rulebook)
    supposed = WhatIf(rulebook, before.regions[0]).vary(changes)
    exact = score(rulebook, written).regions[0]
    got = supposed.result
    assert (got.parts, got.total, got.index_exact, got.index, got.hundredths, got.predicate, got.missing) == (
        exact.parts, exact.total, exact.index_exact, exact.index, exact.hundredths, exact.predicate, exact.missing
    )  # fmt: skip
    assert supposed.tree == exact.tree and supposed.tree.check() == ()
    assert of_claims(rulebook.id, [supposed.region]) == written.sha256
    was = score(rulebook, before).regions[0]
    assert supposed.difference.as_text() == diff_trees(was.tree, exact.tree).as_text()


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(BOOKS).flatmap(lambda name: st.tuples(st.just(name), nations(name, most=1))),
    st.integers(0, 2**32),
    st.integers(0, 8),
)
def test_any_changes_give_what_the_changed_claims_give(
    pair: tuple[str, dict[str, Any]], seed: int, count: int
) -> None:
    rulebook = book(pair[0])
    compare(pair[1], rulebook, *changed(pair[1], rulebook, random.Random(seed), count))


@pytest.mark.parametrize("size", [5, 199, 201, 546])
def test_large_regions_agree_too(size: int) -> None:
    rulebook, dice = book("small"), random.Random(size)
    codes = rows(rulebook, "innovation")
    innovations = [
        {"id": f"x{n}", "affairs": [dice.choice([one.code for one in rulebook.affairs])],
         "claims": {code: {"level": dice.randint(0, 2)} for code in codes}}
        for n in range(size)
    ]  # fmt: skip
    tree = {"rulebook": "small", "regions": [region(innovations=innovations)]}
    for _ in range(5):
        compare(tree, rulebook, *changed(tree, rulebook, dice, 12))


def a_region() -> WhatIf:
    rulebook = book("small")
    row = rows(rulebook, "innovation")[0]
    given_ = claims(region(innovations=[{"id": "x1", "claims": {row: {"level": 1}}}]))
    return WhatIf(rulebook, given_.regions[0])


def test_what_is_not_there_cannot_be_changed() -> None:
    what, row = a_region(), rows(book("small"), "innovation")[0]
    for wrong in (
        LeaveOut("x9"), Reject("x9"), Restate("x9", row, 1), Restate("x1", "nothing", 1), Restate("x1", row, 99),
        Restate("", row, 1), Include(InnovationClaims("x1", (), {})),
    ):  # fmt: skip
        with pytest.raises(UnknownCode):
            what.vary([wrong])
    with pytest.raises(UnknownCode):
        what.vary([LeaveOut("x1"), Restate("x1", row, 2)])


def test_nothing_changed_gains_nothing_and_a_rejection_shows_where_it_bites() -> None:
    what = a_region()
    assert what.gain([]) == 0 and not what.present.difference.differs
    assert "x1" in what.vary([Reject("x1")]).difference.as_text()


@settings(max_examples=40, deadline=None)
@given(nations("small", most=1), st.integers(0, 2**32))
def test_the_gain_of_a_row_is_the_gain_of_its_change(tree: dict[str, Any], seed: int) -> None:
    rulebook, dice = book("small"), random.Random(seed)
    what = WhatIf(rulebook, read_claims(tree, rulebook).regions[0])
    own = [code for code in rows(rulebook, "region") if not rulebook.indicator(code).is_marked]
    places = [("", own), *((code, rows(rulebook, "innovation")) for code in what.known)]
    for innovation, codes in places:
        for code in codes:
            change = Restate(innovation, code, dice.choice([None, 1, 2]), dice.choice([None, True, False]))
            assert what.row_gain(change) == what.gain([change])
