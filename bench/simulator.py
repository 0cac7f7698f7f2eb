"""Measures the simulator on a region of 200 innovations, beside recomputing everything, in the same run.

    python bench/simulator.py [--innovations 200] [--rounds 100] [--seed 2026]

A throwaway SQLite instance gets a region whose claims were stated as facts, most of them with evidence. Each round
supposes something else (a handful of levels, documents, rejections, innovations left out) and takes

  the page        the whole request of a change as a browser sends it: session, rights, reading the claims,
                  computing, drawing the part of the page that changes
  the engine      the same variation on claims already read, and with the tree of what differs
  the rivals      the changed claims as CLAIMS.json, read and scored whole by tallybook in the same process, and
                  by the command `tallybook score`

and compares part by part, index (as a fraction), rounded index and predicate. Exit status 1 when any differ.
"""

import argparse
import copy
import gc
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BASIC = ["pendidikan", "kesehatan", "pekerjaan-umum", "perumahan-rakyat", "trantibum", "sosial"]


def begin(folder: str) -> None:
    """A throwaway instance."""
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ |= {
        "PIAGAM_DEMO": "1", "PIAGAM_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "piagam.settings",
    }  # fmt: skip
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def a_region(innovations: int, dice: random.Random) -> Any:
    """A world with one region's report; levels follow from facts drawn from the rulebook's own questions."""
    from piagam.demo.facts import FactPool
    from piagam.editions.rulebooks import rulebook_of
    from piagam.entries.models import Claim, EvidenceLink
    from piagam.entries.slots import indicators_for
    from piagam.innovations.models import Document
    from tests.cast import make_world

    world = make_world()
    pool = FactPool(rulebook_of(world.edition), dice)
    report = world.report("17.71")
    entries = [
        world.entry(dice.choice(["oki", "otto"]), title=f"Inovasi nomor {number}", urusan_utama=dice.choice(BASIC),
                    rancang_bangun="kata " * 400)
        for number in range(innovations)
    ]  # fmt: skip
    claims = []
    for holder in (None, *entries):
        for row in indicators_for(holder or report):
            if dice.random() < 0.95:
                level = dice.randint(0, len(row.levels))
                facts = pool.facts(row.code, level)
                claims.append(
                    Claim(report=report, entry=holder, indicator=row.code, level=level, facts=facts)
                )
    Claim.objects.bulk_create(claims, batch_size=500)
    document = Document.objects.create(region=report.region, subject="SK", link="https://contoh.go.id/sk")
    links = (EvidenceLink(claim=claim, document=document) for claim in claims if dice.random() < 0.85)
    EvidenceLink.objects.bulk_create(links, batch_size=500)
    return world


def suppose(region: dict[str, Any], dice: random.Random) -> tuple[list[str], dict[str, Any]]:
    """Words for the simulator, and the same claims as somebody would write them after making the changes."""
    after, words = copy.deepcopy(region), []
    chosen = dice.sample(after["innovations"], min(6, len(after["innovations"])))
    for number, one in enumerate(chosen):
        row = f"sid-{dice.randint(16, 35)}"
        if number == 0:
            words.append(f"keluar.{one['id']}")
            after["innovations"].remove(one)
        elif number == 1:
            words.append(f"tolak.{one['id']}")
            one["rejected"] = True
        else:
            level = dice.randint(0, 3)
            words.append(f"isi.{one['id']}.{row}.{level}")
            one["claims"][row] = {"level": level}
    level = dice.randint(0, 3)
    words.append(f"isi.daerah.spd-01.{level}")
    after["claims"]["spd-01"] = {"level": level}
    return words, after


def timed(work: Callable[[], Any], into: list[float]) -> Any:
    """The result of the work; its milliseconds go into the list."""
    started = time.perf_counter_ns()
    found = work()
    into.append((time.perf_counter_ns() - started) / 1e6)
    return found


def line(name: str, found: list[float]) -> str:
    """p50, p95, number."""
    ordered = sorted(found)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{name:58} {statistics.median(ordered):9.2f} {p95:9.2f} {len(ordered):7d}"


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="The simulator beside recomputing everything.")
    parser.add_argument("--innovations", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        begin(folder)
        return measure(options, Path(folder))


def measure(options: argparse.Namespace, folder: Path) -> int:
    """Runs the rounds, prints what they took, and counts differences."""
    from django.urls import reverse

    from piagam.editions.rulebooks import rulebook_of
    from piagam.entries.claims_json import claims_of_reports
    from piagam.entries.models import Report
    from piagam.scoring.queries import RegionIn
    from piagam.scoring.standing import what_if
    from piagam.scoring.supposing import Reader
    from piagam.scoring.views.simulator import simulate
    from piagam.web.numbers import decimal_text as number_in
    from tallybook import read_claims, score

    dice = random.Random(options.seed)
    world = a_region(options.innovations, dice)
    report = Report.objects.select_related("region", "edition").get(region="17.71")
    rulebook, region = rulebook_of(world.edition), next(claims_of_reports([report]))
    client = world.client("citra")
    address = reverse("scoring:simulator", args=[world.edition.pk, "17.71"])
    estimate = reverse("scoring:estimate", args=[world.edition.pk, "17.71"])
    what, place = what_if(report), RegionIn(world.edition, report.region, report)
    reader = Reader(None, what, False, {code: code for code in what.known})  # type: ignore[arg-type]
    pages: list[float] = []
    cpu: list[float] = []
    engine: list[float] = []
    trees: list[float] = []
    whole: list[float] = []
    command: list[float] = []
    estimates: list[float] = []
    estimate_cpu: list[float] = []
    differences = bytes_sent = 0
    client.get(address)
    gc.collect()
    gc.freeze()  # as the server does once it is loaded
    for number in range(options.rounds):
        words, after = suppose(region, dice)
        started = time.process_time()
        page = timed(lambda: client.get(address, {"u": words}, headers={"HX-Request": "true"}), pages)  # noqa: B023
        cpu.append((time.process_time() - started) * 1000)
        bytes_sent = len(page.content)
        changes = reader.read(words).changes
        timed(lambda: what.vary(changes).result, engine)  # noqa: B023
        timed(lambda: what.vary(changes).difference, trees)  # noqa: B023
        text = {"rulebook": rulebook.id, "regions": [after]}
        exact = timed(lambda: score(rulebook, read_claims(text, rulebook)), whole).regions[0]  # noqa: B023
        got = simulate(place, words, own_only=False).variation.result
        assert f">{number_in(got.index)}<" in page.content.decode(), "the page shows what was computed"
        differences += (got.parts, got.total, got.index_exact, got.index, got.predicate) != (
            exact.parts, exact.total, exact.index_exact, exact.index, exact.predicate
        )  # fmt: skip
        if number < 5:
            path = folder / "CLAIMS.json"
            path.write_text(json.dumps(text))
            run = [
                sys.executable,
                "-m",
                "tallybook",
                "score",
                str(ROOT / "rulebooks/iga-2026"),
                str(path),
                "--json",
            ]
            answer = timed(lambda: subprocess.run(run, capture_output=True, check=True, text=True), command)  # noqa: B023
            printed = json.loads(answer.stdout)["regions"][0]
            exact_text = f"{got.index_exact.numerator}/{got.index_exact.denominator}"
            differences += (printed["index"], printed["index_exact"]) != (got.index, exact_text)
        started = time.process_time()
        timed(lambda: client.get(estimate), estimates)
        estimate_cpu.append((time.process_time() - started) * 1000)
    claims = sum(len(one["claims"]) for one in region["innovations"]) + len(region["claims"])
    print(f"{options.innovations} innovations, {claims:,} claims, {rulebook.id}, seed {options.seed}")
    print(f"Python {platform.python_version()}, SQLite, {platform.machine()}, {platform.system()}\n")
    print(f"{'':58} {'p50 ms':>9} {'p95 ms':>9} {'rounds':>7}")
    print(line("simulator, one change, the whole request", pages))
    print(line("  of which processor time", cpu))
    print(line("engine, result of a variation", engine))
    print(line("engine, with the tree of what differs", trees))
    print(line("rival: tallybook reads and scores all claims again", whole))
    print(line("rival: the command `tallybook score`", command))
    print(line("region page (estimate, lines, alarms), whole request", estimates))
    print(line("  of which processor time", estimate_cpu))
    print(f"\nanswer to a change: {bytes_sent:,} bytes before compression")
    print(f"differences: {differences} of {options.rounds + len(command)}")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
