"""The departments of a region: how far each is, one of them, reminding those that have not begun."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from piagam.entries.beside import number_in
from piagam.entries.models import Entry
from piagam.entries.queries import report_by_region
from piagam.mentoring import actions
from piagam.mentoring.forms import DepartmentDeadlineForm, NoteForm, NudgeForm
from piagam.mentoring.models import CoachingNote, Mentor
from piagam.mentoring.queries.mentors import coordinators_of
from piagam.mentoring.queries.places import DepartmentGate, RegionGate, department_gate, own_gate
from piagam.mentoring.queries.progress import SORTS, Progress, narrowed, progress_of
from piagam.mentoring.queries.reviewing import Tally, tallies_of
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.people.queries import operators_of
from piagam.people.tree import Tree, tree_of
from piagam.web.errors import Refused
from piagam.web.instants import in_zone

READS = ("check.read",)
PER_PAGE = 100
STATES = {
    "silent": gettext_lazy("Belum mulai"), "working": gettext_lazy("Sedang disusun"),
    "returned": gettext_lazy("Dikembalikan"), "late": gettext_lazy("Lewat tenggat"),
    "waiting": gettext_lazy("Menunggu diperiksa"), "done": gettext_lazy("Selesai"),
    "absent": gettext_lazy("Belum pernah masuk"),
}  # fmt: skip
SORT_NAMES = {
    "nama": gettext_lazy("Nama"), "kemajuan": gettext_lazy("Kemajuan terkecil"),
    "kurang": gettext_lazy("Isian wajib terbanyak kurang"), "tenggat": gettext_lazy("Tenggat terdekat"),
    "kegiatan": gettext_lazy("Paling lama diam"),
}  # fmt: skip


@guarded("check.read", own_gate)
def departments(request: PiagamRequest, gate: RegionGate) -> HttpResponse:
    """Every department with its progress, filtered and sorted."""
    asked = request.GET
    found = progress_of(gate.region, gate.edition)
    state = asked.get("status", "") if asked.get("status", "") in STATES else ""
    sort = asked.get("urut", "nama") if asked.get("urut", "nama") in SORTS else "nama"
    words, mentor = asked.get("cari", "").strip(), asked.get("pendamping", "")
    shown = narrowed(found, words=words, state=state, mentor=mentor, sort=sort)
    context: dict[str, Any] = {
        "gate": gate, "page": Paginator(shown, PER_PAGE).get_page(asked.get("halaman")), "total": len(found),
        "states": STATES, "state": state, "sorts": SORT_NAMES, "sort": sort, "words": words, "mentor": mentor,
        "mentors": sorted({(one.mentor, one.mentor_id) for one in found if one.mentor_id}),
        "silent": sum(one.state == "silent" for one in found),
        "may_nudge": may(request.actor, "department.nudge", gate.place()),
        "may_set": may(request.actor, "department.deadline", gate.place()),
    }  # fmt: skip
    return render(request, "mentoring/departments.html", context)


@guarded("check.read", department_gate)
def department(request: PiagamRequest, gate: DepartmentGate) -> HttpResponse:
    """One department: its entries, its date, its mentor; notes for coordinators only."""
    return department_page(request, gate)


def department_page(
    request: PiagamRequest, gate: DepartmentGate, *, date_form: DepartmentDeadlineForm | None = None,
    note_form: NoteForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    unit, actor, place = gate.department, request.actor, gate.place()
    progress = progress_of(gate.region, gate.edition, only=unit.pk)
    report = report_by_region(actor, gate.edition.pk, gate.region.pk)
    tallies = tallies_of(report)
    tree = tree_of(gate.region.pk)
    office = tree.one_with(unit.pk) if unit.is_active else {unit.pk}
    entries = Entry.objects.filter(report=report.pk, department__in=office).select_related("innovation")
    coaches = may(actor, "mentor.assign", place)
    one: Progress | None = progress[0] if progress else None
    day = one.due.at.date() if one and one.due and one.due.own else None
    context = {
        "gate": gate, "unit": unit, "one": one, "units": units_of(gate, tree) if one else [],
        "shift": -1 - (one.level if one else 0),
        "rows": [(entry, tallies.get(entry.pk, Tally())) for entry in entries.order_by("state", "pk")],
        "operators": [each for each in operators_of(gate.region.pk) if each.department_id == unit.pk],
        "coaches": coaches,
        "mentors": list(Mentor.objects.filter(department=unit).select_related("user", "assigned_by")),
        "coordinators": coordinators_of(gate.region, gate.edition) if coaches else [],
        "notes": CoachingNote.objects.filter(department=unit).select_related("by")[:50] if coaches else [],
        "note_form": note_form or NoteForm(),
        "date_form": date_form or DepartmentDeadlineForm(initial={"day": day}),
        "may_set": may(actor, "department.deadline", place),
        "may_nudge": may(actor, "department.nudge", place),
    }  # fmt: skip
    return render(request, "mentoring/department.html", context, status=status)


def units_of(gate: DepartmentGate, tree: Tree) -> list[Progress]:
    """What stands under a department, each with its own progress; nothing is asked where nothing does."""
    below = tree.below(gate.pk)
    if not below:
        return []
    return [one for one in progress_of(gate.region, gate.edition) if one.department.pk in below]


@require_POST
@guarded("department.deadline", department_gate, sees=READS)
def set_deadline(request: PiagamRequest, gate: DepartmentGate) -> HttpResponse:
    """A date of its own for one department, or none."""
    form = DepartmentDeadlineForm(request.POST)
    if form.is_valid():
        try:
            actions.set_deadline(gate.region, gate.edition, department=gate.department,
                                 day=form.cleaned_data["day"], by=request.actor)  # fmt: skip
        except Refused as no:
            form.add_error("day", no.sentence)
    if form.errors:
        return department_page(request, gate, date_form=form, status=422)
    messages.success(request, _("Tenggat tersimpan."))
    return redirect("mentoring:department", department_id=gate.pk)


@require_POST
@guarded("mentor.assign", department_gate, sees=READS)
def note(request: PiagamRequest, gate: DepartmentGate) -> HttpResponse:
    """Keeps a coaching note."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return department_page(request, gate, note_form=form, status=422)
    actions.note_coaching(gate.department, text=form.cleaned_data["text"], by=request.actor)
    messages.success(request, _("Catatan tersimpan; hanya koordinator yang membacanya."))
    return redirect("mentoring:department", department_id=gate.pk)


@guarded("department.nudge", own_gate)
def nudge(request: PiagamRequest, gate: RegionGate) -> HttpResponse:
    """Whom a reminder would reach and how it reads; then sends it."""
    progress = progress_of(gate.region, gate.edition)
    silent = [one for one in progress if not one.entries]
    asked = {number_in(one, 0) for one in [*request.GET.getlist("unit"), *request.POST.getlist("unit")]}
    chosen = [one for one in progress if one.department.pk in asked] if asked else silent
    form = NudgeForm(request.POST or None, initial={"text": proposed(gate)})
    if request.method == "POST" and form.is_valid():
        numbers = [one.department.pk for one in chosen]
        try:
            told = actions.nudge(gate, numbers, text=form.cleaned_data["text"], by=request.actor)
        except Refused as no:
            form.add_error(None, no.sentence)
        else:
            text = ngettext("%(count)d operator diingatkan.", "%(count)d operator diingatkan.", told)
            messages.success(request, text % {"count": told})
            return redirect("desks:home" if request.actor.role == "HEAD" else "mentoring:departments")
    context = {"gate": gate, "form": form, "chosen": chosen,
               "reached": sum(one.operators for one in chosen)}  # fmt: skip
    return render(request, "mentoring/nudge.html", context, status=422 if form.errors else 200)


def proposed(gate: RegionGate) -> str:
    """The sentence that stands in the box at first."""
    if gate.edition.closes_at is None:
        return _("Mohon ikutkan inovasi perangkat daerah Anda di Piagam.")
    text = _("Mohon ikutkan inovasi perangkat daerah Anda dalam %(edition)s. Penjaringan ditutup %(at)s.")
    return text % {
        "edition": gate.edition.title,
        "at": in_zone(gate.edition.closes_at, gate.region.time_zone),
    }
