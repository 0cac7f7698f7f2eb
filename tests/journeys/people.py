"""Who sets out: a person of the cast with a password and a device for codes, and a real document in hand."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pyotp
import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, expect

from tests.cast import PASSWORD, World
from tests.people_in_browsers import Person, window

SAVED = re.compile(r"Tersimpan \d\d\.\d\d")
with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@contextmanager
def officer(
    world: World, browser: Browser, site: str, name: str, *, scripts: bool = True, width: int = 1280
) -> Iterator[Person]:
    """Somebody who has just signed in at the sign-in page; at the end nothing of the page has complained."""
    user = world.user(name)
    if not user.totp_secret:
        user.totp_secret, user.totp_since = pyotp.random_base32(), timezone.now()
        user.set_password(PASSWORD)
        user.save()
    person = window(browser, site, user.email, secret=user.totp_secret, width=width, scripts=scripts)
    person.sign_in()
    person.page.wait_for_load_state()
    assert person.page.evaluate("'piagamAutosave' in window") is scripts
    yield person
    assert person.troubles == []
    person.page.context.close()


def show_the_device(person: Person) -> None:
    """Types the code that a page asks for before it lets a step through."""
    person.follow("Masukkan kode keamanan")
    person.sees("Konfirmasi bahwa ini Anda")
    person.fill(code=person.code())
    person.press("Konfirmasi")


def a_paper(pages: int = 2) -> bytes:
    """A PDF as an officer has it."""
    pdf = pikepdf.new()
    for _page in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def a_paper_in(folder: Path, name: str) -> tuple[str, str]:
    """Such a PDF as a file, and its fingerprint."""
    path = folder / name
    path.write_bytes(a_paper())
    return str(path), sha256(path.read_bytes()).hexdigest()


def opened_row(person: Person, code: str) -> Locator:
    """Opens a row by its line: in place, or on the page anew where there are no scripts."""
    person.page.locator(f"#{code} a").first.click()
    row = person.page.locator(f"details#{code}")
    expect(row).to_have_attribute("open", "")
    return row


def keep_row(person: Person, row: Locator) -> None:
    """A row saves itself; without scripts its button does."""
    if person.scripts:
        expect(row.locator("[data-save-line]")).to_have_text(SAVED, timeout=10_000)
    else:
        row.get_by_role("button", name="Simpan", exact=True).click()
