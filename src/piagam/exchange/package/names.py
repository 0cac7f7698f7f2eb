"""Lasting names of things."""

from collections.abc import Iterable
from uuid import NAMESPACE_URL, UUID, uuid5

from piagam.entries.models import Report
from piagam.exchange.models import Origin


def uids_of(kind: str, keys: Iterable[int]) -> dict[int, str]:
    """Key → lasting name, given now to those that have none."""
    wanted = list(dict.fromkeys(keys))
    known = dict(Origin.objects.filter(kind=kind, object_id__in=wanted).values_list("object_id", "uid"))
    fresh = [Origin(kind=kind, object_id=key) for key in wanted if key not in known]
    Origin.objects.bulk_create(fresh, ignore_conflicts=True)
    if fresh:
        known = dict(Origin.objects.filter(kind=kind, object_id__in=wanted).values_list("object_id", "uid"))
    return {key: str(uid) for key, uid in known.items()}


def uid_of_report(report: Report) -> str:
    """The lasting name of a region's own answers in an edition: the same at every instance from the start."""
    uid = uuid5(NAMESPACE_URL, f"piagam:{report.edition_id}:{report.region_id}")
    Origin.objects.get_or_create(uid=uid, defaults={"kind": Origin.Kind.REGION, "object_id": report.pk})
    return str(uid)


def keys_of(kind: str, uids: Iterable[str]) -> dict[str, int]:
    """Lasting name → key here, of those that are here."""
    wanted = [UUID(uid) for uid in uids]
    found = Origin.objects.filter(kind=kind, uid__in=wanted).values_list("uid", "object_id")
    return {str(uid): key for uid, key in found}
