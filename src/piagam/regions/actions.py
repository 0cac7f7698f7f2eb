"""What a coordinator does with the departments of the region (A11)."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.regions.models import Department, Region
from piagam.regions.pasted_list import LONGEST, PastedList, read_list, same
from piagam.regions.queries import MOST_LEVELS, possible_parents
from piagam.web.errors import Refused


def add_department(
    region: Region, name: str, *, by: Actor, short_name: str = "", parent: Department | None = None
) -> Department:
    """Adds one department, or a sub-unit of one."""
    with transaction.atomic():
        region = _locked(region, by)
        name = _free_name(region, name)
        parent = _free_parent(region, parent)
        department = Department.objects.create(
            region=region, name=name, short_name=short_name.strip(), parent=parent
        )
        data = {"name": name, "parent": department.parent_id}
        record("department.add", by=by, on=department, region=region.code, data=data)
    return department


def add_departments(region: Region, text: str, *, by: Actor, parent: Department | None = None) -> PastedList:
    """Adds every new name of a pasted list, all of them under one parent where it is given; or none at all."""
    with transaction.atomic():
        region = _locked(region, by)
        found = read_list(text, region.departments.values_list("name", flat=True))
        if not found.is_importable:
            raise Refused(_("Daftar ini belum dapat ditambahkan; tidak ada yang berubah."), 400)
        parent = _free_parent(region, parent)
        Department.objects.bulk_create(
            Department(region=region, name=name, parent=parent) for name in found.new
        )
        data = {"names": found.new, "parent": parent.pk if parent else None}
        record("department.add_many", by=by, on=region, region=region.code, data=data)
    return found


def change_department(
    department: Department,
    *,
    name: str,
    short_name: str,
    is_active: bool,
    by: Actor,
    parent: Department | None = None,
) -> Department:
    """Renames a department, puts it under another one, or takes it out of use: what it wrote stays."""
    with transaction.atomic():
        region = _locked(department.region, by)
        department = Department.objects.select_for_update().get(pk=department.pk, region=region)
        before = facts_of(department)
        if department.merged_into_id is not None:
            is_active, parent = False, department.parent  # its place is that of its successor
        else:
            parent = _free_parent(region, parent, department)
            _require_no_units(department, is_active)
        department.name = _free_name(region, name, besides=department)
        department.short_name = short_name.strip()
        department.is_active, department.parent = is_active, parent
        department.save(update_fields=["name", "short_name", "is_active", "parent"])
        data = {"before": before, "after": facts_of(department)}
        record("department.change", by=by, on=department, region=region.code, data=data)
    return department


def facts_of(department: Department) -> dict[str, Any]:
    """What a change is recorded by."""
    return {"name": department.name, "is_active": department.is_active, "parent": department.parent_id}


def _require_no_units(department: Department, is_active: bool) -> None:
    if not is_active and department.units.filter(is_active=True).exists():
        raise Refused(_("Pindahkan atau tutup dahulu sub-unitnya yang masih digunakan."), 409)


def _free_parent(
    region: Region, parent: Department | None, department: Department | None = None
) -> Department | None:
    """The parent, when a department may stand under it; the one it has already is always good."""
    if parent is None or (department is not None and parent.pk == department.parent_id):
        return parent
    if not possible_parents(region, department).filter(pk=parent.pk).exists():
        sentence = _(
            "Tidak bisa di bawah perangkat daerah itu: paling banyak %(most)s tingkat, tanpa lingkaran."
        )
        raise Refused(sentence % {"most": MOST_LEVELS}, 409)
    return parent


def _locked(region: Region, by: Actor) -> Region:
    """The region's row, locked, so that two people cannot add the same name at once."""
    region = Region.objects.select_for_update().get(pk=region.pk)
    require(by, "department.manage", region)
    return region


def _free_name(region: Region, name: str, besides: Department | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Tulis nama perangkat daerah."), 400)
    if len(name) > LONGEST:
        raise Refused(_("Nama terlalu panjang: paling banyak %(most)s huruf.") % {"most": LONGEST}, 400)
    others = region.departments.exclude(pk=besides.pk) if besides else region.departments.all()
    if same(name) in {same(other) for other in others.values_list("name", flat=True)}:
        raise Refused(_("“%(name)s” sudah ada di daftar.") % {"name": name}, 409)
    return name
