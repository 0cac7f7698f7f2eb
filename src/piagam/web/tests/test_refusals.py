"""A no becomes the right page, and the headers keep a page to itself."""

from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from piagam.urls import handler400, handler403, handler404, handler500
from piagam.urls import urlpatterns as site
from piagam.web import pages
from piagam.web.errors import Conflict409, NeedsStepUp, Refused

__all__ = ["handler400", "handler403", "handler404", "handler500"]
END = datetime(2026, 8, 21, 16, 59, 59, tzinfo=UTC)


def closed(request):
    raise Refused("Penjaringan sudah ditutup.", 409, phase="V", when=END)


def conflict(request):
    raise Conflict409(
        field="tujuan", label="Tujuan", mine="<b>milik saya</b>", theirs="milik orang", version=7
    )


def step_up(request):
    raise NeedsStepUp(next="/laporan/")


def status(request, code):
    raise Refused("Kalimat biasa.", code)


def broken(request):
    raise RuntimeError


def own_policy(request):
    return HttpResponse(
        "x", headers={"Content-Security-Policy": "default-src 'none'", "Cache-Control": "max-age=9"}
    )


urlpatterns = [
    path("uji/tutup/", closed), path("uji/bentrok/", conflict), path("uji/kode/", step_up), path("uji/rusak/", broken),
    path("uji/status/<int:code>/", status), path("uji/sendiri/", own_policy), *site,
]  # fmt: skip
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def reader() -> Client:
    return Client(raise_request_exception=False, headers={"accept-language": "id"})


def test_a_refusal_says_its_sentence_its_phase_and_its_time(reader: Client) -> None:
    response = reader.get("/uji/tutup/")
    assert response.status_code == 409
    for words in ("Penjaringan sudah ditutup.", "Verifikasi", "21 Agu 2026 23.59.59 WIB"):
        assert words in response.text


def test_a_script_hears_a_refusal_as_json(reader: Client) -> None:
    response = reader.get("/uji/tutup/", headers={"accept": "application/json"})
    assert response.status_code == 409
    assert response.json() == {
        "sentence": "Penjaringan sudah ditutup.", "code": "", "phase": "V", "when": END.isoformat()
    }  # fmt: skip


def test_a_conflict_shows_both_texts_and_lets_no_markup_through(reader: Client) -> None:
    text = reader.get("/uji/bentrok/").text
    assert "&lt;b&gt;milik saya&lt;/b&gt;" in text
    assert "milik orang" in text


def test_a_conflict_carries_both_texts_and_the_version_to_a_script(reader: Client) -> None:
    told = reader.get("/uji/bentrok/", headers={"accept": "application/json"}).json()
    assert (told["field"], told["mine"], told["theirs"], told["version"]) == (
        "tujuan", "<b>milik saya</b>", "milik orang", 7
    )  # fmt: skip


@pytest.mark.parametrize("code", [400, 401, 403, 404, 409, 413, 422, 429, 418])
def test_every_status_has_a_page_with_the_sentence(reader: Client, code: int) -> None:
    response = reader.get(f"/uji/status/{code}/")
    assert response.status_code == code
    assert "Kalimat biasa." in response.text


def test_a_missing_step_up_is_a_401_that_leads_on(reader: Client) -> None:
    assert reader.get("/uji/kode/").status_code == 401


def test_an_unknown_address_says_what_to_do(reader: Client) -> None:
    response = reader.get("/tidak/ada/di/sini/")
    assert response.status_code == 404
    assert "Halaman tidak ditemukan" in response.text


def test_a_fault_of_ours_has_a_page_without_the_database(reader: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        response = pages.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert reader.get("/uji/rusak/").status_code == 500


def test_a_form_address_opened_as_a_page_says_so(reader: Client) -> None:
    response = reader.get("/bahasa/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert "hanya menerima kiriman" in response.text


def test_every_answer_forbids_inline_scripts_and_foreign_hosts(reader: Client) -> None:
    headers = reader.get("/tidak/ada/").headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_view_may_set_its_own_policy(reader: Client) -> None:
    reader.cookies["sessionid"] = "x"
    headers = reader.get("/uji/sendiri/").headers
    assert headers["Content-Security-Policy"] == "default-src 'none'"
    assert headers["Cache-Control"] == "max-age=9"


def test_pages_of_somebody_with_a_session_are_not_stored(reader: Client) -> None:
    assert "Cache-Control" not in reader.get("/tidak/ada/").headers
    reader.cookies["sessionid"] = "x"
    assert "no-store" in reader.get("/tidak/ada/").headers["Cache-Control"]


def test_the_language_is_kept_and_one_comes_back(reader: Client) -> None:
    response = reader.post("/bahasa/", {"language": "en", "next": "/peringkat/"})
    assert response.headers["Location"] == "/peringkat/"
    assert response.cookies["django_language"].value == "en"


@pytest.mark.parametrize("going", ["https://lain.example/", "//lain.example", "javascript:alert(1)", ""])
def test_the_language_switch_leads_nowhere_else(reader: Client, going: str) -> None:
    assert reader.post("/bahasa/", {"language": "xx", "next": going}).headers["Location"] == "/"


@override_settings(DEMO=False, DEBUG=False)
def test_the_style_guide_is_not_there_on_a_real_instance(reader: Client) -> None:
    assert reader.get("/gaya/").status_code == 404


@override_settings(DEMO=True)
def test_the_style_guide_shows_the_components_on_a_demo(reader: Client) -> None:
    text = reader.get("/gaya/").text
    assert "level-chooser" in text
    assert " style=" not in text
    assert "onclick" not in text
