"""People at their browsers: each has a window of their own, signs in on the page and types codes from a device."""

import time
from dataclasses import dataclass, field
from typing import Any

import pyotp
from playwright.sync_api import Browser, Page, expect

from piagam.people.models import Membership, User
from tests.cast import PASSWORD


@dataclass
class Person:
    """One person at one browser window."""

    email: str
    page: Page
    site: str
    secret: str = ""
    scripts: bool = True
    used: set[str] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)

    def note(self, line: str) -> None:
        """Keeps what the browser says about the content policy."""
        if "Content Security Policy" in line:
            self.troubles.append(line)

    def go(self, path: str) -> Page:
        answer = self.page.goto(self.site + path)
        assert answer is not None
        assert answer.status < 400, (path, answer.status, self.page.locator("main").inner_text()[:400])
        return self.page

    def status(self, path: str) -> int:
        answer = self.page.goto(self.site + path)
        assert answer is not None
        return answer.status

    def sign_in(self, password: str = PASSWORD) -> "Person":
        self.go("/masuk/")
        self.page.fill("[name=email]", self.email)
        self.page.fill("[name=password]", password)
        self.press("Masuk")
        expect(self.page).not_to_have_url(self.site + "/masuk/")
        return self

    def press(self, name: str, *, exact: bool = True) -> None:
        self.page.locator("main").get_by_role("button", name=name, exact=exact).first.click()

    def fill(self, **values: Any) -> None:
        for name, value in values.items():
            self.page.fill(f"[name='{name}']", str(value))

    def code(self) -> str:
        """A code that was not used yet; a code counts once, so this may wait for the next half minute."""
        totp = pyotp.TOTP(self.secret)
        while (code := totp.now()) in self.used:
            time.sleep(1)
        self.used.add(code)
        return code

    def confirm(self) -> None:
        """Shows the second factor on its own page; it opens the marked actions for ten minutes."""
        self.go("/konfirmasi/?next=/meja/")
        self.page.fill("[name=code]", self.code())
        self.press("Konfirmasi")
        expect(self.page).to_have_url(self.site + "/meja/")

    def sees(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def hears(self, text: str) -> None:
        """The sentence above the page that says what a click has done."""
        expect(self.page.locator(".messages")).to_contain_text(text)

    def follow(self, name: str) -> None:
        """Clicks a link of the page's own part."""
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def turn_to(self, name: str) -> None:
        """Clicks a line of the menu."""
        self.page.locator(".site-nav").get_by_role("link", name=name, exact=True).click()


def window(
    browser: Browser, site: str, email: str, *, secret: str = "", width: int = 1280, scripts: bool = True
) -> Person:
    """A new window; scripts that fail and broken content policies are kept in `troubles`."""
    context = browser.new_context(
        locale="id-ID", timezone_id="Asia/Jakarta", viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
    )  # fmt: skip
    context.set_default_timeout(8_000)
    page = context.new_page()
    person = Person(email, page, site, secret, scripts)
    page.on("pageerror", lambda error: person.troubles.append(f"script error: {error}"))
    page.on("console", lambda line: person.note(line.text))
    return person


def staff(email: str, role: str) -> str:
    """A ministry account with password and second factor, as an accepted invitation leaves it; its secret."""
    secret = pyotp.random_base32()
    user = User(email=email, name=email.split("@")[0].capitalize(), totp_secret=secret)
    from django.utils import timezone

    user.totp_since = timezone.now()
    user.set_password(PASSWORD)
    user.save()
    Membership.objects.create(user=user, role=role)
    return secret
