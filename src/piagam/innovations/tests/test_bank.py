"""The list, a new innovation, the page, the archive."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from piagam.audit.models import AuditEvent
from piagam.innovations import queries
from piagam.innovations.models import Innovation
from tests.cast import World


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_each_person_sees_the_bank_that_is_theirs(world: World) -> None:
    world.innovation("oki", title="Milik Oki")
    world.innovation("otto", title="Milik Otto")
    world.innovation("omar", title="Milik Omar")
    seen = {
        name: {one.title for one in queries.innovations_for(world.actor(name))}
        for name in ("oki", "otto", "citra", "hana", "candra", "putri", "vera", "qori", "ayu", "audi")
    }
    assert seen["oki"] == {"Milik Oki"} and seen["otto"] == {"Milik Otto"}
    assert seen["citra"] == seen["hana"] == {"Milik Oki", "Milik Otto"}
    assert seen["candra"] == {"Milik Omar"}
    assert not any(seen[name] for name in ("putri", "vera", "qori", "ayu", "audi"))


@pytest.mark.parametrize(
    "address", ["/bank/", "/bank/?kelayakan=not-yet", "/bank/?q=antar&urut=nama", "/bank/rekap/"]
)
def test_the_list_costs_the_same_for_one_and_three_rows(world: World, address: str) -> None:
    client = world.client("citra")
    world.innovation("oki", title="Antar satu")
    one = queries_of(client, address)
    world.innovation("otto", title="Antar dua")
    world.innovation("oki", title="Antar tiga")
    assert queries_of(client, address) == one < 19


def test_the_page_costs_the_same_for_one_and_three_documents_and_changes(world: World) -> None:
    innovation = world.innovation("oki")
    client = world.client("oki")
    base = queries_of(client, f"/bank/{innovation.pk}/")
    for number in range(3):
        world.entry("oki", title=f"Lain {number}")
        innovation.changes.create(field="tujuan", old=None, new=str(number), by=world.user("oki"))
    assert queries_of(client, f"/bank/{innovation.pk}/") <= base + 1


def test_words_filters_and_order_narrow_the_list(world: World) -> None:
    for title in ("Antar Akta", "Akta Kilat", "Posyandu Keliling"):
        world.innovation("oki", title=title)
    world.innovation("otto", title="Antar Obat", waktu_penerapan="2024-05-01")
    client = world.client("citra")

    def titles(query: str) -> list[str]:
        return [row["innovation"].title for row in client.get(f"/bank/?{query}").context["rows"]]

    assert set(titles("q=akta")) == {"Antar Akta", "Akta Kilat"}
    assert titles("q=akta+antar") == ["Antar Akta"]
    assert set(titles("q=kesehatan")) == {"Antar Obat"}
    assert titles("urut=nama") == ["Akta Kilat", "Antar Akta", "Antar Obat", "Posyandu Keliling"]
    department = world.departments["17.71", "Dinas Kesehatan"].pk
    assert titles(f"perangkat={department}") == ["Antar Obat"]
    assert titles("kelayakan=lacking") == ["Antar Obat"]
    assert len(titles("kelayakan=not-yet")) == 3
    foreign = world.departments["17.06", "Dinas Kesehatan"].pk
    assert len(titles(f"perangkat={foreign}")) == 4
    assert len(titles("perangkat=x&urut=x&keadaan=x&kelayakan=x&halaman=x")) == 4
    assert titles("q=%25") == [] and titles("q=%27%3B--") == []


def test_the_list_shows_twenty_five_at_a_time(world: World) -> None:
    for number in range(27):
        world.innovation("oki", title=f"Inovasi {number:02}")
    client = world.client("oki")
    for query in ("", "kelayakan=not-yet&"):
        assert len(client.get(f"/bank/?{query}").context["rows"]) == 25
        assert len(client.get(f"/bank/?{query}halaman=2").context["rows"]) == 2
        assert len(client.get(f"/bank/?{query}halaman=999").context["rows"]) == 2


def test_an_empty_bank_says_what_to_do(world: World) -> None:
    assert "Tulis inovasi pertama" in world.client("oki").get("/bank/").content.decode()
    assert "Tulis inovasi" not in world.client("hana").get("/bank/").content.decode()


def test_an_operator_begins_with_the_name_alone(world: World) -> None:
    answer = world.client("oki").post("/bank/baru/", {"title": "  Antar   Akta "})
    made = Innovation.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/bank/{made.pk}/ubah/"
    assert made.title == "Antar Akta" and made.department == world.memberships["oki"].department
    event = AuditEvent.objects.get(verb="innovation.create")
    assert (event.actor_id, event.region_code) == (world.user("oki").pk, "17.71")


def test_a_coordinator_says_whose_it_is(world: World) -> None:
    client = world.client("citra")
    own = world.departments["17.71", "Dinas Kesehatan"].pk
    foreign = world.departments["17.06", "Dinas Kesehatan"].pk
    assert client.post("/bank/baru/", {"title": "A"}).status_code == 400
    assert client.post("/bank/baru/", {"title": "A", "department": foreign}).status_code == 400
    assert client.post("/bank/baru/", {"title": "A", "department": own}).status_code == 302
    assert Innovation.objects.get().department_id == own


@pytest.mark.parametrize("title", ["", "   ", "x" * 301])
def test_a_name_that_is_none_is_refused(world: World, title: str) -> None:
    answer = world.client("oki").post("/bank/baru/", {"title": title})
    assert answer.status_code == 400 and not Innovation.objects.exists()


@pytest.mark.parametrize("who", ["hana", "putri", "vera", "qori", "joko", "ayu", "audi"])
def test_others_begin_nothing(world: World, who: str) -> None:
    assert world.client(who).post("/bank/baru/", {"title": "A"}).status_code in {403, 404}
    assert not Innovation.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("oki", 200), ("citra", 200), ("hana", 200), ("otto", 404), ("omar", 404),
                                             ("candra", 404), ("putri", 404), ("vera", 404), ("ayu", 404)])  # fmt: skip
def test_a_neighbour_does_not_learn_that_it_exists(
    world: World, innovation: Innovation, who: str, status: int
) -> None:
    client = world.client(who)
    assert client.get(f"/bank/{innovation.pk}/").status_code == status
    assert client.get(f"/bank/{innovation.pk}/riwayat/").status_code == status
    missing = client.get("/bank/999999/")
    assert missing.status_code == 404


def test_not_signed_in_goes_to_sign_in(client, innovation: Innovation) -> None:
    for address in ("/bank/", f"/bank/{innovation.pk}/", "/bank/999999/"):
        answer = client.get(address)
        assert answer.status_code == 302 and answer["Location"].startswith("/masuk/")


def test_a_head_reads_and_finds_no_button(world: World, innovation: Innovation) -> None:
    page = world.client("hana").get(f"/bank/{innovation.pk}/").content.decode()
    assert "Antar Akta" in page and "/ubah/" not in page and "Arsipkan" not in page


def test_the_archive_takes_out_of_the_list_and_gives_back(world: World, innovation: Innovation) -> None:
    client = world.client("oki")
    assert client.post(f"/bank/{innovation.pk}/arsipkan/").status_code == 302
    assert client.get("/bank/").context["rows"] == []
    assert len(client.get("/bank/?keadaan=arsip").context["rows"]) == 1
    sent = {"field": "tujuan", "tujuan": "x", "version": 1}
    assert (
        client.post(f"/bank/{innovation.pk}/simpan/", sent, HTTP_ACCEPT="application/json").status_code == 409
    )
    assert "Pulihkan" in client.get(f"/bank/{innovation.pk}/ubah/").content.decode()
    assert client.post(f"/bank/{innovation.pk}/pulihkan/").status_code == 302
    client.post(f"/bank/{innovation.pk}/pulihkan/")
    assert len(client.get("/bank/").context["rows"]) == 1
    assert [event.verb for event in AuditEvent.objects.order_by("sequence")] == [
        "innovation.archive", "innovation.unarchive",
    ]  # fmt: skip


def test_the_page_lists_its_editions_and_very_long_names_are_shown_whole(world: World) -> None:
    name = "Sistem" + "panjang" * 40
    entry = world.entry("oki", title=name)
    page = world.client("oki").get(f"/bank/{entry.innovation_id}/").content.decode()
    assert name in page and "IGA 2026" in page and "Disusun" in page


def test_without_an_open_edition_the_bank_still_works(world: World) -> None:
    world.edition.phase = "D"
    world.edition.save()
    client = world.client("oki")
    client.post("/bank/baru/", {"title": "Antar Akta"})
    made = Innovation.objects.get()
    for address in (
        "/bank/",
        f"/bank/{made.pk}/",
        f"/bank/{made.pk}/ubah/",
        f"/bank/{made.pk}/riwayat/",
        "/dokumen/",
    ):
        assert client.get(address).status_code == 200
