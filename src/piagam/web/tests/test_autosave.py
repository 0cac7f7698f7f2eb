"""What is typed is never lost: saving while typing, in a real browser against an invented server."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

STATIC = Path(__file__).parents[1] / "static" / "web"
HOST = "http://piagam.test"
SCRIPTS = ("unsent.js", "autosave.js", "leaving.js")
PAGE = """<!doctype html><html lang="id"><body data-person="{person}"><div class="page"></div><main id="main">
<form method="post" action="/keluar/" data-forget><button id="keluar">Keluar</button></form>
<form method="post" action="/isian/" data-autosave="/simpan/">
<input type="hidden" name="csrfmiddlewaretoken" value="rahasia"><input type="hidden" name="version" value="3">
<div class="field"><label>Tujuan <textarea name="tujuan" id="tujuan">{text}</textarea></label></div>
<div class="field"><label>Tahapan <select name="tahapan"><option value="">Belum dipilih</option>
<option value="uji-coba">Uji coba</option></select></label></div>
<div class="field"><label><input type="checkbox" name="urusan" value="air"> Air</label>
<label><input type="checkbox" name="urusan" value="jalan"> Jalan</label></div>
<button name="lalu" value="anggaran">Pilih dokumen</button><p data-save-line role="status"></p></form></main>
<script src="/unsent.js"></script><script src="/autosave.js"></script>
<script src="/leaving.js"></script></body></html>"""


class Server:
    """Answers saves as a test says, and remembers what came."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.came: list[dict[str, list[str]]] = []
        self.answer: Callable[[dict[str, list[str]]], tuple[int, dict[str, Any] | str]] = lambda _sent: (
            200,
            {"version": 4},
        )
        self.text = ""
        self.before_scripts: Callable[[], None] | None = None
        self.person = "7"
        page.route(f"{HOST}/**", self.serve)

    def serve(self, route: Any) -> None:
        request = route.request
        if request.url.endswith(SCRIPTS):
            if request.url.endswith("unsent.js") and self.before_scripts:
                self.before_scripts()
            script = (STATIC / request.url.rsplit("/", 1)[1]).read_text()
            route.fulfill(body=script, content_type="text/javascript; charset=utf-8")
        elif request.url.endswith("/simpan/"):
            assert request.headers["x-csrftoken"] == "rahasia"
            sent = parse_qs(request.post_data or "", keep_blank_values=True)
            self.came.append(sent)
            status, body = self.answer(sent)
            if status == 0:
                route.abort()
            elif isinstance(body, str):
                route.fulfill(status=status, body=body, content_type="text/html; charset=utf-8")
            else:
                route.fulfill(status=status, body=json.dumps(body), content_type="application/json")
        else:
            route.fulfill(
                body=PAGE.format(text=self.text, person=self.person), content_type="text/html; charset=utf-8"
            )

    def open(self) -> None:
        self.page.goto(f"{HOST}/isian/")

    def line(self, text: str) -> None:
        self.page.get_by_role("status").filter(has_text=text).wait_for()


@pytest.fixture
def server(page) -> Server:
    page.clock.install()
    return Server(page)


def test_a_change_is_saved_with_its_field_and_version(server: Server) -> None:
    server.open()
    server.page.fill("#tujuan", "Air bersih")
    server.page.clock.fast_forward(900)
    server.line("Tersimpan")
    assert server.came == [{"tujuan": ["Air bersih"], "version": ["3"], "field": ["tujuan"]}]
    server.page.fill("#tujuan", "Air bersih sekali")
    server.page.clock.fast_forward(900)
    server.page.wait_for_function("localStorage.length === 0")
    assert server.came[-1]["version"] == ["4"]


def test_leaving_a_field_without_change_sends_nothing_more(server: Server) -> None:
    server.open()
    server.page.fill("#tujuan", "Air")
    server.page.clock.fast_forward(900)
    server.line("Tersimpan")
    server.page.locator("#tujuan").blur()
    server.page.clock.fast_forward(2000)
    assert len(server.came) == 1


def test_what_was_typed_before_the_script_arrived_is_saved_too(page: Any) -> None:
    """Over a slow line the form is there seconds before its script. By the real clock: it knows how a page came."""
    server = Server(page)

    def type_early() -> None:
        server.before_scripts = None
        server.page.fill("#tujuan", "Diketik lebih dulu")
        server.page.check("[value=jalan]")
        server.page.select_option("[name=tahapan]", "uji-coba")

    server.text = "Yang tersimpan"
    server.before_scripts = type_early
    server.open()
    server.line("Tersimpan")
    told = {one["field"][0]: one[one["field"][0]] for one in server.came}
    assert told == {"tujuan": ["Diketik lebih dulu"], "urusan": ["jalan"], "tahapan": ["uji-coba"]}


def test_a_page_that_came_as_it_is_sends_nothing_by_itself(page: Any) -> None:
    server = Server(page)
    server.text = "Yang tersimpan\r\ndua &#13; baris"
    server.open()
    page.wait_for_timeout(1200)
    page.reload()
    page.wait_for_timeout(1200)
    assert server.came == []
    assert server.page.evaluate("localStorage.length") == 0


def test_boxes_that_are_all_cleared_are_sent_as_nothing(server: Server) -> None:
    server.open()
    server.page.check("[value=air]")
    server.page.check("[value=jalan]")
    server.page.clock.fast_forward(900)
    server.line("Tersimpan")
    assert server.came[-1]["urusan"] == ["air", "jalan"]
    server.page.uncheck("[value=air]")
    server.page.uncheck("[value=jalan]")
    server.page.clock.fast_forward(900)
    server.page.wait_for_function("localStorage.length === 0")
    assert server.came[-1]["urusan"] == [""]


@pytest.mark.parametrize("failure", [0, 429, 500, 503])
def test_a_failed_save_is_tried_again_later(server: Server, failure: int) -> None:
    server.open()
    server.answer = lambda _sent: (failure, {})
    server.page.fill("#tujuan", "Air")
    server.page.clock.fast_forward(900)
    server.line("Belum tersimpan — mencoba lagi")
    server.answer = lambda _sent: (200, {"version": 4, "at": "10.42"})
    server.page.clock.fast_forward(3000)
    server.line("Tersimpan 10.42")
    assert len(server.came) == 2


def test_a_save_whose_answer_was_lost_is_not_taken_for_another_persons(server: Server) -> None:
    """It was kept; meanwhile the person typed on in the same field."""
    kept = {"text": "", "version": 3}

    def keeps(sent: dict[str, list[str]], *, answers: bool) -> tuple[int, dict[str, Any] | str]:
        text, version = sent["tujuan"][0], int(sent["version"][0])
        if text != kept["text"]:
            if version != kept["version"]:
                return 409, {"theirs": kept["text"], "version": kept["version"]}
            kept.update(text=text, version=version + 1)
        return (200, {"version": kept["version"]}) if answers else (0, {})

    server.open()
    server.answer = lambda sent: keeps(sent, answers=False)
    server.page.fill("#tujuan", "Air")
    server.page.clock.fast_forward(900)
    server.line("mencoba lagi")
    server.page.fill("#tujuan", "Air bersih")
    server.answer = lambda sent: keeps(sent, answers=True)
    server.page.clock.fast_forward(900)
    server.line("Tersimpan")
    assert kept == {"text": "Air bersih", "version": 5}
    assert [one["tujuan"] for one in server.came] == [["Air"], ["Air"], ["Air bersih"]]
    assert server.page.locator(".two-texts").count() == 0
    assert server.page.evaluate("localStorage.length") == 0


def test_another_persons_text_is_still_shown_after_a_lost_answer(server: Server) -> None:
    server.open()
    server.answer = lambda _sent: (0, {})
    server.page.fill("#tujuan", "Air")
    server.page.clock.fast_forward(900)
    server.line("mencoba lagi")
    server.page.fill("#tujuan", "Air bersih")
    server.answer = lambda _sent: (409, {"theirs": "Punya Otto", "version": 9})
    server.page.clock.fast_forward(900)
    panel = server.page.get_by_role("alert")
    panel.wait_for()
    assert "Punya Otto" in panel.inner_text() and "Air bersih" in panel.inner_text()
    server.answer = lambda _sent: (200, {"version": 10})
    server.page.get_by_text("Pakai tulisan saya").click()
    server.page.clock.fast_forward(900)
    server.line("Tersimpan")
    assert server.came[-1] == {"tujuan": ["Air bersih"], "version": ["9"], "field": ["tujuan"]}


def test_a_gateways_page_is_not_taken_for_saved(server: Server) -> None:
    server.open()
    server.answer = lambda _sent: (200, "<h1>Selamat datang di WiFi Desa</h1>")
    server.page.fill("#tujuan", "Air")
    server.page.clock.fast_forward(900)
    server.line("Belum tersimpan — mencoba lagi")
    assert server.page.evaluate("localStorage.length") == 1
    server.answer = lambda _sent: (200, {"version": 4})
    server.page.clock.fast_forward(3000)
    server.line("Tersimpan")


def test_unsent_text_comes_back_after_a_reload_and_is_sent(server: Server) -> None:
    server.open()
    server.answer = lambda _sent: (0, {})
    server.page.fill("#tujuan", "Belum sempat")
    server.page.clock.fast_forward(900)
    server.line("mencoba lagi")
    server.page.on("dialog", lambda dialog: dialog.accept())
    server.answer = lambda _sent: (200, {"version": 4})
    server.open()
    server.page.wait_for_function("document.getElementById('tujuan').value === 'Belum sempat'")
    server.page.clock.fast_forward(900)
    server.line("Tersimpan")
    assert server.page.evaluate("localStorage.length") == 0


def test_the_next_person_at_the_same_computer_finds_nothing(server: Server) -> None:
    server.open()
    server.page.fill("#tujuan", "Punya Oki")
    server.person = "8"
    server.open()
    assert server.page.input_value("#tujuan") == ""


def test_signing_out_saves_what_was_typed_a_moment_ago(server: Server) -> None:
    server.open()
    server.page.fill("#tujuan", "Punya Oki")
    server.page.click("#keluar")
    server.page.clock.fast_forward(100)
    server.page.wait_for_url("**/keluar/")
    assert server.came[-1]["tujuan"] == ["Punya Oki"]
    assert server.page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize(
    ("choice", "left"), [("Keluar dan hapus tulisan itu", 0), ("tetap di peramban ini", 1)]
)
def test_signing_out_with_what_cannot_be_saved_asks(server: Server, choice: str, left: int) -> None:
    server.open()
    server.answer = lambda _sent: (503, {})
    server.page.fill("#tujuan", "Punya Oki")
    server.page.clock.fast_forward(900)
    server.line("mencoba lagi")
    server.page.click("#keluar")
    server.page.get_by_role("button", name=choice).click()
    server.page.wait_for_url("**/keluar/")
    assert server.page.evaluate("localStorage.length") == left
    server.open()
    assert server.page.input_value("#tujuan") == ("Punya Oki" if left else "")


def test_the_copy_on_the_disk_counts_after_a_crash(server: Server) -> None:
    server.open()
    server.answer = lambda _sent: (503, {})
    server.page.on("dialog", lambda dialog: dialog.accept())
    server.page.fill("#tujuan", "Yang terakhir")
    server.page.clock.fast_forward(900)
    server.line("mencoba lagi")
    key = server.page.evaluate("Object.keys(localStorage)[0]")
    server.page.evaluate(
        "key => { const old = JSON.parse(localStorage[key]); old.values = ['Basi']; old.at -= 60000;"
        " localStorage[key] = JSON.stringify(old); }",
        key,
    )
    server.open()
    server.page.wait_for_function("document.getElementById('tujuan').value === 'Yang terakhir'")
    server.answer = lambda _sent: (200, {"version": 4})
    server.page.clock.fast_forward(900)
    server.line("Tersimpan")
    server.page.evaluate("key => { localStorage[key] = JSON.stringify({values: ['Basi'], at: 5}); }", key)
    server.open()
    server.page.wait_for_function("localStorage.length === 0")
    assert server.page.input_value("#tujuan") == ""


def test_two_texts_are_both_shown_and_mine_may_stay(server: Server) -> None:
    server.open()
    server.answer = lambda _sent: (
        409,
        {"sentence": "Diubah Otto.", "theirs": "<b>Punya Otto</b>", "version": 9},
    )
    server.page.fill("#tujuan", "Punya Oki")
    server.page.clock.fast_forward(900)
    panel = server.page.get_by_role("alert")
    panel.wait_for()
    assert "Punya Oki" in panel.inner_text()
    assert "<b>Punya Otto</b>" in panel.inner_text()
    server.answer = lambda _sent: (200, {"version": 10})
    server.page.get_by_text("Pakai tulisan saya").click()
    server.page.clock.fast_forward(900)
    server.line("Tersimpan")
    assert server.came[-1] == {"tujuan": ["Punya Oki"], "version": ["9"], "field": ["tujuan"]}


def test_two_texts_and_theirs_may_stay(server: Server) -> None:
    server.open()
    server.answer = lambda _sent: (409, {"theirs": "Punya Otto", "version": 9})
    server.page.fill("#tujuan", "Punya Oki")
    server.page.clock.fast_forward(900)
    server.page.get_by_text("Pakai yang tersimpan").click()
    assert server.page.input_value("#tujuan") == "Punya Otto"
    assert server.page.evaluate("localStorage.length") == 0
    assert len(server.came) == 1


def test_a_mistake_stands_beside_its_field_and_the_text_stays(server: Server) -> None:
    server.open()
    server.answer = lambda _sent: (422, {"errors": {"tujuan": ["Terlalu pendek."]}})
    server.page.fill("#tujuan", "Air")
    server.page.clock.fast_forward(900)
    server.page.get_by_text("Terlalu pendek.").wait_for()
    server.line("periksa isian ini")
    assert server.page.evaluate("localStorage.length") == 1


def test_a_refusal_stops_with_its_sentence_and_keeps_the_text(server: Server) -> None:
    server.open()
    server.answer = lambda _sent: (409, {"sentence": "Penjaringan sudah ditutup.", "code": "wrong-phase"})
    server.page.fill("#tujuan", "Air")
    server.page.clock.fast_forward(900)
    server.line("Belum tersimpan. Penjaringan sudah ditutup.")
    server.page.clock.fast_forward(120_000)
    assert len(server.came) == 1
    assert server.page.evaluate("localStorage.length") == 1
