"""Answering rows through the form: every kind of answer, every mistake with a sentence, nothing lost."""

import json

import pytest
from django.test import Client

from piagam.audit.models import AuditEvent
from piagam.entries.models import Claim, Entry
from piagam.entries.slots import indicators_for
from piagam.entries.tests.filling import best_facts, form_data
from piagam.entries.tests.scenes import rows, with_bases
from tallybook import Indicator
from tallybook.answers.branching import Branching
from tests.cast import World

JSON = {"accept": "application/json"}


def post(
    client: Client, entry: Entry, indicator: Indicator, data: dict[str, object], **more: object
) -> object:
    return client.post(f"/entri/{entry.pk}/isian/{indicator.code}/", data, **more)


def of_kind(entry: Entry, kind: str) -> Indicator:
    return next(one for one in indicators_for(entry) if one.answer.kind == kind)


def test_every_row_of_an_innovation_gets_its_level_from_the_facts_typed_in(world: World) -> None:
    entry, client = world.entry("oki"), world.client("oki")
    for indicator in rows(entry):
        branches = (
            [one.code for one in indicator.answer.branches]
            if isinstance(indicator.answer, Branching)
            else [""]
        )
        for branch in branches:
            version = Claim.objects.filter(entry=entry, indicator=indicator.code).values_list(
                "version", flat=True
            )
            facts = best_facts(indicator.answer, branch)
            data = form_data(indicator, facts, version=version[0] if version else 0)
            response = post(client, entry, indicator, data)
            assert response.status_code == 302, (indicator.code, response.content.decode()[:500])
            claim = Claim.objects.get(entry=entry, indicator=indicator.code)
            assert claim.facts == facts
            assert claim.level == indicator.answer.derive(facts).level, (indicator.code, branch)
            assert claim.level == len(indicator.levels) or branch, indicator.code


def test_every_row_of_the_region_gets_its_level_from_the_facts_typed_in(world: World) -> None:
    report, client = world.report(), world.client("citra")
    for indicator in rows(report):
        data = form_data(indicator, best_facts(indicator.answer))
        response = client.post(f"/laporan/iga-2026/17.71/daerah/isian/{indicator.code}/", data)
        assert response.status_code == 302, (indicator.code, response.content.decode()[:500])
        assert Claim.objects.get(report=report, indicator=indicator.code).level == len(indicator.levels)


def test_the_first_answer_of_a_region_begins_its_report(world: World) -> None:
    indicator = rows(world.report("17.06"))[0]
    world.report("17.06").delete()
    data = form_data(indicator, best_facts(indicator.answer))
    response = world.client("candra").post(f"/laporan/iga-2026/17.06/daerah/isian/{indicator.code}/", data)
    assert response.status_code == 302
    assert Claim.objects.get(indicator=indicator.code).report.region_id == "17.06"


def test_the_script_gets_the_level_the_gauge_and_the_gaps_back(world: World) -> None:
    entry = world.entry("oki")
    indicator = of_kind(entry, "count")
    response = post(
        world.client("oki"),
        entry,
        indicator,
        form_data(indicator, best_facts(indicator.answer)),
        headers=JSON,
    )
    told = response.json()
    assert told["version"] == 1
    assert set(told["fragments"]) == {
        f"{indicator.code}-line",
        f"{indicator.code}-result",
        "maturity",
        "gaps",
    }
    assert "Belum ada bukti: dihitung 0" in told["fragments"][f"{indicator.code}-result"]


@pytest.mark.parametrize("typed", ["banyak", "2,5", "-", "12 orang"])
def test_a_count_that_is_no_number_is_said_so_and_stays_in_the_form(world: World, typed: str) -> None:
    entry, client = world.entry("oki"), world.client("oki")
    indicator = of_kind(entry, "count")
    data = {"version": 0, indicator.answer.fact: typed}
    page = post(client, entry, indicator, data)
    assert page.status_code == 422
    assert f'value="{typed}"' in page.content.decode()
    told = post(client, entry, indicator, data, headers=JSON)
    assert told.status_code == 422
    assert told.json()["errors"][indicator.answer.fact][0].endswith(".")
    assert not Claim.objects.exists()


def test_a_negative_count_is_kept_without_a_level_and_said_so(world: World) -> None:
    entry, client = world.entry("oki"), world.client("oki")
    indicator = of_kind(entry, "count")
    post(client, entry, indicator, {"version": 0, indicator.answer.fact: "-5"})
    claim = Claim.objects.get()
    assert (claim.facts, claim.level) == ({indicator.answer.fact: -5}, None)
    assert "Tidak boleh negatif." in client.get(f"/entri/{entry.pk}/").content.decode()


def test_an_unknown_option_is_refused_with_a_sentence(world: World) -> None:
    entry = world.entry("oki")
    indicator = of_kind(entry, "choice")
    response = post(world.client("oki"), entry, indicator, {"version": 0, "choice": "emas"}, headers=JSON)
    assert response.status_code == 422
    assert response.json()["errors"]["choice"]


def test_half_of_the_facts_are_kept_until_the_rest_comes(world: World) -> None:
    report, client = world.report(), world.client("citra")
    indicator = next(one for one in rows(report) if [f.name for f in one.answer.fields()] == ["t1", "t2"])
    url = f"/laporan/iga-2026/17.71/daerah/isian/{indicator.code}/"
    assert client.post(url, {"version": 0, "t1": "12,5"}).status_code == 302
    claim = Claim.objects.get()
    assert (claim.facts, claim.level) == ({"t1": "12.5"}, None)
    page = client.get("/laporan/iga-2026/17.71/daerah/").content.decode()
    assert "Belum lengkap" in page
    page = client.get(f"/laporan/iga-2026/17.71/daerah/?buka={indicator.code}").content.decode()
    assert 'value="12,5"' in page


def test_growth_from_zero_is_not_computed_and_the_page_says_why(world: World) -> None:
    report, client = world.report(), world.client("citra")
    indicator = next(one for one in rows(report) if getattr(one.answer, "value", "") == "growth")
    client.post(
        f"/laporan/iga-2026/17.71/daerah/isian/{indicator.code}/", {"version": 0, "t1": "0", "t2": "5"}
    )
    assert Claim.objects.get().level is None
    assert (
        "nol: perubahannya tidak dapat dihitung"
        in client.get("/laporan/iga-2026/17.71/daerah/").content.decode()
    )


def test_facts_of_another_basis_are_left_out(world: World) -> None:
    entry = world.entry("oki")
    indicator = with_bases(entry)
    first, second = indicator.answer.branches[:2]
    data = form_data(indicator, best_facts(indicator.answer, first.code))
    data |= {f"{second.code}-{field.name}": "7" for field in second.answer.fields()}
    post(world.client("oki"), entry, indicator, data)
    assert Claim.objects.get().facts == best_facts(indicator.answer, first.code)


def test_an_answer_can_be_taken_away_again(world: World) -> None:
    entry, client = world.entry("oki"), world.client("oki")
    indicator = of_kind(entry, "choice")
    post(client, entry, indicator, form_data(indicator, best_facts(indicator.answer)))
    post(client, entry, indicator, {"version": 1, "choice": ""})
    claim = Claim.objects.get()
    assert (claim.facts, claim.level, claim.version) == (None, None, 2)


def test_two_people_on_one_row_see_both_answers_and_nothing_is_overwritten(world: World) -> None:
    entry = world.entry("oki")
    indicator = of_kind(entry, "count")
    fact = indicator.answer.fact
    post(world.client("citra"), entry, indicator, {"version": 0, fact: "40"})
    late = {"version": 0, fact: "7"}
    told = post(world.client("oki"), entry, indicator, late, headers=JSON)
    assert told.status_code == 409
    assert told.json()["version"] == 1
    page = post(world.client("oki"), entry, indicator, late)
    assert page.status_code == 409
    text = page.content.decode()
    assert 'value="7"' in text
    assert "40" in text
    assert Claim.objects.get().facts == {fact: 40}
    assert post(world.client("oki"), entry, indicator, {"version": 1, fact: "7"}).status_code == 302
    assert Claim.objects.get().facts == {fact: 7}


def test_the_same_answer_sent_twice_is_one_change(world: World) -> None:
    entry, client = world.entry("oki"), world.client("oki")
    indicator = of_kind(entry, "count")
    data = form_data(indicator, best_facts(indicator.answer))
    for _again in range(2):
        assert post(client, entry, indicator, data).status_code == 302
    assert Claim.objects.get().version == 1
    event = AuditEvent.objects.get(verb="claim.edit")
    assert event.actor_id == world.user("oki").pk
    assert json.loads(event.data)["to"] == len(indicator.levels)
