"""What must not be on a server that others reach: a sentence for each."""

from collections.abc import Iterator

from piagam import environment

LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "::1", "testserver"}
SHORTEST_KEY = 40


def unsafe_settings(*, listen: str = "") -> list[str]:
    """Unsafe settings; nothing for an instance that only this machine reaches."""
    return list(_unsafe(listen or environment.value("PIAGAM_LISTEN")))


def _unsafe(listen: str) -> Iterator[str]:
    from django.conf import settings

    hosts = set(settings.ALLOWED_HOSTS)
    if "*" in hosts:
        yield "PIAGAM_ALLOWED_HOSTS is *: name the host names of this server."
    if hosts <= LOOPBACK and listen in LOOPBACK:
        return
    if settings.DEBUG:
        yield "PIAGAM_DEBUG is on: error pages would show the program's inside."
    if settings.DEMO:
        yield "PIAGAM_DEMO is on: demo accounts and their codes are public."
    if not settings.HTTPS:
        yield "PIAGAM_BASE_URL does not begin with https://: passwords would travel in the clear."
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield f"PIAGAM_SECRET_KEY is shorter than {SHORTEST_KEY} characters."
    if settings.PIAGAM_MAIL == "outbox":
        yield "PIAGAM_MAIL is outbox: invitations would never reach anybody."


def unguarded_record() -> Iterator[str]:
    """Triggers that should guard the audit record in the database and do not."""
    from django.db import connection

    from piagam.audit import triggers

    if missing := triggers.missing(connection):
        yield (
            f"The database no longer guards the audit record: {', '.join(missing)} is missing. "
            "See `piagam check`; `piagam check --set-guards` sets it anew."
        )
