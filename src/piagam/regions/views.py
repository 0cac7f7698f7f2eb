"""A region's departments: the list, adding one, pasting many, changing one."""

import hashlib

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.people.deciding import may
from piagam.people.guards import actor_in, guarded
from piagam.regions import actions
from piagam.regions.forms import ChangeDepartmentForm, DepartmentForm, MergeForm, PasteForm
from piagam.regions.merging import Merger, merge_department, merger_of, require_mergeable
from piagam.regions.models import Department, Region
from piagam.regions.pasted_list import PastedList, read_list
from piagam.regions.queries import (
    OwnDepartments,
    department_by_id,
    departments_of,
    own_departments,
    possible_parents,
    possible_successors,
)
from piagam.web.errors import Refused


@guarded("department.manage", own_departments)
def departments(request: HttpRequest, own: OwnDepartments) -> HttpResponse:
    """All departments of the region, and the form for one more."""
    region = region_of(own)
    return listed(request, region, DepartmentForm(possible_parents(region)))


def region_of(own: OwnDepartments) -> Region:
    """The region; the guard lets nobody through without one."""
    assert own.region is not None
    return own.region


def listed(request: HttpRequest, region: Region, form: DepartmentForm, *, status: int = 200) -> HttpResponse:
    page = Paginator(departments_of(region), 50).get_page(request.GET.get("halaman"))
    context = {"region": region, "page": page, "form": form}
    return render(request, "regions/departments.html", context, status=status)


@require_POST
@guarded("department.manage", own_departments)
def add(request: HttpRequest, own: OwnDepartments) -> HttpResponse:
    """Adds one department."""
    region = region_of(own)
    form = DepartmentForm(possible_parents(region), request.POST)
    if form.is_valid():
        try:
            department = actions.add_department(region, by=own.actor, **form.cleaned_data)
        except Refused as no:
            form.add_error("name", no.sentence)
            return listed(request, region, form, status=no.status)
        messages.success(request, _("“%(name)s” ditambahkan.") % {"name": department.name})
        return redirect("regions:departments")
    return listed(request, region, form, status=400)


@guarded("department.manage", own_departments)
def paste(request: HttpRequest, own: OwnDepartments) -> HttpResponse:
    """A pasted list: first what would be added, then the adding; all of it or nothing."""
    region = region_of(own)
    form = PasteForm(possible_parents(region), request.POST or None)
    found: PastedList | None = None
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        text, parent = form.cleaned_data["text"], form.cleaned_data["parent"]
        found = read_list(text, region.departments.values_list("name", flat=True))
        if request.POST.get("seen") == fingerprint(found) and found.is_importable:
            added = actions.add_departments(region, text, parent=parent, by=own.actor)
            messages.success(
                request, _("%(count)s perangkat daerah ditambahkan.") % {"count": len(added.new)}
            )
            return redirect("regions:departments")
        status = 400 if found.mistakes else 200
    seen = fingerprint(found) if found else ""
    context = {"region": region, "form": form, "found": found, "seen": seen}
    return render(request, "regions/paste.html", context, status=status)


def fingerprint(found: PastedList) -> str:
    """What the person has seen; another list meanwhile is shown again before anything is added."""
    return hashlib.sha256("\n".join(found.new).encode()).hexdigest()


@guarded("department.manage", department_by_id)
def change(request: HttpRequest, department: Department) -> HttpResponse:
    """Renames a department or takes it out of use."""
    initial = {name: getattr(department, name) for name in ("name", "short_name", "is_active", "parent")}
    parents = possible_parents(department.region, department)
    if department.parent_id is not None:  # where it stands now, whatever has become of that
        parents = parents | Department.objects.filter(pk=department.parent_id)
    form = ChangeDepartmentForm(parents, request.POST or None, initial=initial)
    if department.merged_into_id is not None:
        del form.fields["parent"], form.fields["is_active"]
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            given = {"is_active": False, **form.cleaned_data}
            actions.change_department(department, by=actor_in(request), **given)
        except Refused as no:
            form.add_error("name", no.sentence)
            status = no.status
        else:
            messages.success(request, _("Perubahan tersimpan."))
            return redirect("regions:departments")
    context = {
        "department": department, "form": form, "merged": department.absorbed.order_by("name"),
        "may_merge": may(actor_in(request), "department.merge", department.place()),
    }  # fmt: skip
    return render(request, "regions/change_department.html", context, status=status)


@guarded("department.merge", department_by_id)
def merge(request: HttpRequest, department: Department) -> HttpResponse:
    """Into which other department it goes; then what that concerns; then all of it at once."""
    if department.merged_into_id is not None:
        raise Refused(_("Perangkat daerah ini sudah bergabung ke yang lain."), 409)
    successors = possible_successors(department.region, department)
    form = MergeForm(successors, request.POST or None, initial={"merged_on": localdate()})
    found: Merger | None = None
    status = 400 if form.errors else 200
    ended, revoked = chosen(request, "akhiri"), chosen(request, "batalkan")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        found = merger_of(department, given["successor"])
        try:
            require_mergeable(department.region, department, given["successor"], given["merged_on"])
            if request.POST.get("seen") == found.fingerprint:
                merge_department(department, by=actor_in(request), ended=ended, revoked=revoked, **given)
                names = {"old": department.name, "new": found.successor.name}
                messages.success(request, _("%(old)s sudah bergabung ke %(new)s.") % names)
                return redirect("regions:departments")
        except Refused as no:
            form.add_error(None, no.sentence)
            status, found = no.status, None
    context = {"department": department, "form": form, "found": found, "ended": ended, "revoked": revoked}
    return render(request, "regions/merge.html", context, status=status)


def chosen(request: HttpRequest, name: str) -> set[int]:
    """The keys that were ticked."""
    return {int(one) for one in request.POST.getlist(name) if one.isascii() and one.isdigit()}
