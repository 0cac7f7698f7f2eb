"""Inviting many operators by a list: first what would be sent, then the sending; all of it or nothing."""

import csv

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from piagam.people import actions
from piagam.people.forms import InviteManyForm
from piagam.people.guards import PiagamRequest, guarded
from piagam.people.invitation_list import InvitationList, read_invitations
from piagam.people.lookups import departments_in, region_named
from piagam.people.places import PeopleOfRegion
from piagam.people.queries import operators_of, operators_seen
from piagam.people.reasons import needs_reason
from piagam.web.errors import Refused


@guarded("operator.invite", operators_seen)
def invite_many(request: PiagamRequest, people: PeopleOfRegion) -> HttpResponse:
    """A list, its preview, and the button that sends it."""
    asked = needs_reason("operator.invite", people.actor.role)
    form = InviteManyForm(request.POST or None, request.FILES or None, needs_reason=asked)
    found: InvitationList | None = None
    status, no = (422 if form.errors else 200), ""
    if request.method == "POST" and form.is_valid():
        found = read_invitations(form.cleaned_data["text"], people.region_code)
        if request.POST.get("seen") == found.fingerprint and found.is_sendable:
            try:
                sent = actions.invite_operators(
                    [(one.department, one.email) for one in found.wanted],
                    by=people.actor, reason=form.cleaned_data.get("reason", ""),
                )  # fmt: skip
            except Refused as refused:
                if refused.status not in {409, 422}:
                    raise
                no, status = refused.sentence, refused.status
            else:
                messages.success(request, _("%(count)d undangan dikirim.") % {"count": len(sent)})
                return redirect("people:operators_in", people.region_code)
        elif found.mistakes:
            status = 422
    context = {
        "region": region_named(people.region_code), "form": form, "found": found, "no": no,
        "text": form.cleaned_data.get("text", "") if found else request.POST.get("text", ""),
        "reason": request.POST.get("reason", ""), "asked": asked,
    }  # fmt: skip
    return render(request, "people/invite_many.html", context, status=status)


@guarded("operator.invite", operators_seen)
def invitation_template(request: PiagamRequest, people: PeopleOfRegion) -> HttpResponse:
    """The list to fill in: a line for each department that has no operator yet."""
    own = operators_of(people.region_code).filter(delegated_by=None)
    taken = own.values_list("department_id", flat=True)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="operator-{people.region_code}.csv"'
    sheet = csv.writer(response, delimiter=";")
    sheet.writerow([_("Surel"), _("Perangkat daerah")])
    for one in departments_in(people.region_code).exclude(pk__in=list(taken)):
        name = one.name
        sheet.writerow(["", f"'{name}" if name[:1] in "=+-@\t\r" else name])
    return response
