"""Typing in a real browser: saved, contested, offline. The text a person typed is never lost."""

import re
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from piagam.innovations import actions
from piagam.innovations.models import Innovation
from piagam.innovations.values import stamp_of
from tests.cast import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world()


def open_form(page: Any, live_server: Any, world: World, innovation: Innovation) -> None:
    """Oki signs in and opens the form."""
    name = settings.SESSION_COOKIE_NAME
    cookie = world.client("oki").cookies[name].value
    page.context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/bank/{innovation.pk}/ubah/")


def citra_writes(world: World, innovation: Innovation, field: str, text: str) -> None:
    innovation.refresh_from_db()
    versions = {field: stamp_of(innovation.profile.get(field))}
    actions.save_fields(innovation, {field: text}, versions=versions, by=world.actor("citra"))


def kept(innovation: Innovation, field: str) -> Any:
    innovation.refresh_from_db()
    return innovation.profile.get(field)


def test_a_field_saves_itself_and_a_contested_one_shows_both(
    world: World, innovation: Innovation, live_server: Any, page: Any
) -> None:
    open_form(page, live_server, world, innovation)
    line = page.locator("[data-save-line]").first
    page.fill("#f-tujuan", "Agar dekat.")
    expect(line).to_have_text(re.compile(r"^Tersimpan \d\d\.\d\d$"))
    assert kept(innovation, "tujuan") == "Agar dekat."

    citra_writes(world, innovation, "tujuan", "Dari Citra")
    page.fill("#f-tujuan", "Dari Oki")
    panel = page.locator(".two-texts")
    panel.wait_for()
    assert "Dari Citra" in panel.inner_text() and "Dari Oki" in panel.inner_text()
    assert kept(innovation, "tujuan") == "Dari Citra"
    page.get_by_role("button", name="Pakai tulisan saya").click()
    expect(line).to_contain_text("Tersimpan ")
    assert kept(innovation, "tujuan") == "Dari Oki"


def test_what_was_typed_offline_comes_back_and_overwrites_nobody(
    world: World, innovation: Innovation, live_server: Any, page: Any
) -> None:
    open_form(page, live_server, world, innovation)
    page.on("dialog", lambda dialog: dialog.accept())
    page.context.set_offline(True)
    page.fill("#f-manfaat", "Ditulis tanpa jaringan")
    expect(page.locator("[data-save-line]").first).to_contain_text("Belum tersimpan")
    citra_writes(world, innovation, "manfaat", "Citra lebih dulu")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(f"{live_server.url}/bank/{innovation.pk}/ubah/")
    panel = page.locator(".two-texts")
    panel.wait_for()
    assert page.input_value("#f-manfaat") == "Ditulis tanpa jaringan"
    assert "Citra lebih dulu" in panel.inner_text() and kept(innovation, "manfaat") == "Citra lebih dulu"


def test_nothing_is_wider_than_a_phone(world: World, live_server: Any, page: Any) -> None:
    innovation = world.innovation("oki", title="Sistem" + "panjang" * 40, tujuan="kata" * 200)
    other = world.innovation("oki", title="Lain" + "sangatpanjang" * 20, tujuan="beda" * 200)
    page.set_viewport_size({"width": 400, "height": 800})
    open_form(page, live_server, world, innovation)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for address in ("/bank/", f"/bank/{innovation.pk}/", f"/bank/{innovation.pk}/ubah/", "/bank/baru/",
                    f"/bank/{innovation.pk}/riwayat/", f"/bank/{innovation.pk}/isian/anggaran/dokumen/",
                    f"/bank/{innovation.pk}/kolaborator/", f"/bank/{innovation.pk}/gabung/",
                    f"/bank/{innovation.pk}/gabung/{other.pk}/", f"/bank/{innovation.pk}/hapus/", "/bank/rekap/",
                    "/bank/dihapus/", "/bank/?jenis=digital", "/dokumen/", "/dokumen/baru/"):  # fmt: skip
        page.goto(live_server.url + address)
        assert page.evaluate(wide) <= 0, address
