"""Every way to answer every row of every shipped rulebook goes out into the form and comes back the same."""

from pathlib import Path
from typing import Any

import pytest

from piagam.editions.rulebooks import available
from piagam.entries.models import Claim, Entry, Report
from piagam.entries.slots import indicators_for
from piagam.exchange.models import SheetImport
from piagam.exchange.sheets import layout
from piagam.exchange.tests.filling import opened, put, saved, sent, template
from tallybook import FactField
from tests.cast import make_world

pytestmark = pytest.mark.django_db
BARE = "bare-level"


def value_for(field: FactField, turn: int) -> Any:
    """Something that may stand there: another choice at each turn."""
    if field.kind == "choice":
        return field.options[turn % len(field.options)].code
    if field.kind == "multi_choice":
        return [one.code for one in field.options[turn % 2 :]]
    return 12 + turn if field.kind == "integer" else f"{turn}.5"


def answers_of(holder: Entry | Report, turn: int) -> dict[str, tuple[Any, int | None]]:
    """Code → facts and level, each row in the way whose turn it is."""
    found: dict[str, tuple[Any, int | None]] = {}
    for row in indicators_for(holder):
        ways = layout.ways_of(row)
        _words, fields = ways[turn % len(ways)]
        facts = {one.name: value_for(one, turn) for one in fields}
        condition = next((one.shown_when for one in fields if one.shown_when), None)
        if condition:
            facts[condition[0]] = condition[1]
        level = int(facts.pop(BARE)) if BARE in facts else None
        if fields:  # a row whose levels no source states takes no answer yet
            found[row.code] = (facts or None, level)
    return found


def kept() -> dict[tuple[int | None, str], Any]:
    return {(one.entry_id, one.indicator): (one.facts, one.level) for one in Claim.objects.all()}


@pytest.mark.parametrize("rulebook", available())
def test_what_goes_out_comes_back(rulebook: str, settings: Any, tmp_path: Path) -> None:
    settings.PIAGAM_DATA_DIR = str(tmp_path / "data")
    world = make_world(rulebook)
    client = world.client("citra")
    entries = [world.entry("oki", title=f"Antar {turn}") for turn in range(7)]
    expected: dict[tuple[int | None, str], Any] = {}
    for turn, holder in enumerate([*entries, world.report()]):
        entry = holder if isinstance(holder, Entry) else None
        for code, (facts, level) in answers_of(holder, turn).items():
            Claim.objects.create(report=world.report(), entry=entry, indicator=code, facts=facts, level=level)
            expected[entry.pk if entry else None, code] = facts if facts is not None else level
    data = template(client)
    sent(client, data)
    plan = SheetImport.objects.latest("pk").plan
    assert plan["problems"] == [] and plan["same_rows"] >= len(expected) and not plan["answered"]
    Claim.objects.all().delete()
    sheets = opened(data)
    for row in range(3, len(sheets["Isian"]) + 1):
        put(sheets, "Isian", row, Jejak="")
    sent(client, saved(sheets))
    sheet = SheetImport.objects.latest("pk")
    assert sheet.plan["problems"] == [] and len(sheet.plan["answered"]) == len(expected)
    client.post(f"/lembar/{sheet.pk}/simpan/", {"digest": sheet.digest})
    came = {key: facts if facts is not None else level for key, (facts, level) in kept().items()}
    assert came == expected
