"""Measures what a request costs the server's processor: autosave, the form of an entry, the bank's list.

    python bench/requests.py [--rounds 300] [--innovations 300] [--profile autosave]

Each request goes through the whole WSGI application, middleware and all, against a database of its own in a
temporary folder (or the one in PIAGAM_DATABASE_URL, which must be empty). Counted is `time.process_time`: the
processor, not the waiting. Beside them, in the same run, the rival: a bare Django view behind the same middleware
that finds out who asks and does one UPDATE in a transaction; less than that no Django site can do.
"""

import argparse
import cProfile
import json
import os
import platform
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
GOALS = {"autosave": 5.0, "bank list": 25.0, "entry form": 8.0, "autosave of a row": 5.0}


def start_site() -> Any:
    """A site with an empty database, as `piagam serve` has it. Returns its WSGI application."""
    os.environ.setdefault("PIAGAM_DATA_DIR", tempfile.mkdtemp(prefix="piagam-bench-"))
    os.environ.setdefault("PIAGAM_DEMO", "1")
    os.environ["DJANGO_SETTINGS_MODULE"] = "piagam.settings"
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    import django
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    application = get_wsgi_application()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    return application


class Browser:
    """Sends requests of one person who is signed in, and counts the processor's time."""

    def __init__(self, application: Any, cookies: dict[str, str]) -> None:
        self.application = application
        self.cookies = cookies

    def send(
        self, method: str, address: str, body: dict[str, str] | None = None, accept: str = "text/html"
    ) -> bytes:
        path, _mark, query = address.partition("?")
        sent = urlencode(body or {}).encode()
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_ACCEPT": accept, "HTTP_X_CSRFTOKEN": self.cookies["csrftoken"],
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(sent)),
            "wsgi.input": BytesIO(sent), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
        }  # fmt: skip
        status = []
        answer = self.application(environ, lambda line, headers: status.append(line))
        content = b"".join(answer)
        answer.close()
        assert status[0].startswith("200"), (status, content[:400])
        return content


def measured(work: Callable[[int], Any], rounds: int) -> list[float]:
    """Milliseconds of the processor for each round, after ten that do not count."""
    for number in range(10):
        work(-1 - number)
    found = []
    for number in range(rounds):
        began = time.process_time_ns()
        work(number)
        found.append((time.process_time_ns() - began) / 1e6)
    return found


def fill(innovations: int) -> tuple[Any, dict[str, str]]:
    """A region with so many whole innovations; its coordinator's cookies."""
    import random

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from piagam.demo.profiles import profile
    from piagam.innovations.models import Innovation
    from piagam.regions.models import Department
    from tests.cast import make_world

    world = make_world()
    region = world.regions["17.71"]
    offices = [Department.objects.create(region=region, name=f"Dinas Nomor {number}") for number in range(30)]
    rng = random.Random(7)
    for number in range(innovations):
        office = rng.choice(offices)
        title = f"Inovasi nomor {number} untuk warga kota"
        text = profile(rng, title, office.name, region.name, 2026)
        Innovation.objects.create(region=region, department=office, title=title, profile=text)
    user = world.user("citra")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return world, {settings.SESSION_COOKIE_NAME: str(session.session_key), "csrftoken": "a" * 32}


def bare_view() -> None:
    """Puts the rival's address beside the others."""
    from django.db import transaction
    from django.http import JsonResponse
    from django.urls import path

    import piagam.urls
    from piagam.innovations.models import Innovation

    def bare(request: Any) -> JsonResponse:
        with transaction.atomic():
            Innovation.objects.filter(pk=request.POST["pk"]).update(title=request.POST["text"])
        return JsonResponse({"who": request.actor.user_id})

    piagam.urls.urlpatterns.append(path("bench/bare/", bare))


@dataclass(frozen=True)
class CountedRow:
    """A row that asks how many, and what the bench types into it."""

    code: str
    name: str
    version: int

    def value(self, number: int) -> str:
        return str(abs(number) % 97 + 3)


def entry_with_rows(innovation: Any) -> tuple[int, CountedRow]:
    """An entry with every row answered and supported, as an officer meets it on the last evening."""
    from piagam.editions.models import Edition
    from piagam.entries.forms import asked_of, html_name
    from piagam.entries.models import Claim, Entry, EvidenceLink, Report
    from piagam.entries.slots import indicators_for
    from piagam.entries.tests.filling import best_facts
    from piagam.innovations.models import Document

    report, _new = Report.objects.get_or_create(edition=Edition.objects.get(), region=innovation.region)
    entry = Entry.objects.create(report=report, innovation=innovation, department=innovation.department)
    counted = None
    for indicator in indicators_for(entry):
        facts = best_facts(indicator.answer)
        claim = Claim.objects.create(
            report=report,
            entry=entry,
            indicator=indicator.code,
            facts=facts or None,
            level=len(indicator.levels),
        )
        paper = Document.objects.create(
            region=innovation.region, department=innovation.department, subject=f"Bukti {indicator.words}"[:300],
            link="https://contoh.id/bukti",
        )  # fmt: skip
        EvidenceLink.objects.create(claim=claim, document=paper, pages="1-3")
        if indicator.answer.kind == "count" and counted is None:
            counted = CountedRow(indicator.code, html_name(asked_of(indicator)[0]), claim.version)
    assert counted is not None
    return entry.pk, counted


def works(browser: Browser) -> dict[str, Callable[[int], Any]]:
    """What is measured: name → one request; it is told the number of its round."""
    from piagam.innovations.models import Innovation
    from piagam.innovations.values import stamp_of

    innovation = Innovation.objects.order_by("pk").first()
    assert innovation is not None
    long = innovation.profile["rancang_bangun"]
    kept = {"text": long}

    def autosave(number: int) -> None:
        text = f"{long} Putaran {number}."
        sent = {"field": "rancang_bangun", "rancang_bangun": text, "version": str(stamp_of(kept["text"]))}
        browser.send("POST", f"/bank/{innovation.pk}/simpan/", sent, "application/json")
        kept["text"] = text

    entry, row = entry_with_rows(innovation)
    numbers = {"version": row.version}

    def autosave_row(number: int) -> None:
        sent = {"version": str(numbers["version"]), "field": row.name, row.name: row.value(number)}
        answer = browser.send("POST", f"/entri/{entry}/isian/{row.code}/", sent, "application/json")
        numbers["version"] = json.loads(answer)["version"]

    return {
        "autosave": autosave,
        "entry form": lambda _number: browser.send("GET", f"/entri/{entry}/"),
        "entry form, one row open": lambda _number: browser.send("GET", f"/entri/{entry}/?buka={row.code}"),
        "autosave of a row": autosave_row,
        "bank list": lambda _number: browser.send("GET", "/bank/"),
        "bank list, words and two filters": lambda _number: browser.send(
            "GET", "/bank/?q=warga&jenis=digital&kelayakan=ready&urut=layak"
        ),
        "bank tables": lambda _number: browser.send("GET", "/bank/rekap/"),
        "profile form": lambda _number: browser.send("GET", f"/bank/{innovation.pk}/ubah/"),
        "rival: a bare Django view": lambda number: browser.send(
            "POST", "/bench/bare/", {"pk": str(innovation.pk), "text": f"Nama {number}"}, "application/json"
        ),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the processor's time of single requests.")
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--innovations", type=int, default=300)
    parser.add_argument("--profile", metavar="NAME", help="show where the time of one kind goes")
    arguments = parser.parse_args()
    application = start_site()
    bare_view()
    _world, cookies = fill(arguments.innovations)
    found = works(Browser(application, cookies))
    if arguments.profile:
        work = found[arguments.profile]
        measured(work, 20)
        watch = cProfile.Profile()
        watch.enable()
        for number in range(100):
            work(number + 1000)
        watch.disable()
        pstats.Stats(watch).sort_stats("cumulative").print_stats(70)
        return 0
    from django.db import connection

    print(f"Python {platform.python_version()}, {connection.vendor}, {arguments.innovations} innovations,"
          f" {arguments.rounds} rounds; milliseconds of the processor for each request")  # fmt: skip
    print(f"{'':36}{'median':>8}{'p95':>8}{'goal':>8}")
    for name, work in found.items():
        times = sorted(measured(work, arguments.rounds))
        goal = f"{GOALS[name]:8.0f}" if name in GOALS else ""
        print(f"{name:36}{statistics.median(times):8.2f}{times[int(len(times) * 0.95)]:8.2f}{goal}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
