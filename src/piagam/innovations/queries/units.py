"""Departments with their sub-units."""

from collections import defaultdict

from piagam.regions.models import Department


def units_under(department_id: int) -> list[int]:
    """The department itself and every unit below it, at whatever depth."""
    region = Department.objects.filter(pk=department_id).values("region")
    below: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent in Department.objects.filter(region__in=region).values_list("pk", "parent_id"):
        below[parent].append(pk)
    found = [department_id]
    for pk in found:
        found.extend(one for one in below[pk] if one not in found)
    return found
