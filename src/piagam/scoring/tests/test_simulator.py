"""What is supposed gives what `tallybook score` gives on claims changed by hand; nothing of it touches a claim."""

import random
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.claims_json import claims_of_reports
from piagam.entries.models import Claim, Entry, Report
from piagam.entries.slots import indicators_for
from piagam.scoring.models import Scenario
from piagam.scoring.queries import RegionIn
from piagam.scoring.tests.standing_claims import a_report
from piagam.scoring.views.simulator import simulate
from tallybook import read_claims, score
from tests.cast import World


def address(world: World) -> str:
    return reverse("scoring:simulator", args=[world.edition.pk, "17.71"])


def whole(world: World) -> tuple[RegionIn, dict[str, Any]]:
    report = Report.objects.select_related("region", "edition").get(region="17.71")
    return RegionIn(world.edition, report.region, report), next(claims_of_reports([report]))


def scored(world: World, region: dict[str, Any]) -> Any:
    rulebook = rulebook_of(world.edition)
    claims = read_claims({"rulebook": rulebook.id, "regions": [region]}, rulebook)
    return score(rulebook, claims).regions[0]


def words_by_hand(region: dict[str, Any], dice: random.Random, count: int) -> list[str]:
    """Words, while the claims in the file are changed as the words say."""
    rows = {f"sid-{number}" for number in range(16, 36)}
    words, gone = [], set()
    for _ in range(count):
        one = dice.choice([one for one in region["innovations"] if one["id"] not in gone])
        kind, row = (
            dice.choice(["keluar", "tolak", "isi", "isi", "bukti", "daerah"]),
            dice.choice(sorted(rows)),
        )
        if kind == "isi":
            level = dice.randint(0, 3)
            one["claims"][row] = {"level": level}
            words.append(f"isi.{one['id']}.{row}.{level}")
        elif kind == "bukti":
            one["claims"].setdefault(row, {"level": 0}).pop("evidence", None)
            if (word := f"isi.{one['id']}.{row}.{one['claims'][row]['level']}") in words:
                words.append(word)
            else:
                words.append(f"isi.{one['id']}.{row}.{one['claims'][row]['level']}")
        elif kind == "daerah":
            region["claims"]["spd-01"] = {"level": dice.randint(0, 3)}
            words.append(f"isi.daerah.spd-01.{region['claims']['spd-01']['level']}")
        else:
            gone.add(one["id"])
            words.append(f"{kind}.{one['id']}")
            one["rejected"] = kind == "tolak"
            one["gone"] = kind == "keluar"
    region["innovations"] = [one for one in region["innovations"] if not one.pop("gone", False)]
    return words


@pytest.mark.parametrize("seed", range(6))
def test_any_supposition_is_what_the_changed_file_scores(world: World, seed: int) -> None:
    dice = random.Random(seed)
    a_report(world, dice, innovations=25)
    place, region = whole(world)
    words = words_by_hand(region, dice, 15)
    dice.shuffle(words)
    got = simulate(place, latest_last(words, region), own_only=False)
    exact = scored(world, region)
    result = got.variation.result
    assert got.supposition.unread == ()
    assert (result.index_exact, result.index, result.predicate, result.parts, result.total) == (
        exact.index_exact, exact.index, exact.predicate, exact.parts, exact.total,
    )  # fmt: skip


def latest_last(words: list[str], region: dict[str, Any]) -> list[str]:
    """Words about one row in the order that leaves the file's level last."""
    level = {
        (one["id"], row): claim["level"]
        for one in region["innovations"]
        for row, claim in one["claims"].items()
    }
    level |= {("daerah", row): claim["level"] for row, claim in region["claims"].items()}

    def is_last(word: str) -> bool:
        kind, holder, *rest = word.split(".")
        return kind == "isi" and len(rest) == 2 and level.get((holder, rest[0])) == int(rest[1])

    return sorted(words, key=is_last)


def test_words_without_a_meaning_are_named_and_the_rest_is_computed(world: World) -> None:
    a_report(world, random.Random(1), innovations=2)
    entry = Entry.objects.filter(report__region="17.71").order_by("pk")[0]
    wrong = ["keluar.99999", "isi.x", "isi.1.2.3.4", "isi.daerah.sid-16.1", f"isi.{entry.pk}.sid-16.9",
             f"isi.{entry.pk}.sid-17.-1", "masuk.1.9", f"bukti.{entry.pk}.nihil", "<script>"]  # fmt: skip
    page = world.client("citra").get(address(world), {"u": [*wrong, f"tolak.{entry.pk}"]})
    assert page.status_code == 200
    assert len(page.context["supposition"].unread) == len(wrong)
    assert page.context["supposition"].words == [f"tolak.{entry.pk}"]
    assert "<script>alert" not in page.content.decode()


def test_a_click_rejects_and_another_takes_it_back(world: World) -> None:
    a_report(world, random.Random(2), innovations=3)
    entry = Entry.objects.filter(report__region="17.71").order_by("pk")[0]
    client = world.client("hana")
    rejected = client.get(address(world), {"u": f"tolak.{entry.pk}"})
    assert rejected.context["change"] < 0
    assert "ditolak" in rejected.content.decode()
    back = client.get(address(world), {"u": f"tolak.{entry.pk}", "tambah": f"semula.{entry.pk}"})
    assert back.context["change"] == 0 and back.context["supposition"].words == []


def test_the_page_says_that_it_is_no_advice_to_claim_and_changes_nothing(world: World) -> None:
    report = a_report(world, random.Random(3), innovations=2)
    before = list(Claim.objects.filter(report=report).values_list("pk", "level", "version").order_by("pk"))
    page = world.client("citra").get(address(world), {"u": "isi.daerah.spd-01.3"}).content.decode()
    assert "bukan anjuran untuk mengklaim" in page
    assert (
        list(Claim.objects.filter(report=report).values_list("pk", "level", "version").order_by("pk"))
        == before
    )


def test_htmx_gets_the_changed_part_alone(world: World) -> None:
    a_report(world, random.Random(4), innovations=2)
    part = world.client("citra").get(address(world), headers={"HX-Request": "true"})
    assert (
        part.content.decode().lstrip().startswith('<div id="simulator"')
        and part["Vary"].find("HX-Request") >= 0
    )


def test_an_operator_supposes_about_own_innovations_and_reads_no_index(world: World) -> None:
    report = a_report(world, random.Random(5), innovations=2)
    other = world.entry("otto", title="Posyandu Sore")
    mine = Entry.objects.filter(report=report, department=world.memberships["oki"].department).first()
    assert mine is not None
    index = scored(world, next(claims_of_reports([Report.objects.get(pk=report.pk)]))).index.replace(".", ",")
    asked = {"u": [f"tolak.{mine.pk}", f"tolak.{other.pk}", "isi.daerah.spd-01.3"], "buka": str(other.pk)}
    page = world.client("oki").get(address(world), asked)
    text = page.content.decode()
    assert page.context["supposition"].words == [f"tolak.{mine.pk}"]
    assert "Posyandu Sore" not in text and f">{index}<" not in text and page.context["opened"] is None


def test_an_innovation_of_the_bank_may_be_supposed_to_take_part(world: World) -> None:
    a_report(world, random.Random(6), innovations=3)
    idea = world.innovation("oki", title="Lapor Banjir", urusan_utama="sosial")
    page = world.client("citra").get(address(world), {"u": f"masuk.{idea.pk}.2", "bank": "1"})
    assert (
        page.context["supposition"].words == [f"masuk.{idea.pk}.2"]
        and "Lapor Banjir" in page.content.decode()
    )
    place, region = whole(world)
    rows = [row.code for row in indicators_for(Entry.objects.filter(report=place.report)[0])]
    claims = {row: {"level": 2} for row in rows}
    region["innovations"].append({"id": "n", "affairs": ["sosial"], "claims": claims})
    assert page.context["then"].index_exact == scored(world, region).index_exact


def test_scenarios_are_kept_compared_noticed_as_stale_and_dropped(world: World) -> None:
    report = a_report(world, random.Random(7), innovations=3)
    entry = Entry.objects.filter(report=report).order_by("pk")[0]
    client = world.client("hana")
    keep = reverse("scoring:keep_scenario", args=[world.edition.pk, "17.71"])
    assert client.post(keep, {"name": "  Tanpa   satu ", "u": f"keluar.{entry.pk}"}).status_code == 302
    client.post(keep, {"name": "Visi", "u": "isi.daerah.spd-01.3"})
    one, other = Scenario.objects.order_by("pk")
    assert (one.name, one.words) == ("Tanpa satu", [f"keluar.{entry.pk}"])
    compare = reverse("scoring:compare_scenarios", args=[world.edition.pk, "17.71"])
    page = client.get(compare, {"a": one.pk, "b": other.pk})
    results = [page.context[name].variation.value for name in ("one", "other")]
    assert page.context["between"] == results[1] - results[0]
    assert "Isian berubah" not in client.get(address(world)).content.decode()
    Claim.objects.filter(report=report, entry=None).update(level=0)
    assert "Isian berubah sejak disimpan" in client.get(address(world)).content.decode()
    assert "Isian berubah sejak" in client.get(compare, {"a": one.pk}).content.decode()
    assert client.get(compare, {"a": "x", "b": "9999"}).context["between"] == Fraction(0)
    client.post(keep, {"name": "Visi", "u": "isi.daerah.spd-01.1"})
    assert Scenario.objects.count() == 2
    assert client.post(reverse("scoring:drop_scenario", args=[one.pk])).status_code == 302
    assert Scenario.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_scenario_without_a_good_name_is_not_lost(world: World, name: str) -> None:
    a_report(world, random.Random(8), innovations=1)
    keep = reverse("scoring:keep_scenario", args=[world.edition.pk, "17.71"])
    page = world.client("citra").post(keep, {"name": name, "u": "isi.daerah.spd-01.3"}, follow=True)
    assert not Scenario.objects.exists()
    assert "80 huruf" in page.content.decode() and page.context["supposition"].words == [
        "isi.daerah.spd-01.3"
    ]


def test_neighbours_and_operators_cannot_keep_or_drop(world: World) -> None:
    report = a_report(world, random.Random(9), innovations=1)
    kept = Scenario.objects.create(
        report=report, name="Rencana", words=[], claims_sha256="", made_by=world.user("citra")
    )
    keep = reverse("scoring:keep_scenario", args=[world.edition.pk, "17.71"])
    drop = reverse("scoring:drop_scenario", args=[kept.pk])
    assert world.client("candra").post(drop).status_code == 404
    assert world.client("oki").post(drop).status_code == 404
    assert world.client("oki").post(keep, {"name": "X"}).status_code == 403
    assert Client().get(address(world)).status_code == 302
    assert world.client("candra").get(address(world)).status_code == 404


def test_the_simulator_takes_the_same_queries_with_one_innovation_and_with_twenty(
    world: World, django_assert_max_num_queries: Any
) -> None:
    a_report(world, random.Random(10), innovations=1)
    client = world.client("citra")
    client.get(address(world))
    with django_assert_max_num_queries(24) as first:
        client.get(address(world), {"u": "isi.daerah.spd-01.3"})
    for number in range(20):
        world.entry("oki", title=f"Lagi {number}")
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get(address(world), {"u": "isi.daerah.spd-01.3"})


def test_a_fifty_first_scenario_and_more_than_three_hundred_suppositions_find_an_end(world: World) -> None:
    report = a_report(world, random.Random(12), innovations=1)
    Scenario.objects.bulk_create(
        Scenario(report=report, name=f"S{n}", words=[], claims_sha256="", made_by=world.user("citra"))
        for n in range(50)
    )
    keep = reverse("scoring:keep_scenario", args=[world.edition.pk, "17.71"])
    refused = world.client("citra").post(keep, {"name": "Baru", "u": "isi.daerah.spd-01.3"})
    assert refused.status_code == 409 and "50 skenario" in refused.content.decode()
    words = [f"isi.{number}.sid-16.1" for number in range(900)]
    page = world.client("citra").get(address(world), {"u": words})
    supposition = page.context["supposition"]
    assert len(supposition.supposed) + len(supposition.unread) == 300


def test_what_is_left_out_stays_out_whatever_its_rows(world: World) -> None:
    report = a_report(world, random.Random(13), innovations=2)
    entry = Entry.objects.filter(report=report).order_by("pk")[0]
    client = world.client("citra")
    both = client.get(address(world), {"u": [f"isi.{entry.pk}.sid-16.3", f"keluar.{entry.pk}"]})
    alone = client.get(address(world), {"u": f"keluar.{entry.pk}"})
    assert (
        both.context["change"] == alone.context["change"] and len(both.context["supposition"].supposed) == 2
    )


def test_another_regions_scenario_is_not_compared(world: World) -> None:
    a_report(world, random.Random(14), innovations=1)
    theirs = Scenario.objects.create(
        report=world.report("17.06"), name="Rahasia", words=["isi.daerah.spd-01.3"], claims_sha256="",
        made_by=world.user("candra"),
    )  # fmt: skip
    compare = reverse("scoring:compare_scenarios", args=[world.edition.pk, "17.71"])
    page = world.client("citra").get(compare, {"a": theirs.pk})
    assert "Rahasia" not in page.content.decode() and page.context["first"] is None
