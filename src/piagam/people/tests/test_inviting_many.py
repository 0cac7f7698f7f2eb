"""Inviting by a list: what it says is shown first, mistakes line by line, and nothing is sent by halves."""

from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from piagam.audit.models import AuditEvent
from piagam.notices.models import OutboxMail
from piagam.people.invitation_list import decoded, read_invitations
from piagam.people.models import Invitation
from tests.cast import World

Department: Any = apps.get_model("regions", "Department")
URL = "/operator/17.71/undang-banyak/"


@pytest.fixture
def offices(world: World) -> dict[str, Any]:
    region = world.regions["17.71"]
    names = ("Dinas Sosial", "Dinas Pendidikan dan Kebudayaan", "Badan Pendapatan, Aset & Daerah")
    return {name: Department.objects.create(region=region, name=name) for name in names}


def problems(text: str) -> list[str]:
    return [f"{number} {why}" for number, _what, why in read_invitations(text, "17.71").mistakes]


@pytest.mark.parametrize(
    "text",
    [
        "sri@contoh.id;Dinas Sosial\nbudi@contoh.id;Badan Pendapatan, Aset & Daerah",
        'sri@contoh.id,Dinas Sosial\nbudi@contoh.id,"Badan Pendapatan, Aset & Daerah"\n\n',
        "Dinas Sosial\tsri@contoh.id\nBadan Pendapatan, Aset & Daerah\tBudi@Contoh.ID",
        "No;Nama;Perangkat Daerah;Surel\n1;Sri;dinas  sosial;sri@contoh.id\n"
        "2;Budi;Badan Pendapatan, Aset & Daerah;budi@contoh.id",
    ],
)
def test_a_list_is_read_however_it_is_written(offices: dict[str, Any], text: str) -> None:
    found = read_invitations(text, "17.71")
    assert not found.mistakes and found.is_sendable
    assert [(one.email, one.department.name) for one in found.wanted] == [
        ("sri@contoh.id", "Dinas Sosial"),
        ("budi@contoh.id", "Badan Pendapatan, Aset & Daerah"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_however_it_is_encoded(encoding: str) -> None:
    assert decoded("café@contoh.id;Dinas".encode(encoding)) == "café@contoh.id;Dinas"


def test_each_mistake_is_named_with_its_line(offices: dict[str, Any], world: World) -> None:
    closed = offices["Dinas Sosial"]
    successor = Department.objects.create(region=world.regions["17.71"], name="Dinas Sosial dan KB")
    closed.is_active, closed.merged_into, closed.merged_on = False, successor, "2026-01-02"
    closed.save()
    text = "\n".join(
        [
            "sri@@contoh;Dinas Pendidikan dan Kebudayaan",
            "budi@contoh.id;Dinas Pendidikn dan Kebudayan",
            "budi@contoh.id;Dinas Pendidikan dan Kebudayaan",
            "tuti@contoh.id;",
            "ani@contoh.id;Dinas Sosial",
            "oki@contoh.id;Dinas Pendidikan dan Kebudayaan",
            "vera@contoh.id;Dinas Pendidikan dan Kebudayaan",
            "eko@contoh.id;Kementerian Luar Angkasa",
        ]
    )
    found = problems(text)
    assert [line.split(" ")[0] for line in found] == list("12345678")
    assert "bukan alamat surel" in found[0]
    assert "Mungkin: Dinas Pendidikan dan Kebudayaan" in found[1]
    assert "sama dengan baris 2" in found[2] and "tanpa perangkat daerah" in found[3]
    assert "digabung ke Dinas Sosial dan KB" in found[4]
    assert "memegang peran Operator" in found[5] and "memegang peran Verifikator" in found[6]
    assert found[7].endswith("“Kementerian Luar Angkasa”")


def test_too_many_lines_and_a_binary_file_get_a_sentence(offices: dict[str, Any], world: World) -> None:
    assert "1.000" in problems("\n".join(f"p{n}@contoh.id;Dinas Sosial" for n in range(1001)))[0]
    assert not problems("\n".join(f"p{n}@contoh.id;Dinas Sosial" for n in range(1000)))
    file = SimpleUploadedFile("a.csv", bytes(range(256)) * 20)
    answer = world.client("citra").post(URL, {"text": "", "file": file})
    assert answer.status_code in {200, 422} and not Invitation.objects.exists()
    big = SimpleUploadedFile("a.csv", b"x" * 210_000)
    assert "terlalu besar" in world.client("citra").post(URL, {"file": big}).content.decode()
    assert "Tempel daftarnya" in world.client("citra").post(URL, {"text": " "}).content.decode()


def test_nothing_is_sent_before_the_second_button(offices: dict[str, Any], world: World) -> None:
    client = world.client("citra")
    text = "sri@contoh.id;Dinas Sosial\nbudi@contoh.id;Dinas Pendidikan dan Kebudayaan"
    page = client.post(URL, {"text": text})
    assert page.status_code == 200 and "2 orang akan diundang" in page.content.decode()
    assert not Invitation.objects.exists()
    seen = read_invitations(text, "17.71").fingerprint
    assert client.post(URL, {"text": text, "seen": seen}).status_code == 302
    assert Invitation.objects.count() == OutboxMail.objects.count() == 2
    assert AuditEvent.objects.filter(verb="operator.invite").count() == 2
    again = client.post(URL, {"text": text, "seen": seen}).content.decode()
    assert "masih berlaku" in again and Invitation.objects.count() == 2


def test_another_list_than_the_one_seen_is_shown_again(offices: dict[str, Any], world: World) -> None:
    seen = read_invitations("sri@contoh.id;Dinas Sosial", "17.71").fingerprint
    other = {"text": "lain@contoh.id;Dinas Sosial", "seen": seen}
    assert world.client("citra").post(URL, other).status_code == 200
    assert not Invitation.objects.exists()


def test_one_mistake_sends_to_nobody(offices: dict[str, Any], world: World) -> None:
    text = "sri@contoh.id;Dinas Sosial\nsalah;Dinas Sosial\nx@;Dinas Sosial"
    seen = read_invitations(text, "17.71").fingerprint
    answer = world.client("citra").post(URL, {"text": text, "seen": seen})
    assert answer.status_code == 422 and text in answer.content.decode().replace("\r\n", "\n")
    assert not Invitation.objects.exists() and not OutboxMail.objects.exists()


def test_a_list_asks_the_database_as_often_for_one_line_as_for_many(
    offices: dict[str, Any], django_assert_num_queries: Any
) -> None:
    for count in (1, 200):
        text = "\n".join(f"p{n}@contoh.id;Dinas Sosial" for n in range(count))
        with django_assert_num_queries(3):
            assert len(read_invitations(text, "17.71").wanted) == count


def test_the_empty_list_has_a_line_for_each_department_without_operator(
    offices: dict[str, Any], world: World
) -> None:
    Department.objects.create(region=world.regions["17.71"], name="=cmd|' /C calc'!A0")
    answer = world.client("citra").get("/operator/17.71/daftar-kosong.csv")
    text = answer.content.decode("utf-8-sig")
    assert text.splitlines()[0] == "Surel;Perangkat daerah" and ";Dinas Sosial" in text
    assert "\n;=cmd" not in text and world.memberships["oki"].department.name not in text
    found = read_invitations(text, "17.71")
    assert not found.mistakes and not found.wanted and len(found.left_out) == 4


@pytest.mark.parametrize("who", ["oki", "hana", "candra", "vera"])
def test_only_the_regions_coordinator_invites(world: World, who: str) -> None:
    assert world.client(who).post(URL, {"text": "a@contoh.id;x"}).status_code in {403, 404}


def test_a_list_that_asks_for_another_role_invites_nobody_as_operator(offices: dict[str, Any]) -> None:
    lines = [
        "Surel;Perangkat daerah;Peran",
        "a@contoh.id;Dinas Sosial;Operator",
        "b@contoh.id;Dinas Sosial;",
        "c@contoh.id;Dinas Sosial;Koordinator",
        "d@contoh.id;Dinas Sosial",
    ]
    found = read_invitations("\n".join(lines), "17.71")
    assert [one.email for one in found.wanted] == ["a@contoh.id", "b@contoh.id", "d@contoh.id"]
    assert [(number, email) for number, email, _why in found.mistakes] == [(4, "c@contoh.id")]
    assert "“Koordinator”" in found.mistakes[0][2] and not found.is_sendable


def test_a_whole_list_of_a_thousand_is_sent_through_the_page(offices: dict[str, Any], world: World) -> None:
    text = "\n".join(f"orang.{n:04}@dinas-sosial.contoh.id;Dinas Sosial" for n in range(1000))
    client, seen = world.client("citra"), read_invitations(text, "17.71").fingerprint
    assert client.post(URL, {"text": text, "seen": seen}).status_code == 302
    assert Invitation.objects.count() == OutboxMail.objects.count() == 1000
