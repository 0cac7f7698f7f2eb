"""Running the engine over an edition and keeping what came out, with the fingerprints of what went in."""

from importlib.metadata import version

from django.db import transaction

from piagam.audit.record import record
from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.people.actor import Actor
from piagam.scoring.inputs import region_objects
from piagam.scoring.models import Rank, RegionScore, Run
from tallybook import RegionResult, format_decimal, read_claims, score

BATCH = 500


def make_run(edition: Edition, *, line: str, by: Actor) -> Run:
    """Computes the whole edition on one line and keeps it. The caller has asked the tables.

    Raises tallybook.ClaimsError if the stored claims do not fit the rulebook: a broken promise, never a guess.
    """
    rulebook = rulebook_of(edition)
    objects = list(region_objects(edition, line))
    claims = read_claims({"rulebook": rulebook.id, "regions": objects}, rulebook)
    result = score(rulebook, claims)
    by_code = {one["code"]: one for one in objects}
    with transaction.atomic():
        run = Run.objects.create(
            edition=edition,
            line=line,
            rulebook_sha256=result.rulebook_sha256,
            claims_sha256=result.claims_sha256,
            engine_version=version("piagam"),
            started_by_id=by.user_id,
        )
        scores = RegionScore.objects.bulk_create(
            (row_of(run, region, by_code[region.code]) for region in result.regions), batch_size=BATCH
        )
        ranks = {region.code: region.ranks for region in result.regions}
        Rank.objects.bulk_create(
            (
                Rank(score=one, cluster=cluster, place_number=place)
                for one in scores
                for cluster, place in ranks[one.region_id].items()
            ),
            batch_size=BATCH,
        )
        record(
            "run.make", by=by, on=run, edition=edition.pk,
            data={"line": line, "regions": len(scores), "rulebook": run.rulebook_sha256, "claims": run.claims_sha256},
        )  # fmt: skip
    return run


def row_of(run: Run, region: RegionResult, claims: dict[str, object]) -> RegionScore:
    """A region's result as a row; every decimal as it is published."""
    exact = region.index_exact
    return RegionScore(
        run=run,
        region_id=region.code,
        claims=claims,
        parts={code: format_decimal(value, 2) for code, value in region.parts.items() if value is not None},
        total=format_decimal(region.total, 2) if region.total is not None else "",
        index=region.index or "",
        index_exact=f"{exact.numerator}/{exact.denominator}" if exact is not None else "",
        hundredths=region.hundredths,
        predicate=region.predicate or "",
        maturity={
            key: format_decimal(value, 2) for key, value in region.maturity.items() if value is not None
        },
    )
