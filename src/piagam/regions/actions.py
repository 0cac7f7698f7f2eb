"""What a coordinator does with the departments of the region (A11)."""

from django.db import transaction
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.regions.models import Department, Region
from piagam.regions.pasted_list import LONGEST, PastedList, read_list, same
from piagam.web.errors import Refused


def add_department(region: Region, name: str, *, by: Actor, short_name: str = "") -> Department:
    """Adds one department."""
    with transaction.atomic():
        region = _locked(region, by)
        name = _free_name(region, name)
        department = Department.objects.create(region=region, name=name, short_name=short_name.strip())
        record("department.add", by=by, on=department, region=region.code, data={"name": name})
    return department


def add_departments(region: Region, text: str, *, by: Actor) -> PastedList:
    """Adds every new name of a pasted list, or none at all."""
    with transaction.atomic():
        region = _locked(region, by)
        found = read_list(text, region.departments.values_list("name", flat=True))
        if not found.is_importable:
            raise Refused(_("Daftar ini belum dapat ditambahkan; tidak ada yang berubah."), 400)
        Department.objects.bulk_create(Department(region=region, name=name) for name in found.new)
        record("department.add_many", by=by, on=region, region=region.code, data={"names": found.new})
    return found


def change_department(
    department: Department, *, name: str, short_name: str, is_active: bool, by: Actor
) -> Department:
    """Renames a department, or takes it out of use: what it wrote stays."""
    with transaction.atomic():
        region = _locked(department.region, by)
        department = Department.objects.select_for_update().get(pk=department.pk, region=region)
        before = {"name": department.name, "is_active": department.is_active}
        department.name = _free_name(region, name, besides=department)
        department.short_name = short_name.strip()
        department.is_active = is_active
        department.save(update_fields=["name", "short_name", "is_active"])
        after = {"name": department.name, "is_active": is_active}
        data = {"before": before, "after": after}
        record("department.change", by=by, on=department, region=region.code, data=data)
    return department


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
