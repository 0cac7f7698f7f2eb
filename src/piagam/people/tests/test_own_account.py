"""One's own account: name, password, sessions, roles."""

from django.test import Client

from piagam.audit.models import AuditEvent
from piagam.people.models import Membership, User
from tests.cast import PASSWORD, World

NEW = "kata-sandi-yang-baru-sekali"


def with_password(world: World, name: str = "oki") -> Client:
    user = world.user(name)
    user.set_password(PASSWORD)
    user.save()
    return world.client(name)


def test_the_page_shows_name_and_roles(world: World) -> None:
    page = world.client("oki").get("/akun/").content.decode()
    assert "Dinas Kependudukan" in page
    assert "Belum terpasang" in page


def test_a_name_is_changed(world: World) -> None:
    world.client("oki").post("/akun/", {"name": "  Oki   Setiawan "})
    assert User.objects.get(email="oki@contoh.id").name == "Oki Setiawan"
    assert AuditEvent.objects.filter(verb="account.rename").count() == 1


def test_changing_the_password_ends_the_other_sessions_only(world: World) -> None:
    here = with_password(world)
    elsewhere = world.client("oki")
    answer = here.post("/akun/kata-sandi/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert answer.status_code == 302
    assert here.get("/akun/").status_code == 200
    assert elsewhere.get("/akun/").status_code == 302
    assert User.objects.get(email="oki@contoh.id").check_password(NEW)


def test_the_old_password_must_be_known(world: World) -> None:
    client = with_password(world)
    assert client.post("/akun/kata-sandi/", {"old": "salah", "new": NEW, "again": NEW}).status_code == 400
    assert User.objects.get(email="oki@contoh.id").check_password(PASSWORD)


def test_a_new_password_is_held_to_the_validators(world: World) -> None:
    client = with_password(world)
    for new, again in (("pendek", "pendek"), (NEW, NEW + "x"), ("passwordpassword", "passwordpassword2")):
        answer = client.post("/akun/kata-sandi/", {"old": PASSWORD, "new": new, "again": again})
        assert answer.status_code == 400, new


def test_ending_all_other_sessions_keeps_this_one(world: World) -> None:
    here, elsewhere = world.client("oki"), world.client("oki")
    here.post("/akun/keluar-semua/")
    assert here.get("/akun/").status_code == 200
    assert elsewhere.get("/akun/").status_code == 302


def test_a_person_switches_between_own_roles_only(world: World) -> None:
    membership = world.memberships["oki"]
    other = Membership.objects.create(
        user=membership.user, role="PROV", region=world.regions["17"], edition=world.edition
    )
    client = world.client("oki")
    client.post("/peran/", {"membership": other.pk, "next": "/akun/"})
    assert client.session["membership"] == other.pk
    client.post("/peran/", {"membership": membership.pk})
    assert client.session["membership"] == membership.pk
    assert client.post("/peran/", {"membership": world.memberships["ayu"].pk}).status_code == 404
    assert client.session["membership"] == membership.pk
