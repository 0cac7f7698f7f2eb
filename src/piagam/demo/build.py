"""Builds a demo edition at a phase: real regions, real titles, the rest drawn from a seed and marked as demo data."""

import random
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from piagam.audit.record import record
from piagam.commands.instance import say
from piagam.demo.accounts import make_accounts
from piagam.demo.evidence import make_documents
from piagam.demo.facts import FactPool
from piagam.demo.findings import find_all
from piagam.demo.hierarchy import grow_tree
from piagam.demo.plan import BENGKULU, make_plan
from piagam.demo.progress import progress
from piagam.demo.region_gate import open_gate
from piagam.demo.supposing import suppose_in_demo
from piagam.demo.writing import Writer
from piagam.editions.clock import database_now
from piagam.editions.models import CalendarDate, Edition, Phase
from piagam.editions.rulebooks import pin, rulebook_of
from piagam.entries.actions.submitting import next_number
from piagam.entries.manifest import manifest_of, sha256_of
from piagam.entries.models import Entry, Report, Submission
from piagam.people.actor import Actor, actor_of
from piagam.people.models import Membership, User
from piagam.regions.clusters import make_cluster_facts
from piagam.results.actions import approve_result, propose_result, publish_result
from piagam.scoring.peers import keep_medians
from piagam.verification.actions import assign

PHASES = {"open": Phase.OPEN, "verification": Phase.VERIFICATION, "published": Phase.PUBLISHED}


def build(
    *,
    phase: str,
    regions: int,
    innovations: int,
    seed: int,
    edition_id: str = "iga-2026",
    title: str = "IGA 2026",
) -> Edition:
    """Makes the edition and everything in it. Accounts are made once; an edition is never written twice."""
    rng = random.Random(seed)
    if not User.objects.filter(email="admin@demo.piagam.id").exists():
        with transaction.atomic():
            make_accounts()
    edition = make_edition(edition_id, title, phase)
    rulebook = rulebook_of(edition)
    say(f"{title}: {regions} regions, {innovations:,} innovations, phase {phase}, seed {seed}")
    writer = Writer(
        edition, rulebook, rng, FactPool(rulebook, rng), make_documents("Daerah Percontohan"),
        state="accepted" if phase == "open" else "submitted",
    )  # fmt: skip
    plans = make_plan(random.Random(seed), regions=regions, innovations=innovations)
    for plan in progress(plans, total=len(plans), label="Regions and innovations"):
        with transaction.atomic():
            report = writer.write(plan)
            if report is not None and report.state == Report.State.SUBMITTED:
                keep_receipt(report)
            record("demo.region", by=None, on=plan.region, region=plan.region.code, edition=edition.pk,
                   data={"innovations": plan.innovations, "seed": seed})  # fmt: skip
    if phase == "open":
        suppose_in_demo(edition, by=acting("koordinator@demo.piagam.id"))
        open_gate(
            edition, operator=acting("operator@demo.piagam.id"),
            coordinator=acting("koordinator@demo.piagam.id"), second=acting("koordinator2@demo.piagam.id"),
        )  # fmt: skip
        grow_tree(edition, coordinator=acting("koordinator@demo.piagam.id"))
    if phase == "verification":
        verification_begins(edition)
    if phase == "published":
        publish(edition, seed=seed)
    return edition


def keep_receipt(report: Report) -> Submission:
    """The receipt of a demo region, over everything it submitted, an hour before the end."""
    assert report.edition.closes_at
    instant = report.edition.closes_at - timedelta(hours=1)
    number = next_number(report)
    entries = Entry.objects.filter(report=report).select_related("innovation", "department").order_by("pk")
    manifest = manifest_of(report, list(entries), number=number, submitted_at=instant)
    return Submission.objects.create(
        report=report, number=number, manifest=manifest, sha256=sha256_of(manifest), submitted_at=instant
    )


def make_edition(edition_id: str, title: str, phase: str) -> Edition:
    """The edition with its pinned rulebook and a calendar around today."""
    now = database_now()
    opens = now - timedelta(days=40)
    closes = {"open": now + timedelta(days=20), "verification": now - timedelta(days=10)}.get(
        phase, now - timedelta(days=75)
    )
    closes = closes.replace(hour=16, minute=59, second=59, microsecond=0)  # 23.59.59 WIB
    with transaction.atomic():
        edition = Edition.objects.create(
            id=edition_id, title=title, year=2026, rulebook=pin("iga-2026"), rulebook_approved_at=now, is_demo=True,
            phase={"published": Phase.FINAL}.get(phase, PHASES[phase]), closes_at=closes,
            opens_at=min(opens, closes - timedelta(days=60)),
        )  # fmt: skip
        for position, entry in enumerate(rulebook_of(edition).calendar):
            start = edition.opens_at + timedelta(days=30 * position) if edition.opens_at else None
            CalendarDate.objects.create(
                edition=edition, code=entry.code, label=entry.label, position=position, starts_at=start,
                ends_at=closes if position == 0 else None,
            )  # fmt: skip
        make_cluster_facts(edition, rulebook_of(edition))
        record(
            "demo.edition", by=None, on=edition, edition=edition.pk, data={"rulebook": edition.rulebook_id}
        )
    return edition


def acting(email: str) -> Actor:
    """A demo account as an actor who has just shown the second factor."""
    membership = Membership.objects.select_related("user", "region").get(user__email=email, ended_at=None)
    return actor_of(membership, stepped_up_at=timezone.now())


def verification_begins(edition: Edition) -> None:
    """Gives the two demo verifiers a share of Kota Bengkulu's claims."""
    for email in ("verifikator@demo.piagam.id", "verifikator2@demo.piagam.id"):
        membership = Membership.objects.select_related("user").get(user__email=email, ended_at=None)
        assign(
            edition, verifier=membership, by=acting("mutu@demo.piagam.id"), reason="Pembagian awal (data demo)",
            region=BENGKULU, at_most=200,
        )  # fmt: skip


def publish(edition: Edition, *, seed: int) -> None:
    """Finds on every claim, then walks the result's own steps: proposed, approved by a second, published."""
    find_all(edition, seed=seed)
    say("Computing, approving and publishing the result …")
    result = propose_result(edition, by=acting("admin@demo.piagam.id"))
    approve_result(result, by=acting("mutu@demo.piagam.id"))
    publish_result(result, by=acting("admin@demo.piagam.id"))
    keep_medians(result.run)
