"""The program as a person runs it: a process of its own, a data folder of its own, nothing else from outside."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class Program:
    """`piagam` over one data folder. `serving()` gives a running server's address."""

    def __init__(self, data: Path, **variables: str) -> None:
        self.data = data
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("PIAGAM_", "DJANGO_"))
        }
        kept.pop("PORT", None)
        self.environment = kept | {"PIAGAM_DATA_DIR": str(data)} | variables

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "piagam.cli", *arguments], env=self.environment | variables, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        process = self.start(*arguments, **variables)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    @contextmanager
    def serving(self, **variables: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
        port = str(free_port())
        address = f"http://127.0.0.1:{port}"
        process = self.start("serve", **({"PORT": port, "PIAGAM_BASE_URL": address} | variables))
        try:
            wait_for(lambda: status_of(address), process)
            yield address, process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=20)
            finally:
                process.kill()
                for pipe in (process.stdout, process.stderr):
                    if pipe:
                        pipe.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status_of(address: str) -> int:
    """The status of a GET, 0 while nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def text_of(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


def wait_for(found, process=None, *, seconds: float = 40):  # type: ignore[no-untyped-def]
    """Asks until the answer is true."""
    until = time.monotonic() + seconds
    while not (answer := found()):
        if process is not None and process.poll() is not None:
            raise AssertionError(process.stderr.read())
        if time.monotonic() > until:
            raise AssertionError("waited in vain")
        time.sleep(0.05)
    return answer


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after `piagam setup`: copied, never written, by the tests."""
    folder = tmp_path_factory.mktemp("instance") / "data"
    done = Program(folder).run("setup", "--email", "pertama@contoh.id")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def program(set_up: Path, tmp_path: Path) -> Program:
    """A set-up instance of this test's own."""
    shutil.copytree(set_up, tmp_path / "data")
    return Program(tmp_path / "data")
