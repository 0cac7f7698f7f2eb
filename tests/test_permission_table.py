"""The permission table is the permission matrix: cell by cell, and with the properties that the matrix promises."""

import re

import pytest

from piagam.people import permissions
from piagam.people.permissions import PERMISSIONS
from tests import oracle

ROWS = oracle.read()
REGIONAL = ("OPD", "COR", "HEAD")
BANK = {"I01", "I03", "I04", "I06", "I23"}  # the bank and what is shared from it: open all year, no entry
SCORES = ("V08", "V09", "V13", "V14", "J07", "F10", "F11", "F12")


@pytest.mark.parametrize("name", sorted(PERMISSIONS))
def test_each_line_of_the_table_is_a_row_of_the_matrix(name: str) -> None:
    permission = PERMISSIONS[name]
    row = ROWS[permission.id]
    assert permission.changes == row.changes
    assert set(permission.grants) == set(row.cells)
    for role, grant in permission.grants.items():
        cell = row.cells[role]
        assert (grant.scope, grant.phases, grant.conditions) == (cell.scope, cell.phases, cell.conditions), (
            role
        )


def test_table_and_matrix_speak_of_the_same_roles_and_phases() -> None:
    assert list(permissions.ROLES) == oracle.ROLES
    assert permissions.PHASES == oracle.PHASES


def test_what_nobody_may_do_is_in_no_line_of_the_table() -> None:
    never = {row.id for row in ROWS.values() if not row.cells}
    assert never == {"A09", "A10", "E08", "I16", "I17", "V15", "P02", "J06", "L04", "L09", "L10"}
    assert never.isdisjoint(permission.id for permission in PERMISSIONS.values())


def test_the_numbers_the_matrix_states_are_its_numbers() -> None:
    text = oracle.DOCUMENT.read_text("utf-8")
    stated = [int(number.replace(",", "")) for number in re.findall(
        r"(\d+) actions, (\d+) of them changes, plus (\d+) fields; ([\d,]+) cells\s+with the floor counted, "
        r"([\d,]+) yes and ([\d,]+) no", text)[0]]  # fmt: skip
    actions = [row for row in ROWS.values() if not row.id.startswith("F")]
    scopes = {"self", "own", "reg", "prv", "asg", "nom", "all", "pub"}
    cells = len(ROWS) * len(oracle.ROLES) * len(oracle.PHASES)
    yes = sum(
        oracle.allows(row, role, phase, scopes)
        for row in ROWS.values()
        for role in oracle.ROLES
        for phase in oracle.PHASES
    )
    changes = sum(row.changes for row in actions)
    assert stated == [len(actions), changes, len(ROWS) - len(actions), cells, yes, cells - yes]


def test_property_1_the_public_changes_nothing() -> None:
    assert not [row.id for row in ROWS.values() if row.changes and "PUB" in row.cells]


def test_property_2_regions_change_entries_only_while_the_edition_is_open() -> None:
    for row in ROWS.values():
        if not row.changes or not row.id.startswith("I") or row.id in BANK:
            continue
        for role in REGIONAL:
            cell = row.cells.get(role)
            if cell is None:
                continue
            allowed = {"I05": {"O", "C"}, "I11": set("CVAJ")}.get(row.id, {"O"})
            assert cell.phases <= allowed, (row.id, role)
            if "C" in cell.phases:
                assert row.id == "I11" or "hash" in cell.conditions


@pytest.mark.parametrize("role", ["AUD", "PROV"])
def test_property_3_those_who_watch_change_only_their_own_account(role: str) -> None:
    assert [row.id for row in ROWS.values() if row.changes and role in row.cells] == ["A01"]


def test_property_4_administrators_touch_no_innovation_finding_appeal_or_mark() -> None:
    assigning = {"J02", "J03"}  # who is heard, and by whom; no mark
    touched = [
        row.id for row in ROWS.values() if row.changes and "ADM" in row.cells and row.id[0] in "IVPJ"
    ]  # fmt: skip
    assert set(touched) <= assigning
    for number in SCORES:
        cell = ROWS[number].cells.get("ADM")
        assert cell is None or cell.phases <= set("FP"), number


@pytest.mark.parametrize("role", REGIONAL)
def test_property_5_no_competitor_reaches_beyond_the_region(role: str) -> None:
    scopes = {row.cells[role].scope for row in ROWS.values() if role in row.cells}
    assert scopes <= {"self", "own", "reg", "pub"}


def test_property_6_scores_of_others_stay_with_those_who_must_see_them() -> None:
    for number in SCORES:
        for role, cell in ROWS[number].cells.items():
            if role in {"PUB", "QC", "AUD"}:
                continue
            if role == "ADM":
                assert cell.phases - {"P"} <= {"F"}, number
            else:
                assert cell.scope in {"own", "reg", "asg", "nom"}, (number, role)


def test_property_7_whoever_asks_finds_an_approver_in_the_same_phases() -> None:
    text = oracle.DOCUMENT.read_text("utf-8")
    section = re.sub(r"\s+", " ", text.split("**Who approves what**")[1].split("So at least")[0])
    pairs: dict[str, str] = {}
    for sentence in section.split("·"):
        asked, approves = sentence.split("→")
        approver = re.findall(r"[A-Z]\d\d", approves)[0]
        pairs |= dict.fromkeys(re.findall(r"[A-Z]\d\d", asked), approver)
    for row in ROWS.values():
        phases = set().union(*(cell.phases for cell in row.cells.values() if "2p" in cell.conditions))
        if not phases:
            continue
        approver = ROWS[pairs[row.id]]
        open_for = set().union(*(cell.phases for cell in approver.cells.values()))
        assert phases <= open_for, row.id
        assert all("no" in cell.conditions for cell in approver.cells.values()), approver.id
