"""Departments with their sub-units and with what merged into them."""

from piagam.people.tree import tree_of
from piagam.regions.models import Department


def units_under(department_id: int) -> list[int]:
    """The department itself and everything that hangs on it, at whatever depth."""
    region = Department.objects.filter(pk=department_id).values_list("region", flat=True).first()
    return [department_id, *(tree_of(region).below(department_id) if region else ())]
