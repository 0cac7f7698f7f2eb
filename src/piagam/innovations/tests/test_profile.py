"""Writing a profile: autosave, the plain form, and two people at once."""

import json

import pytest
from django.test import Client

from piagam.audit.models import AuditEvent
from piagam.innovations.models import FieldChange, Innovation
from piagam.innovations.rules import rules_now, standing_of
from piagam.innovations.tests.conftest import version_of, whole_form
from tests.cast import World

SCRIPT = {"HTTP_ACCEPT": "application/json"}


def type_into(client: Client, innovation: Innovation, field: str, value, *, version: int):
    """What autosave.js sends."""
    sent = {"field": field, field: value, "version": version}
    return client.post(f"/bank/{innovation.pk}/simpan/", sent, **SCRIPT)


def test_the_form_is_drawn_from_the_rulebook_alone(world: World, innovation: Innovation) -> None:
    page = world.client("oki").get(f"/bank/{innovation.pk}/ubah/").content.decode()
    rules = rules_now()
    assert rules and len(rules.fields) > 15
    for field in rules.fields:
        assert f'id="f-{field.code}"' in page or f'id="f-{field.code}_0"' in page, field.code
    assert 'id="f-kematangan"' not in page


def test_a_field_saves_itself_and_says_when(world: World, innovation: Innovation) -> None:
    version = version_of(innovation, "tujuan")
    answer = type_into(world.client("oki"), innovation, "tujuan", "Agar dekat.", version=version)
    assert answer.status_code == 200
    told = answer.json()
    assert len(told["at"]) == 5 and told["at"][2] == "."
    innovation.refresh_from_db()
    assert innovation.profile["tujuan"] == "Agar dekat."
    assert told["version"] == version_of(innovation, "tujuan") != version
    assert "isian wajib lengkap" in told["fragments"]["kemajuan"]
    change = FieldChange.objects.get(innovation=innovation)
    assert (change.field, change.old, change.new, change.by) == (
        "tujuan",
        None,
        "Agar dekat.",
        world.user("oki"),
    )
    assert AuditEvent.objects.filter(verb="innovation.edit", object_id=str(innovation.pk)).count() == 1


def test_the_name_is_the_title(world: World, innovation: Innovation) -> None:
    client = world.client("oki")
    version = version_of(innovation, "nama")
    assert type_into(client, innovation, "nama", "Antar Akta Kilat", version=version).status_code == 200
    innovation.refresh_from_db()
    assert innovation.title == innovation.profile["nama"] == "Antar Akta Kilat"
    answer = type_into(client, innovation, "nama", "  ", version=version_of(innovation, "nama"))
    assert answer.status_code == 422 and "perlu nama" in answer.json()["errors"]["nama"][0]


def test_saving_the_same_again_changes_nothing(world: World, innovation: Innovation) -> None:
    client = world.client("oki")
    type_into(client, innovation, "tujuan", "Agar dekat.", version=version_of(innovation, "tujuan"))
    assert type_into(client, innovation, "tujuan", "Agar dekat.", version=0).status_code == 200
    assert FieldChange.objects.count() == 1 == AuditEvent.objects.filter(verb="innovation.edit").count()


def test_two_people_in_different_fields_both_succeed(world: World, innovation: Innovation) -> None:
    ours, theirs = version_of(innovation, "tujuan"), version_of(innovation, "manfaat")
    assert type_into(world.client("oki"), innovation, "tujuan", "Satu", version=ours).status_code == 200
    assert type_into(world.client("citra"), innovation, "manfaat", "Dua", version=theirs).status_code == 200
    innovation.refresh_from_db()
    assert (innovation.profile["tujuan"], innovation.profile["manfaat"]) == ("Satu", "Dua")


def test_a_lost_update_is_refused_with_both_texts(world: World, innovation: Innovation) -> None:
    seen = version_of(innovation, "tujuan")
    assert (
        type_into(world.client("citra"), innovation, "tujuan", "Dari Citra", version=seen).status_code == 200
    )
    answer = type_into(world.client("oki"), innovation, "tujuan", "Dari Oki", version=seen)
    assert answer.status_code == 409
    told = answer.json()
    assert (told["theirs"], told["mine"], told["field"]) == ("Dari Citra", "Dari Oki", "tujuan")
    innovation.refresh_from_db()
    assert innovation.profile["tujuan"] == "Dari Citra"
    answer = type_into(world.client("oki"), innovation, "tujuan", "Dari Oki", version=told["version"])
    assert answer.status_code == 200
    assert FieldChange.objects.filter(new="Dari Citra").exists()


def test_a_whole_form_keeps_what_it_can_and_shows_the_conflict(world: World, innovation: Innovation) -> None:
    stale = whole_form(innovation, tujuan="Dari Oki", manfaat="Manfaat Oki")
    type_into(
        world.client("citra"), innovation, "tujuan", "Dari Citra", version=version_of(innovation, "tujuan")
    )
    answer = world.client("oki").post(f"/bank/{innovation.pk}/ubah/", stale)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Dari Citra" in page and "Dari Oki" in page and "Citra" in page
    innovation.refresh_from_db()
    assert (innovation.profile["tujuan"], innovation.profile["manfaat"]) == ("Dari Citra", "Manfaat Oki")
    again = {**stale, "version-tujuan": version_of(innovation, "tujuan"),
             "version-manfaat": version_of(innovation, "manfaat")}  # fmt: skip
    assert world.client("oki").post(f"/bank/{innovation.pk}/ubah/", again).status_code == 302
    innovation.refresh_from_db()
    assert innovation.profile["tujuan"] == "Dari Oki"


def test_the_plain_form_works_without_scripts(world: World, innovation: Innovation) -> None:
    sent = whole_form(
        innovation, tahapan="penerapan", waktu_penerapan="2024-05-01", waktu_uji_coba="01/02/2024",
        rancang_bangun="Baris satu\r\nBaris dua  ",
    )  # fmt: skip
    assert world.client("oki").post(f"/bank/{innovation.pk}/ubah/", sent).status_code == 302
    innovation.refresh_from_db()
    kept = innovation.profile
    assert kept["waktu_penerapan"] == "2024-05-01" and kept["waktu_uji_coba"] == "2024-02-01"
    assert kept["rancang_bangun"] == "Baris satu\nBaris dua  "
    assert AuditEvent.objects.filter(verb="innovation.edit").count() == 1


def test_ticks_are_kept_and_taken_away(world: World, innovation: Innovation) -> None:
    client = world.client("oki")
    version = version_of(innovation, "urusan_lain")
    rules = rules_now()
    first, second = [option.code for option in rules.field("urusan_lain").options[:2]]
    answer = type_into(client, innovation, "urusan_lain", [first, second], version=version)
    innovation.refresh_from_db()
    assert innovation.profile["urusan_lain"] == [first, second]
    assert (
        type_into(client, innovation, "urusan_lain", "", version=answer.json()["version"]).status_code == 200
    )
    innovation.refresh_from_db()
    assert "urusan_lain" not in innovation.profile


def test_a_choice_that_the_rulebook_dropped_is_not_emptied(world: World, innovation: Innovation) -> None:
    innovation.profile = {"jenis": "setengah-digital", "urusan_lain": ["urusan-lama"]}
    innovation.save()
    client = world.client("oki")
    assert (
        "setengah-digital (tidak ada lagi di pedoman)"
        in client.get(f"/bank/{innovation.pk}/ubah/").content.decode()
    )
    sent = whole_form(innovation, hasil="Baru")
    assert client.post(f"/bank/{innovation.pk}/ubah/", sent).status_code == 302
    innovation.refresh_from_db()
    assert innovation.profile["jenis"] == "setengah-digital" and innovation.profile["urusan_lain"] == [
        "urusan-lama"
    ]


def test_a_field_that_the_page_did_not_have_is_not_emptied(world: World, innovation: Innovation) -> None:
    innovation.profile = {"manfaat": "Tetap ada", "kode_lama": "dari pedoman lama"}
    innovation.save()
    sent = {"nama": innovation.title, "version-nama": version_of(innovation, "nama")}
    assert world.client("oki").post(f"/bank/{innovation.pk}/ubah/", sent).status_code == 302
    innovation.refresh_from_db()
    assert innovation.profile == {"manfaat": "Tetap ada", "kode_lama": "dari pedoman lama"}


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("waktu_penerapan", "31/02/2024", "bukan tanggal"),
        ("waktu_penerapan", "besok", "bukan tanggal"),
        ("tahapan", "sudah-jadi", "tidak ada di dalamnya"),
        ("urusan_lain", "tidak-ada", "tidak ada di dalamnya"),
        ("koordinat", "di kantor", "lintang"),
        ("nama", "x" * 301, "300"),
        ("tujuan", "teks\x00nol", "ull"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence_and_stays_on_the_page(
    world: World, innovation: Innovation, field: str, typed: str, said: str
) -> None:
    client = world.client("oki")
    answer = type_into(client, innovation, field, typed, version=version_of(innovation, field))
    assert answer.status_code == 422 and said in answer.json()["errors"][field][0]
    page = client.post(
        f"/bank/{innovation.pk}/ubah/", whole_form(innovation, **{field: typed, "hasil": "Tersimpan"})
    )
    assert page.status_code == 400 and said in page.content.decode()
    if field in {"koordinat", "nama"}:
        assert f'value="{typed}"' in page.content.decode()
    innovation.refresh_from_db()
    assert field not in innovation.profile and innovation.profile["hasil"] == "Tersimpan"


def test_a_draft_may_be_incomplete_and_is_told_so_kindly(world: World, innovation: Innovation) -> None:
    answer = type_into(
        world.client("oki"), innovation, "rancang_bangun", "kata " * 299,
        version=version_of(innovation, "rancang_bangun"),
    )  # fmt: skip
    assert answer.status_code == 200 and "299" in answer.json()["fragments"]["saran-rancang_bangun"]
    answer = type_into(
        world.client("oki"), innovation, "rancang_bangun", "kata " * 300, version=answer.json()["version"]
    )
    assert "tag" not in answer.json()["fragments"]["saran-rancang_bangun"]


def test_the_count_of_required_fields_follows_the_rulebook(world: World) -> None:
    rules = rules_now()
    assert rules
    empty = standing_of(rules, {})
    assert empty.done == 0 and empty.required == sum(field.required for field in rules.fields)
    named = standing_of(rules, {"nama": "Antar Akta", "tahapan": "tidak-ada"})
    assert named.done == 1


def test_the_first_eligible_date_is_told(world: World, innovation: Innovation) -> None:
    rules = rules_now()
    assert rules and rules.rulebook.eligibility
    start = rules.rulebook.eligibility.applied_from
    answer = type_into(
        world.client("oki"), innovation, "waktu_penerapan", "2001-01-01",
        version=version_of(innovation, "waktu_penerapan"),
    )  # fmt: skip
    verdict = answer.json()["fragments"]["kelayakan"]
    assert "Belum layak" in verdict and str(start.year) in verdict
    answer = type_into(
        world.client("oki"),
        innovation,
        "waktu_penerapan",
        start.isoformat(),
        version=answer.json()["version"],
    )
    verdict = answer.json()["fragments"]["kelayakan"]
    assert "Layak begitu lengkap" in verdict and "1 Januari 2024" in verdict


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7|add:7 }}"]
)
def test_hostile_text_is_only_text(world: World, innovation: Innovation, hostile: str) -> None:
    client = world.client("oki")
    answer = type_into(client, innovation, "nama", hostile, version=version_of(innovation, "nama"))
    assert answer.status_code == 200
    type_into(client, innovation, "tujuan", hostile, version=version_of(innovation, "tujuan"))
    for address in ("", "ubah/", "riwayat/"):
        page = client.get(f"/bank/{innovation.pk}/{address}").content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page
    assert "<script>alert" not in client.get("/bank/").content.decode()


@pytest.mark.parametrize("field", ["", "kematangan", "anggaran", "tidak_ada", "__class__"])
def test_an_unknown_field_is_refused(world: World, innovation: Innovation, field: str) -> None:
    answer = world.client("oki").post(
        f"/bank/{innovation.pk}/simpan/", {"field": field, field or "x": "1", "version": "1"}, **SCRIPT
    )
    assert answer.status_code == 422 and answer.json()["sentence"]


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 400, "١٢", "1.5"])
def test_a_strange_version_is_no_version(world: World, innovation: Innovation, version: str) -> None:
    innovation.profile = {"tujuan": "Ada"}
    innovation.save()
    sent = {"field": "tujuan", "tujuan": "Lain", "version": version}
    answer = world.client("oki").post(f"/bank/{innovation.pk}/simpan/", sent, **SCRIPT)
    assert answer.status_code == 409
    innovation.refresh_from_db()
    assert innovation.profile["tujuan"] == "Ada"


@pytest.mark.parametrize(("who", "status"), [("otto", 404), ("omar", 404), ("candra", 404), ("hana", 403),
                                             ("putri", 404), ("vera", 404), ("ayu", 404), ("audi", 404)])  # fmt: skip
def test_only_its_own_people_write(world: World, innovation: Innovation, who: str, status: int) -> None:
    client = world.client(who)
    assert client.get(f"/bank/{innovation.pk}/ubah/").status_code == status
    assert (
        type_into(client, innovation, "tujuan", "x", version=version_of(innovation, "tujuan")).status_code
        == status
    )
    assert client.post(f"/bank/{innovation.pk}/arsipkan/").status_code == status
    innovation.refresh_from_db()
    assert innovation.profile == {} and innovation.archived_at is None


def test_typing_on_is_one_line_of_history_and_deleting_is_another(
    world: World, innovation: Innovation
) -> None:
    client = world.client("oki")
    for text in ("Satu", "Satu dua", "Satu dua tiga", "", "Empat"):
        type_into(client, innovation, "tujuan", text, version=version_of(innovation, "tujuan"))
    lines = [(line.old, line.new) for line in FieldChange.objects.order_by("pk")]
    assert lines == [(None, "Satu dua tiga"), ("Satu dua tiga", None), (None, "Empat")]


def test_an_earlier_text_can_be_put_back(world: World, innovation: Innovation) -> None:
    client = world.client("oki")
    for text in ("Panjang sekali", ""):
        type_into(client, innovation, "tujuan", text, version=version_of(innovation, "tujuan"))
    change = FieldChange.objects.latest("pk")
    assert "Panjang sekali" in client.get(f"/bank/{innovation.pk}/riwayat/").content.decode()
    assert (
        client.post(f"/bank/{innovation.pk}/riwayat/{change.pk}/kembalikan/", {"yang": "old"}).status_code
        == 302
    )
    innovation.refresh_from_db()
    assert innovation.profile["tujuan"] == "Panjang sekali"
    other = world.innovation("oki", title="Lain")
    assert client.post(f"/bank/{other.pk}/riwayat/{change.pk}/kembalikan/").status_code == 404
    assert world.client("hana").get(f"/bank/{innovation.pk}/riwayat/").status_code == 200


def test_the_answer_to_a_script_is_json_even_when_refused(world: World, innovation: Innovation) -> None:
    answer = type_into(world.client("hana"), innovation, "tujuan", "x", version=1)
    assert answer.status_code == 403 and json.loads(answer.content)["sentence"]
