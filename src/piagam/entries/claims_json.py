"""The object of a region in CLAIMS.json, as tallybook reads it: one place, for every computation."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Claim, Entry, EvidenceLink, Report
from piagam.entries.promises import promised_claims
from piagam.regions.models import ClusterFact

REGIONS_AT_ONCE = 40  # about 54,000 claims of the national edition; six queries each


def claims_of_reports(
    reports: Iterable[Report],
    *,
    levels: Mapping[int, int] | None = None,
    only_submitted: bool = False,
    with_facts: bool = True,
) -> Iterator[dict[str, Any]]:
    """Each report's region with its claims and those of its entries; reports come with region and edition.

    `levels`: claim id → level that counts instead of the claimed one; a claim that is not in it counts as 0.
    `only_submitted`: entries left behind by the submission stay out. Without facts the levels alone are read,
    which is quicker. Six queries for every forty reports.
    """
    waiting = iter(reports)
    while batch := list(islice(waiting, REGIONS_AT_ONCE)):
        yield from _batch(batch, levels, only_submitted, with_facts)


def _batch(
    reports: list[Report], levels: Mapping[int, int] | None, only_submitted: bool, with_facts: bool
) -> Iterator[dict[str, Any]]:
    ids = [report.pk for report in reports]
    rules = {report.edition_id: rulebook_of(report.edition) for report in reports}
    affairs_known = {key: {affair.code for affair in rulebook.affairs} for key, rulebook in rules.items()}
    clusters_known = {key: {cluster.code for cluster in rulebook.clusters} for key, rulebook in rules.items()}
    clusters: dict[tuple[str, str], list[str]] = defaultdict(list)
    facts = ClusterFact.objects.filter(
        edition__in={report.edition_id for report in reports},
        region__in={report.region_id for report in reports},
    )
    for edition, region, cluster in facts.order_by("pk").values_list("edition_id", "region_id", "cluster"):
        if cluster in clusters_known[edition]:
            clusters[edition, region].append(cluster)

    supported = set(
        EvidenceLink.objects.filter(claim__report__in=ids).values_list("claim_id", flat=True).distinct()
    ) | promised_claims(ids)
    answers: dict[tuple[int, int | None], dict[str, Any]] = defaultdict(dict)
    claims = Claim.objects.filter(report__in=ids, level__isnull=False).order_by("pk")
    facts_too = ("facts",) if with_facts else ()
    rows = claims.values_list("pk", "report_id", "entry_id", "indicator", "level", *facts_too)
    for pk, report_id, entry_id, indicator, level, *rest in rows.iterator(chunk_size=10_000):
        stated = rest[0] if rest else None
        answers[report_id, entry_id][indicator] = _claim(stated, level or 0, pk in supported, levels, pk)

    innovations: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for report_id, entry_id, title, affairs in _innovations(ids, only_submitted):
        innovations[report_id].append(
            {"id": str(entry_id), "label": title, "affairs": affairs, "claims": answers[report_id, entry_id]}
        )
    for report in reports:
        known = affairs_known[report.edition_id]
        for innovation in innovations[report.pk]:
            innovation["affairs"] = [code for code in innovation["affairs"] if code in known]
        yield {
            "code": report.region_id,
            "label": report.region.name,
            "clusters": clusters[report.edition_id, report.region_id],
            "claims": answers[report.pk, None],
            "innovations": innovations[report.pk],
        }


def _claim(
    facts: Any, level: int, supported: bool, levels: Mapping[int, int] | None, pk: int
) -> dict[str, Any]:
    """One claim: its level, its facts where they led to that level, and whether anything supports it."""
    counted = level if levels is None else levels.get(pk, 0)
    claim: dict[str, Any] = {"level": counted}
    if facts and counted == level:
        claim["facts"] = facts
    if not supported:
        claim["evidence"] = False
    return claim


def _innovations(reports: list[int], only_submitted: bool) -> Iterator[tuple[int, int, str, list[str]]]:
    """Each entry with its title and affairs, frozen ones as they were frozen."""
    entries = Entry.objects.filter(report__in=reports).order_by("pk")
    if only_submitted:
        entries = entries.filter(state=Entry.State.SUBMITTED)
    rows = entries.values_list(
        "report_id", "pk", "state",
        "frozen__title", "frozen__profile__urusan_utama", "frozen__profile__urusan_lain",
        "innovation__title", "innovation__profile__urusan_utama", "innovation__profile__urusan_lain",
    )  # fmt: skip
    for report_id, pk, state, *frozen_and_bank in rows.iterator(chunk_size=5_000):
        frozen, bank = frozen_and_bank[:3], frozen_and_bank[3:]
        title, main, others = frozen if state == Entry.State.SUBMITTED else bank
        yield report_id, pk, title, affairs_of({"urusan_utama": main, "urusan_lain": others})


def affairs_of(profile: Mapping[str, Any]) -> list[str]:
    """The affairs an innovation serves, the main one first, each once."""
    others = profile.get("urusan_lain") or []
    named = [profile.get("urusan_utama"), *(others if isinstance(others, list) else [others])]
    return list(dict.fromkeys(str(code) for code in named if code))
