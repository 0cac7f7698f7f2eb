"""The estimate and the runs: a light tree, an innovation's rows by a link, and no crash by a wrong address."""

from django.urls import reverse

from piagam.entries.models import Claim
from piagam.scoring.actions import make_run
from tests.cast import World


def test_an_innovation_is_a_line_that_opens_to_its_rows(world: World) -> None:
    entry = world.entry("oki", title="Antar Akta")
    Claim.objects.create(report=entry.report, entry=entry, indicator="sid-16", level=2)
    address = reverse("scoring:estimate", args=[world.edition.pk, "17.71"])
    whole = world.client("citra").get(address).content.decode()
    assert f'<a href="?buka={entry.pk}">Antar Akta</a>' in whole
    assert "Regulasi Inovasi Daerah" not in whole
    opened = world.client("citra").get(address, {"buka": entry.pk}).content.decode()
    assert "Regulasi Inovasi Daerah" in opened


def test_an_unknown_innovation_opens_the_whole_tree(world: World) -> None:
    world.entry("oki", title="Antar Akta")
    page = world.client("citra").get(
        reverse("scoring:estimate", args=[world.edition.pk, "17.71"]), {"buka": "x"}
    )
    assert page.status_code == 200 and page.context["opened"] is None


def test_a_region_without_a_report_reads_what_to_do(world: World) -> None:
    page = world.client("citra").get(reverse("scoring:estimate", args=[world.edition.pk, "17.71"]))
    assert page.status_code == 200 and "Belum ada laporan" in page.content.decode()


def test_wrong_words_in_the_address_of_the_runs_fall_back(world: World) -> None:
    report = world.report("17.71")
    report.state = "submitted"
    report.save()
    world.to_phase("F")
    run = make_run(world.edition, line="verified", by=world.actor("ayu"))
    address = reverse("scoring:runs", args=[world.edition.pk])
    wrong = {"hitungan": "x", "klaster": "x", "halaman": "abc"}
    page = world.client("qori").get(address, wrong)
    assert page.status_code == 200 and page.context["run"] == run
    tree = world.client("audi").get(reverse("scoring:explanation", args=[run.pk, "17.71"]), {"buka": "x"})
    assert tree.status_code == 200
    assert world.client("audi").get(reverse("scoring:explanation", args=[run.pk, "17"])).status_code == 404
    assert world.client("citra").get(address).status_code == 403
