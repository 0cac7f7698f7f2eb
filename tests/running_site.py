"""An instance with the demo's people as a process of its own, to be killed and started again on one port."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from piagam.commands.tests.running import Program, free_port, status_of

PASSWORD = "piagam-demo-2026"
START_SECONDS = 40


@dataclass
class Site:
    """One instance on one port, however often it is started."""

    program: Program
    port: int
    process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.program.data / "piagam.sqlite3"

    def start(self) -> None:
        self.launch()
        self.await_answer()

    def launch(self) -> None:
        """Starts it and does not wait."""
        self.process = self.program.start(
            "serve", PORT=str(self.port), PIAGAM_BASE_URL=self.address, PIAGAM_DEMO="1"
        )

    def await_answer(self) -> None:
        limit = time.monotonic() + START_SECONDS
        while status_of(self.address) != 200:
            assert self.process and self.process.poll() is None, "the server has ended"
            assert time.monotonic() < limit, "the server did not start"
            time.sleep(0.1)

    def kill(self) -> None:
        """As a power cut would: no time to say good-bye."""
        assert self.process
        if self.process.poll() is not None:
            raise AssertionError(
                f"it had ended by itself: {self.process.returncode}\n{self.process.stderr.read()}"
            )
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()


@contextmanager
def running(site: Site) -> Iterator[Site]:
    """The site, started; gone at the end whatever happened."""
    site.start()
    try:
        yield site
    finally:
        site.kill()


def demo_in(folder: Path) -> Site:
    """A new demo of a few regions in an open edition, not yet started."""
    program = Program(folder, PIAGAM_DEMO="1")
    made = program.run("demo", "--phase", "open", "--regions", "3", "--innovations", "40")
    assert made.returncode == 0, made.stderr
    return Site(program, free_port())


def sign_in(page: Page, address: str, email: str = "operator@demo.piagam.id") -> None:
    page.goto(f"{address}/masuk/")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button.button").first.click()
    expect(page).not_to_have_url(f"{address}/masuk/")
