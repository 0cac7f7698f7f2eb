"""Mentors with their loads, and the dates of the region."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from piagam.editions.queries import dates_of
from piagam.entries.beside import number_in
from piagam.mentoring import actions
from piagam.mentoring.calendar_file import Event, calendar_of
from piagam.mentoring.deadlines import LADDER, deadlines_of
from piagam.mentoring.forms import RegionDeadlineForm
from piagam.mentoring.models import Deadline
from piagam.mentoring.queries.mentors import loads_of
from piagam.mentoring.queries.places import RegionGate, own_gate
from piagam.mentoring.queries.progress import progress_of
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.errors import Refused

READS = ("check.read",)


@guarded("check.read", own_gate)
def mentors(request: PiagamRequest, gate: RegionGate) -> HttpResponse:
    """Who looks after whom, what waits, how fast it is answered."""
    loads = loads_of(gate.region, gate.edition, progress_of(gate.region, gate.edition))
    context = {
        "gate": gate, "loads": [one for one in loads if one.user_id], "nobody": loads[-1],
        "coaches": may(request.actor, "mentor.assign", gate.place()),
        "departments": sorted((one for load in loads for one in load.departments),
                              key=lambda one: (one.mentor != "", one.department.name)),
    }  # fmt: skip
    return render(request, "mentoring/mentors.html", context)


@require_POST
@guarded("mentor.assign", own_gate, sees=READS)
def assign(request: PiagamRequest, gate: RegionGate) -> HttpResponse:
    """Gives the chosen departments to a mentor, or to nobody."""
    chosen = [number_in(one, 0) for one in request.POST.getlist("unit")]
    user = number_in(request.POST.get("mentor", ""), 0) or None
    count = actions.assign_mentor(gate, chosen, user_id=user, by=request.actor)
    text = ngettext("Pendamping %(count)d perangkat daerah diganti.",
                    "Pendamping %(count)d perangkat daerah diganti.", count)  # fmt: skip
    messages.success(request, text % {"count": count})
    if request.POST.get("kembali") == "unit" and len(chosen) == 1:
        return redirect("mentoring:department", department_id=chosen[0])
    return redirect("mentoring:mentors")


@guarded("department.deadline", own_gate, sees=READS)
def deadlines(request: PiagamRequest, gate: RegionGate) -> HttpResponse:
    """The region's date and ladder, and the exceptions."""
    dates = deadlines_of(gate.region.pk, gate.edition.pk)
    zone = ZoneInfo(gate.region.time_zone)
    day = dates.region.due_at.astimezone(zone).date() if dates.region else None
    initial = {"day": day, "ladder": ", ".join(str(one) for one in (dates.ladder or LADDER))}
    form = RegionDeadlineForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_deadline(
                gate.region, gate.edition, department=None, by=request.actor, **form.cleaned_data
            )
        except Refused as no:
            form.add_error("day", no.sentence)
        else:
            messages.success(request, _("Tenggat tersimpan. Pengingat mengikuti tanggal ini."))
            return redirect("mentoring:deadlines")
    own = Deadline.objects.filter(region=gate.region, edition=gate.edition, department__isnull=False)
    context = {"gate": gate, "form": form, "dates": dates,
               "own": own.select_related("department").order_by("due_at", "department__name")}  # fmt: skip
    return render(request, "mentoring/deadlines.html", context, status=422 if form.errors else 200)


@guarded("check.read", own_gate)
def calendar(request: PiagamRequest, gate: RegionGate) -> HttpResponse:
    """The region's dates as a file for any calendar."""
    dates = deadlines_of(gate.region.pk, gate.edition.pk)
    events = [Event(f"{gate.edition.pk}-{one.code}", one.label, one.starts_at or one.ends_at)
              for one in dates_of(gate.edition)]  # fmt: skip
    events.append(Event(f"{gate.edition.pk}-tutup", _("Penjaringan ditutup"), gate.edition.closes_at))
    if dates.region:
        events.append(Event(f"{gate.edition.pk}-tenggat", _("Tenggat perangkat daerah"), dates.region.due_at))
    own = Deadline.objects.filter(pk__in=[one.pk for one in dates.own.values()]).select_related("department")
    events.extend(Event(f"{gate.edition.pk}-tenggat-{one.department_id}",
                        _("Tenggat %(unit)s") % {"unit": one.department}, one.due_at) for one in own)  # fmt: skip
    text = calendar_of(f"{gate.edition.title} · {gate.region.name}", events, length=timedelta(minutes=30))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="tenggat-{gate.edition.pk}-{gate.region.pk}.ics"'
    return response
