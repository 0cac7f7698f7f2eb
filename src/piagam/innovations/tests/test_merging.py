"""Two innovations made one; one deleted with a tombstone; a draft taken out of a report again."""

import pytest
from django.utils import timezone

from piagam.audit.models import AuditEvent
from piagam.innovations.models import FieldChange, Innovation, Tombstone
from tests.cast import World


@pytest.fixture
def twins(world: World) -> tuple[Innovation, Innovation]:
    """Oki's innovation, and the same once more."""
    one = world.innovation("oki", title="Antar Akta", tujuan="Satu", manfaat="")
    two = world.innovation("oki", title="Akta Antar", tujuan="Dua", manfaat="Manfaat dua")
    return one, two


def merge(world: World, one: Innovation, two: Innovation, by: str = "oki", **chosen: str):
    one.refresh_from_db()
    two.refresh_from_db()
    sent = {"versi": one.version, "versi-lain": two.version} | {
        f"pakai-{code}": c for code, c in chosen.items()
    }
    return world.client(by).post(f"/bank/{one.pk}/gabung/{two.pk}/", sent)


def test_two_become_one_with_the_texts_that_were_chosen(
    world: World, twins: tuple[Innovation, Innovation]
) -> None:
    one, two = twins
    page = world.client("oki").get(f"/bank/{one.pk}/gabung/{two.pk}/").content.decode()
    assert "Satu" in page and "Dua" in page and "Manfaat dua" in page
    assert merge(world, one, two, tujuan="ini", manfaat="itu", nama="ini").status_code == 302
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.title, one.profile["tujuan"], one.profile["manfaat"]) == ("Antar Akta", "Satu", "Manfaat dua")
    assert two.archived_at and two.merged_into_id == one.pk and two.profile["tujuan"] == "Dua"
    assert FieldChange.objects.filter(innovation=one, field="manfaat", new="Manfaat dua").exists()
    client = world.client("oki")
    gone = client.get(f"/bank/{two.pk}/").content.decode()
    assert "Digabung ke" in gone and "Antar Akta" in gone
    assert "Akta Antar" in client.get(f"/bank/{one.pk}/").content.decode()
    assert [row["innovation"].pk for row in client.get("/bank/").context["rows"]] == [one.pk]
    assert AuditEvent.objects.filter(verb="innovation.merge", object_id=str(one.pk)).count() == 1


def test_the_likely_twin_stands_first(world: World, twins: tuple[Innovation, Innovation]) -> None:
    one, _two = twins
    world.innovation("oki", title="Aaa")
    page = world.client("oki").get(f"/bank/{one.pk}/gabung/").context["page"]
    assert [other.title for other in page] == ["Akta Antar", "Aaa"]
    found = world.client("oki").get(f"/bank/{one.pk}/gabung/?q=aaa").context["page"]
    assert [other.title for other in found] == ["Aaa"]


def test_what_was_merged_can_be_taken_out_again(world: World, twins: tuple[Innovation, Innovation]) -> None:
    merge(world, *twins)
    assert world.client("oki").post(f"/bank/{twins[1].pk}/pulihkan/").status_code == 302
    twins[1].refresh_from_db()
    assert twins[1].archived_at is None and twins[1].merged_into_id is None


def test_a_change_meanwhile_is_shown_again(world: World, twins: tuple[Innovation, Innovation]) -> None:
    one, two = twins
    sent = {"versi": one.version, "versi-lain": two.version + 1, "pakai-tujuan": "itu"}
    answer = world.client("oki").post(f"/bank/{one.pk}/gabung/{two.pk}/", sent)
    assert answer.status_code == 409 and "Bandingkan sekali lagi" in answer.content.decode()
    two.refresh_from_db()
    assert two.archived_at is None


def test_two_that_are_both_in_an_open_report_stay_two_until_one_is_dropped(
    world: World, twins: tuple[Innovation, Innovation]
) -> None:
    one, two = twins
    report = world.report()
    entries = [each.entries.create(report=report, department=each.department) for each in twins]
    answer = merge(world, one, two)
    assert answer.status_code == 409 and "Keduanya diikutkan di IGA 2026" in answer.content.decode()
    assert "Batalkan keikutsertaan" in world.client("oki").get(f"/bank/{two.pk}/").content.decode()
    assert world.client("oki").post(f"/entri/{entries[1].pk}/batalkan/").status_code == 302
    assert merge(world, one, two).status_code == 302
    assert one.entries.count() == 1


def test_the_one_in_the_open_report_is_the_one_to_keep(
    world: World, twins: tuple[Innovation, Innovation]
) -> None:
    one, two = twins
    two.entries.create(report=world.report(), department=two.department)
    assert "Pertahankan yang itu" in merge(world, one, two).content.decode()
    assert merge(world, two, one).status_code == 302


def test_entries_of_closed_editions_stay_where_they_are(
    world: World, twins: tuple[Innovation, Innovation]
) -> None:
    one, two = twins
    for each in twins:
        each.entries.create(report=world.report(), department=each.department)
    world.to_phase("V")
    assert merge(world, one, two).status_code == 302
    assert (one.entries.count(), two.entries.count()) == (1, 1)
    assert "IGA 2026" in world.client("oki").get(f"/bank/{two.pk}/").content.decode()


@pytest.mark.parametrize(("by", "status"), [("citra", 302), ("otto", 404), ("hana", 403), ("candra", 404)])
def test_who_may_merge(world: World, twins: tuple[Innovation, Innovation], by: str, status: int) -> None:
    assert merge(world, *twins, by=by).status_code == status


def test_an_operator_merges_only_within_the_own_department(world: World, innovation: Innovation) -> None:
    foreign = world.innovation("otto", title="Milik Otto")
    assert merge(world, innovation, foreign).status_code == 404
    assert merge(world, innovation, innovation).status_code == 404
    elsewhere = world.innovation("omar", title="Milik Omar")
    assert merge(world, innovation, elsewhere, by="citra").status_code == 404
    assert merge(world, innovation, foreign, by="citra").status_code == 302


def test_deleting_leaves_a_tombstone(world: World, innovation: Innovation) -> None:
    number = innovation.pk
    client = world.client("oki")
    client.post(
        f"/bank/{number}/simpan/",
        {"field": "tujuan", "tujuan": "x", "version": 0},
        HTTP_ACCEPT="application/json",
    )
    assert client.get(f"/bank/{number}/hapus/").status_code == 200
    assert client.post(f"/bank/{number}/hapus/", {"alasan": " "}).status_code == 422
    assert client.post(f"/bank/{number}/hapus/", {"alasan": "Salah tulis"}).status_code == 302
    assert not Innovation.objects.filter(pk=number).exists()
    stone = Tombstone.objects.get()
    assert (stone.title, stone.reason, stone.number) == ("Antar Akta", "Salah tulis", number)
    assert stone.deleted_by == world.user("oki") and len(stone.sha256) == 64
    assert "Salah tulis" in client.get("/bank/dihapus/").content.decode()
    assert "Salah tulis" in world.client("hana").get("/bank/dihapus/").content.decode()
    assert "Salah tulis" not in world.client("otto").get("/bank/dihapus/").content.decode()
    assert "Salah tulis" not in world.client("candra").get("/bank/dihapus/").content.decode()
    assert AuditEvent.objects.get(verb="innovation.delete").reason == "Salah tulis"
    assert client.get(f"/bank/{number}/").status_code == 404


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_what_is_or_was_in_a_report_is_not_deleted(world: World, state: str) -> None:
    entry = world.entry("oki", state=state)
    answer = world.client("oki").post(f"/bank/{entry.innovation_id}/hapus/", {"alasan": "x"})
    assert answer.status_code == 409 and "IGA 2026" in answer.content.decode()
    assert Innovation.objects.filter(pk=entry.innovation_id).exists() and not Tombstone.objects.exists()


@pytest.mark.parametrize(("by", "status"), [("hana", 403), ("otto", 404), ("ayu", 404), ("vera", 404)])
def test_who_may_not_delete(world: World, innovation: Innovation, by: str, status: int) -> None:
    assert world.client(by).post(f"/bank/{innovation.pk}/hapus/", {"alasan": "x"}).status_code == status


def test_a_draft_is_taken_out_of_the_report_with_its_claims(world: World) -> None:
    entry = world.entry("oki")
    entry.claims.create(report=entry.report, indicator="sid-17", level=1)
    assert world.client("otto").post(f"/entri/{entry.pk}/batalkan/").status_code == 404
    assert world.client("oki").post(f"/entri/{entry.pk}/batalkan/").status_code == 302
    assert not entry.innovation.entries.exists() and Innovation.objects.exists()
    assert AuditEvent.objects.filter(verb="entry.drop").count() == 1


@pytest.mark.parametrize("state", ["sent", "returned", "accepted", "submitted"])
def test_only_a_draft_is_dropped(world: World, state: str) -> None:
    entry = world.entry("oki", state=state)
    assert world.client("oki").post(f"/entri/{entry.pk}/batalkan/").status_code == 409
    assert entry.innovation.entries.exists()


def test_a_draft_that_was_once_submitted_is_not_dropped(world: World) -> None:
    entry = world.entry("oki")
    entry.report.submissions.create(number="N-1", manifest="{}", sha256="0" * 64, submitted_at=timezone.now())
    assert world.client("oki").post(f"/entri/{entry.pk}/batalkan/").status_code == 409
