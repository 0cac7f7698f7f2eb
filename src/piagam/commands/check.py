"""`piagam check`: unsafe settings, the audit chain, stored files, rulebooks; a sentence for each problem."""

import argparse
import sys
from collections.abc import Iterator

from piagam import environment
from piagam.commands.instance import prepare


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings-only", action="store_true", help="look at the settings alone")


def run(args: argparse.Namespace) -> int:
    prepare(quiet=True)
    problems = list(unsafe_settings())
    if not args.settings_only:
        problems += record_problems()
    for problem in problems:
        print(problem)
    print("0 problems" if not problems else f"{len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0


def unsafe_settings() -> list[str]:
    """What must not be on a server that others reach; empty for a demo or a loopback instance."""
    return list(_unsafe())


def _unsafe() -> Iterator[str]:
    from django.conf import settings

    hosts = set(settings.ALLOWED_HOSTS)
    loopback = hosts <= {"127.0.0.1", "localhost", "[::1]", "testserver"}
    if "*" in hosts:
        yield "PIAGAM_ALLOWED_HOSTS is *: name the host names of this server."
    if loopback:
        return
    if settings.DEBUG:
        yield "PIAGAM_DEBUG is on: error pages would show the program's inside."
    if settings.DEMO:
        yield "PIAGAM_DEMO is on: demo accounts and their codes are public."
    if not settings.HTTPS:
        yield "PIAGAM_BASE_URL does not begin with https://: passwords would travel in the clear."
    if len(settings.SECRET_KEY) < 40:
        yield "PIAGAM_SECRET_KEY is shorter than 40 characters."
    if environment.value("PIAGAM_MAIL") == "outbox":
        yield "PIAGAM_MAIL is outbox: invitations would never reach anybody."


def record_problems() -> Iterator[str]:
    """The chain of the audit record, the stored files, the rulebooks that editions are pinned to."""
    from django.db import connection

    from piagam.audit import triggers
    from piagam.audit.verify import verify_chain
    from piagam.editions.models import Edition
    from piagam.editions.rulebooks import rulebook_of
    from piagam.files.verify import verify_store
    from tallybook import RulebookError

    verdict = verify_chain()
    if not verdict.ok:
        yield verdict.sentence
    for trigger in triggers.missing(connection):
        yield f"The database no longer guards the audit record: {trigger} is missing."
    yield from verify_store().sentences()
    for edition in Edition.objects.select_related("rulebook"):
        try:
            if rulebook_of(edition).sha256 != edition.rulebook_id:
                yield f"{edition.pk}: the pinned rulebook does not have its fingerprint."
        except RulebookError as error:
            yield f"{edition.pk}: {error}"
