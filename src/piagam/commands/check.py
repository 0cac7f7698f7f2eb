"""`piagam check`: unsafe settings, the audit chain, stored files, rulebooks; a sentence for each problem."""

import argparse
import hashlib
import sys
from collections.abc import Iterator

from piagam.commands.instance import connect, waiting_migrations


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings-only", action="store_true", help="look at the settings alone")
    parser.add_argument(
        "--set-guards", action="store_true",
        help="set the triggers that guard the audit record anew, once its chain is found whole",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    connect()
    from django.utils import translation

    from piagam.commands.safety import unsafe_settings

    with translation.override("en"):
        problems = unsafe_settings()
        if not args.settings_only:
            problems += [*unfinished_tables()] or [*record_problems(set_guards=args.set_guards)]
    for problem in problems:
        print(problem)
    how_many = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
    print(how_many, file=sys.stderr)
    return 1 if problems else 0


def unfinished_tables() -> Iterator[str]:
    """Tables of an earlier version, or none at all: nothing else can be read then."""
    if waiting := waiting_migrations():
        yield (
            f"The database is {waiting} steps behind this version of the program. "
            "`piagam serve` or `piagam setup` brings it up to date; back up first."
        )


def record_problems(*, set_guards: bool) -> Iterator[str]:
    """The chain of the audit record, the stored files, the pinned rulebooks, the receipts."""
    from piagam.audit.verify import verify_chain
    from piagam.commands.safety import unguarded_record
    from piagam.files.verify import verify_store

    verdict = verify_chain()
    if not verdict.ok:
        yield verdict.sentence
    elif set_guards:
        guard_again()
    yield from unguarded_record()
    yield from verify_store().sentences()
    yield from rulebook_problems()
    yield from receipt_problems()


def rulebook_problems() -> Iterator[str]:
    """Pinned rulebooks that are no longer what their fingerprint says."""
    from piagam.editions.models import PinnedRulebook
    from tallybook import RulebookError, load_rulebook

    for pinned in PinnedRulebook.objects.prefetch_related("editions"):
        names = ", ".join(edition.pk for edition in pinned.editions.all()) or pinned.sha256[:16]
        try:
            found = load_rulebook(pinned.files).sha256
        except RulebookError as error:
            yield f"{names}: the pinned rulebook cannot be read: {error}"
            continue
        if found != pinned.sha256:
            yield f"{names}: the pinned rulebook does not have its fingerprint; it was changed after pinning."


def receipt_problems() -> Iterator[str]:
    """Receipts whose text is no longer the one that was signed for."""
    from piagam.entries.models import Submission

    rows = Submission.objects.order_by("pk").values_list("number", "manifest", "sha256")
    for number, manifest, sha256 in rows.iterator(chunk_size=20):
        if hashlib.sha256(manifest.encode()).hexdigest() != sha256:
            yield f"Receipt {number}: what was submitted does not have its fingerprint."


def guard_again() -> None:
    """Sets the audit record's triggers, and records that it was done."""
    from django.db import connection, transaction

    from piagam.audit import triggers
    from piagam.audit.record import record

    if missing := triggers.missing(connection):
        with transaction.atomic():
            triggers.install(connection)
            record("audit.guards", by=None, on=("audit", "triggers"), data={"missing": missing})
