"""Several writers at once make one chain, on both databases."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction

from piagam.audit.record import record
from piagam.audit.verify import verify_chain

WRITER = [sys.executable, "-m", "piagam.audit.tests.writer"]


def run(*arguments: str) -> str:
    return subprocess.run([*WRITER, *arguments], check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.slow
def test_processes_on_sqlite_append_to_one_chain_and_survive_a_kill(tmp_path: Path) -> None:
    file = str(tmp_path / "record.sqlite3")
    run(file, "migrate")
    steady = [subprocess.Popen([*WRITER, file, "40"]) for _ in range(2)]
    killed = subprocess.Popen([*WRITER, file, "100000"])
    time.sleep(0.8)
    killed.send_signal(signal.SIGKILL)
    assert [process.wait(60) for process in steady] == [0, 0]
    killed.wait(10)
    ok, length = run(file, "verify").split()
    assert ok == "True"
    assert int(length) >= 80


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_threads_on_postgresql_append_to_one_chain() -> None:
    def write(name: int) -> None:
        for number in range(25):
            with transaction.atomic():
                record("entry.send", by=None, on=(f"writer.{name}", number))
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    verdict = verify_chain()
    assert (verdict.ok, verdict.length) == (True, 100)
