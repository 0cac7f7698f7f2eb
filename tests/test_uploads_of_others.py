"""Clients that nobody here wrote, against the running program: tuspy, and tus-js-client in Chromium.

The server is killed with SIGKILL in the middle, the browser is closed, the line drops: what was acknowledged is there.
"""

import hashlib
import os
import re
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import requests
from playwright.sync_api import Browser, Page, expect
from tusclient.client import TusClient

from tests.running_site import PASSWORD, Site, demo_in, running, sign_in
from tests.surroundings.poor_line import PoorLine

MEGABYTE = 2**20
pytestmark = pytest.mark.slow


class UploadSite(Site):
    """The site as somebody without a browser meets it."""

    def session(self, email: str = "operator@demo.piagam.id") -> requests.Session:
        """Somebody signed in without a browser."""
        session = requests.Session()
        page = session.get(f"{self.address}/masuk/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token
        given = {"email": email, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        session.post(f"{self.address}/masuk/", data=given, headers={"Referer": f"{self.address}/masuk/"})
        assert session.get(f"{self.address}/unggahan/").url.endswith("/unggahan/")
        return session

    def tus(self, session: requests.Session, port: int | None = None) -> TusClient:
        """tuspy with the session's cookies."""
        address = f"http://127.0.0.1:{port or self.port}"
        cookies = "; ".join(f"{one.name}={one.value}" for one in session.cookies)
        return TusClient(
            f"{address}/unggahan/", headers={"Cookie": cookies, "X-CSRFToken": session.cookies["csrftoken"]}
        )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[UploadSite]:
    made = demo_in(tmp_path_factory.mktemp("site"))
    with running(UploadSite(made.program, made.port)) as site:
        yield site


def a_heavy_pdf(path: Path, size: int) -> str:
    """A PDF of about so many bytes that no packer makes smaller; its SHA-256."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.Root.Beban = pdf.make_stream(os.urandom(size))
    out = BytesIO()
    pdf.save(out)
    path.write_bytes(out.getvalue())
    return hashlib.sha256(out.getvalue()).hexdigest()


def test_tuspy_goes_on_after_the_server_was_killed(site: UploadSite, tmp_path: Path) -> None:
    path = tmp_path / "naskah.pdf"
    a_heavy_pdf(path, 3 * MEGABYTE)
    client = site.tus(site.session())
    sending = client.uploader(str(path), chunk_size=MEGABYTE // 2, metadata={"filename": "naskah.pdf"})
    for _ in range(3):
        sending.upload_chunk()
    acknowledged = sending.offset
    assert acknowledged == 3 * MEGABYTE // 2
    site.kill()
    site.start()
    again = client.uploader(str(path), chunk_size=MEGABYTE // 2, url=sending.url)
    assert again.offset == acknowledged
    again.upload()
    assert again.offset == path.stat().st_size


def test_tuspy_sends_checked_parts(site: UploadSite, tmp_path: Path) -> None:
    path = tmp_path / "naskah.pdf"
    a_heavy_pdf(path, MEGABYTE)
    client = site.tus(site.session())
    sending = client.uploader(
        str(path), chunk_size=MEGABYTE // 4, upload_checksum=True, metadata={"filename": "a.pdf"}
    )
    sending.upload()
    assert sending.offset == path.stat().st_size


def test_over_a_line_that_drops_no_byte_is_sent_twice_beyond_one_part(
    site: UploadSite, tmp_path: Path
) -> None:
    """A small one of what bench/uploads.py measures at 256 kbit/s."""
    path, part = tmp_path / "naskah.pdf", 64 * 1024
    a_heavy_pdf(path, 1_200_000)
    session = site.session()
    with PoorLine(site.port, bytes_a_second=300_000, drops_every=1.0) as line:
        client = site.tus(session, line.port)
        sending = None
        for _attempt in range(60):
            try:
                sending = client.uploader(
                    str(path),
                    chunk_size=part,
                    metadata={"filename": "naskah.pdf"},
                    url=sending and sending.url,
                )
                sending.upload()
                break
            except Exception:  # whatever the line does to whichever library: go on from where it stopped
                time.sleep(0.05)
        assert sending is not None and sending.offset == path.stat().st_size
        headers = 2_000 * (line.drops + path.stat().st_size // part + 2) * 2
        assert line.drops >= 3
        assert line.sent_up <= path.stat().st_size + part * (line.drops + 1) + headers


def slow_down(page: Page, bytes_a_second: int) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": bytes_a_second})  # fmt: skip


def choose(page: Page, site: UploadSite, path: Path) -> Any:
    """Chooses a file for a new document."""
    page.goto(f"{site.address}/dokumen/baru/")
    page.fill("[name=subject]", "Naskah")
    slow_down(page, 700_000)
    page.set_input_files("input[type=file]", str(path))
    return page.locator(".uploads__file")


@pytest.mark.browser
def test_the_browsers_client_goes_on_after_the_server_was_killed(
    site: UploadSite, page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "pindaian.pdf"
    digest = a_heavy_pdf(path, 4 * MEGABYTE)
    sign_in(page, site.address)
    item = choose(page, site, path)
    expect(item.locator(".uploads__line")).to_contain_text("dari", timeout=15_000)
    limit = time.monotonic() + 20
    while (
        site.session()
        .get(f"{site.address}/unggahan/", headers={"Accept": "application/json"})
        .json()["uploads"][0]["offset"]
        < MEGABYTE
    ):
        assert time.monotonic() < limit
        page.wait_for_timeout(200)
    site.kill()
    expect(item.locator(".uploads__line")).to_contain_text("terputus", timeout=15_000)
    site.start()
    expect(item.locator(".uploads__line")).to_have_text("Sudah sampai", timeout=40_000)
    page.get_by_role("button", name="Simpan", exact=False).first.click()
    expect(page).to_have_url(re.compile(r"/dokumen/\d+/$"), timeout=15_000)
    download = site.session().get(page.url + "berkas/1/")
    assert hashlib.sha256(download.content).hexdigest() == digest


@pytest.mark.browser
def test_another_device_goes_on_where_a_closed_browser_stopped(
    site: UploadSite, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "peta.pdf"
    a_heavy_pdf(path, 4 * MEGABYTE)
    first = browser.new_context(locale="id-ID").new_page()
    sign_in(first, site.address)
    choose(first, site, path)
    session = site.session()

    def offset() -> int:
        told = session.get(f"{site.address}/unggahan/", headers={"Accept": "application/json"}).json()[
            "uploads"
        ]
        return next((one["offset"] for one in told if one["name"] == "peta.pdf"), 0)

    limit = time.monotonic() + 20
    while offset() < MEGABYTE:
        assert time.monotonic() < limit
        first.wait_for_timeout(200)
    first.context.close()
    there = offset()
    second = browser.new_context(locale="id-ID").new_page()
    sign_in(second, site.address)
    began: list[int] = []
    second.on(
        "request",
        lambda one: began.append(int(one.headers["upload-offset"])) if one.method == "PATCH" else None,
    )
    item = choose(second, site, path)
    expect(item.locator(".uploads__line")).to_have_text("Sudah sampai", timeout=40_000)
    assert began[0] >= there >= MEGABYTE
    second.context.close()


@pytest.mark.browser
def test_photos_become_smaller_and_one_pdf(site: UploadSite, page: Page, tmp_path: Path) -> None:
    from PIL import Image

    paths = []
    for number in range(3):
        image = Image.effect_noise((2600, 1900), 90).convert("RGB")
        paths.append(tmp_path / f"foto {number}.jpg")
        image.save(paths[-1], quality=90)
    sign_in(page, site.address)
    page.goto(f"{site.address}/dokumen/baru/")
    page.evaluate("document.querySelector('input[type=file]').multiple = true")
    page.set_input_files("input[type=file]", [str(path) for path in paths])
    page.get_by_label("Jadikan satu PDF").check()
    page.get_by_role("button", name="Kirim", exact=True).click()
    item = page.locator(".uploads__file")
    expect(item).to_have_count(1, timeout=20_000)
    expect(item.locator(".uploads__line")).to_have_text("Sudah sampai", timeout=40_000)
    page.fill("[name=subject]", "Foto kegiatan")
    page.get_by_role("button", name="Simpan", exact=False).first.click()
    expect(page).to_have_url(re.compile(r"/dokumen/\d+/$"), timeout=15_000)
    got = site.session().get(page.url + "berkas/1/").content
    assert len(got) < sum(path.stat().st_size for path in paths)
    with pikepdf.open(BytesIO(got)) as pdf:
        assert len(pdf.pages) == 3
