"""Two hundred officers save at once, on the evening before the deadline; and a server that is killed meanwhile.

    python bench/officers.py                         SQLite as shipped, beside SQLite as Django has it by default
    PIAGAM_DATABASE_URL=postgres://… python bench/officers.py          PostgreSQL (an empty database)

The program runs as people run it (`piagam serve`). Each officer has an innovation of the own and saves, by turns,
a row of its entry and a text of 300 words of its profile. First as people type: a save every few seconds each.
Then flat out: the next save goes the moment the last is acknowledged. Then the server gets SIGKILL in the middle,
is started again, and every acknowledged save is looked for. Counted are failures, which must be none, and waiting.
"""

import argparse
import json
import os
import platform
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
DEFAULTS = """
import sys, piagam.environment as one
shipped = one.database
def database():
    found = shipped()
    return {name: value for name, value in found.items() if name != "OPTIONS"}
one.database = database
from piagam.cli import main
sys.exit(main(["serve"]))
"""
WORDS = """layanan warga kelurahan petugas data kependudukan akta daring setiap hari dinas puskesmas sekolah waktu biaya
antrean berkas sistem pelaporan masyarakat manfaat dampak kerja sama pelatihan pendampingan wilayah pesisir""".split()  # noqa: SIM905


@dataclass
class Officer:
    """One person with a connection of the own; what was acknowledged last, and what is on its way."""

    port: int
    cookies: str
    token: str
    entry: int
    row: str
    fact: str
    innovation: int
    version: int = 0
    stamp: str = "0"
    turn: int = 0
    acknowledged: dict[str, str] = field(default_factory=dict)
    under_way: dict[str, str] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    line: HTTPConnection | None = None

    def save(self, rng: random.Random) -> bool:
        """One save, a row or a text; False when the server gave no answer."""
        self.turn += 1
        if self.turn % 2:
            what, value = "row", str(rng.randrange(1, 500))
            address = f"/entri/{self.entry}/isian/{self.row}/"
            sent = {"version": str(self.version), "field": self.fact, self.fact: value}
        else:
            what, value = "text", " ".join(rng.choices(WORDS, k=300))
            address = f"/bank/{self.innovation}/simpan/"
            sent = {"version": self.stamp, "field": "rancang_bangun", "rancang_bangun": value}
        self.under_way[what] = value
        began = time.perf_counter()
        try:
            status, answer = self.post(address, sent)
        except (OSError, HTTPException) as error:
            self.failures.append(type(error).__name__)
            self.line = None
            return False
        self.waits.append(time.perf_counter() - began)
        if status != 200:
            self.failures.append(f"{status} {answer[:120]!r}")
            return True
        self.acknowledged[what] = value
        version = json.loads(answer)["version"]
        if what == "row":
            self.version = version
        else:
            self.stamp = str(version)
        return True

    def post(self, address: str, sent: dict[str, str]) -> tuple[int, bytes]:
        if self.line is None:
            self.line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Accept": "application/json", "Cookie": self.cookies, "X-CSRFToken": self.token,
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        self.line.request("POST", address, urlencode(sent), headers)
        answer = self.line.getresponse()
        return answer.status, answer.read()


def fill(officers: int) -> None:
    """In a process of its own: a region with so many operators, each with an innovation and an entry; prints them."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "piagam.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from piagam.entries.forms import asked_of, html_name
    from piagam.entries.models import Entry
    from piagam.entries.slots import indicators_for
    from piagam.innovations.models import Innovation
    from piagam.innovations.values import stamp_of
    from piagam.people.models import Membership, User
    from piagam.regions.models import Department
    from tests.cast import make_world

    world = make_world()
    region, report = world.regions["17.71"], world.report()
    told = []
    for number in range(officers):
        office, _new = Department.objects.get_or_create(region=region, name=f"Dinas Nomor {number % 40}")
        user = User.objects.create(email=f"petugas{number}@contoh.id", name=f"Petugas {number}")
        Membership.objects.create(user=user, role="OPD", region=region, department=office)
        innovation = Innovation.objects.create(region=region, department=office, title=f"Inovasi {number}")
        entry = Entry.objects.create(report=report, innovation=innovation, department=office)
        row = next(one for one in indicators_for(entry) if one.answer.kind == "count")
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        told.append({
            "cookies": f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={'a' * 32}",
            "token": "a" * 32, "entry": entry.pk, "row": row.code, "fact": html_name(asked_of(row)[0]),
            "innovation": innovation.pk, "stamp": stamp_of(innovation.profile.get("rancang_bangun", "")),
        })  # fmt: skip
    print(json.dumps(told))


def kept() -> None:
    """In a process of its own: what the database holds of every officer; prints it."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "piagam.settings"
    import django

    django.setup()
    from piagam.entries.models import Claim, Entry

    facts = {claim.entry_id: next(iter(claim.facts.values())) for claim in Claim.objects.all() if claim.facts}
    found = {
        entry.pk: {
            "row": str(facts.get(entry.pk, "")),
            "text": entry.innovation.profile.get("rancang_bangun", ""),
        }
        for entry in Entry.objects.select_related("innovation")
    }
    print(json.dumps(found))


class Server:
    """`piagam serve` over one data folder."""

    def __init__(self, data: str, *, defaults: bool) -> None:
        from piagam.commands.tests.running import free_port

        self.port, self.defaults = free_port(), defaults
        self.environment = os.environ | {
            "PIAGAM_DATA_DIR": data, "PORT": str(self.port), "PIAGAM_DEMO": "1",
            "PIAGAM_BASE_URL": f"http://127.0.0.1:{self.port}", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }  # fmt: skip
        self.log = Path(data) / "server.log"

    def aside(self, name: str, *more: str) -> Any:
        script = [sys.executable, str(Path(__file__).resolve()), f"--{name}", *more]
        done = subprocess.run(script, env=self.environment, check=True, capture_output=True, text=True)
        return json.loads(done.stdout.splitlines()[-1])

    def start(self) -> None:
        from piagam.commands.tests.running import status_of

        call = ["-c", DEFAULTS] if self.defaults else ["-m", "piagam.cli", "serve"]
        self.process = subprocess.Popen(
            [sys.executable, *call], env=self.environment, stdout=self.log.open("a"), stderr=subprocess.STDOUT
        )
        limit = time.monotonic() + 60
        while not status_of(f"http://127.0.0.1:{self.port}/masuk/"):
            if time.monotonic() > limit or self.process.poll() is not None:
                raise SystemExit(f"the server did not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.1)

    def end(self, how: signal.Signals) -> None:
        self.process.send_signal(how)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def run_all(officers: list[Officer], seconds: float, pause: float, stop: threading.Event) -> float:
    """All officers at once; gives the seconds it took."""
    ends = time.monotonic() + seconds

    def work(number: int, officer: Officer) -> None:
        rng = random.Random(number)
        time.sleep(rng.random() * min(pause, 3))
        while time.monotonic() < ends and not stop.is_set():
            if not officer.save(rng):
                return
            if pause:
                time.sleep(pause * (0.5 + rng.random()))

    began = time.perf_counter()
    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(officers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return time.perf_counter() - began


def report(name: str, officers: list[Officer], took: float) -> int:
    """One line of the table; the failures, and fresh books for the next round."""
    waits = sorted(wait for officer in officers for wait in officer.waits)
    failures = [failure for officer in officers for failure in officer.failures]
    at = lambda share: 1000 * waits[min(len(waits) - 1, int(len(waits) * share))] if waits else 0.0  # noqa: E731
    print(f"{name:44}{len(waits):8}{len(failures):10}{len(waits) / took:9.1f}"
          f"{1000 * statistics.median(waits or [0]):9.0f}{at(0.95):9.0f}{at(0.99):9.0f}", flush=True)  # fmt: skip
    for failure in sorted(set(failures))[:5]:
        print(f"    {failures.count(failure)} × {failure}")
    for officer in officers:
        officer.waits, officer.failures = [], []
    return len(failures)


def lost(officers: list[Officer], found: dict[str, dict[str, str]]) -> tuple[int, int]:
    """How many last acknowledged saves there are, and how many of them the database does not hold."""
    total = gone = 0
    for officer in officers:
        for what, value in officer.acknowledged.items():
            total += 1
            gone += found[str(officer.entry)][what] not in {value, officer.under_way[what]}
    return total, gone


def one_database(name: str, arguments: argparse.Namespace, *, defaults: bool = False) -> int:
    """All rounds against one server."""
    with tempfile.TemporaryDirectory(prefix="piagam-officers-") as data:
        server = Server(data, defaults=defaults)
        told = server.aside("fill", "--officers", str(arguments.officers))
        if defaults:
            import sqlite3

            with sqlite3.connect(Path(data) / "piagam.sqlite3") as database:
                database.execute("PRAGMA journal_mode=DELETE")
        officers = [Officer(port=server.port, **one) for one in told]
        server.start()
        never, seconds = threading.Event(), arguments.seconds
        took = run_all(officers, seconds, arguments.pause, never)
        failures = report(f"{name}: as people type", officers, took)
        failures += report(f"{name}: flat out", officers, run_all(officers, seconds, 0, never))
        if defaults:
            server.end(signal.SIGTERM)
            return 0
        killer = threading.Timer(min(5.0, seconds / 2), lambda: server.end(signal.SIGKILL))
        killer.start()
        run_all(officers, seconds, 0, never)
        killer.join()
        server.start()
        total, gone = lost(officers, server.aside("kept"))
        print(f"{name}: killed in the middle; of {total} last acknowledged saves {gone} are lost", flush=True)
        server.end(signal.SIGTERM)
        return failures + gone


def main() -> int:
    parser = argparse.ArgumentParser(description="Two hundred officers save at once.")
    parser.add_argument("--officers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20, help="of each round")
    parser.add_argument("--pause", type=float, default=5, help="seconds between two saves of one who types")
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--kept", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.fill:
        fill(arguments.officers)
        return 0
    if arguments.kept:
        kept()
        return 0
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores shared by server and officers,"
          f" load {os.getloadavg()[0]:.1f}; {arguments.officers} officers")  # fmt: skip
    print(
        f"{'milliseconds of waiting':44}{'saves':>8}{'failures':>10}{'per s':>9}{'median':>9}{'p95':>9}{'p99':>9}"
    )
    if os.environ.get("PIAGAM_DATABASE_URL"):
        return min(1, one_database("PostgreSQL", arguments))
    failures = one_database("SQLite as shipped", arguments)
    one_database("rival: SQLite as Django has it", arguments, defaults=True)
    return min(1, failures)


if __name__ == "__main__":
    sys.exit(main())
