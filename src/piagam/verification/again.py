"""An innovation that took part before: both years beside each other, for its region and for who reads its claims."""

from django.http import HttpResponse
from django.shortcuts import render

from piagam.entries.earlier import earlier_entry
from piagam.entries.models import Entry
from piagam.entries.queries import entry_by_id
from piagam.entries.reading import OWN, READS, reading
from piagam.people.guards import PiagamRequest, guarded
from piagam.verification import queries
from piagam.verification.comparing import profile_of_both, rows_of_both
from piagam.verification.models import Assignment


@guarded(reading, entry_by_id, sees=READS, actions=READS)
def compare(request: PiagamRequest, entry: Entry) -> HttpResponse:
    """For the region's own people; others see the profile alone, as on the entry's page."""
    return page(request, entry, shows_rows=request.actor.role in OWN)


@guarded("entry.read", queries.assignment_by_id, sees=("assignment.list",))
def compare_assigned(request: PiagamRequest, assignment: Assignment) -> HttpResponse:
    """For the verifier who reads one of its claims."""
    entry = assignment.claim.entry
    if entry is None:
        return render(request, "verification/again.html", {"assignment": assignment})
    return page(request, entry_by_id(request.actor, entry.pk), shows_rows=True, assignment=assignment)


def page(
    request: PiagamRequest, entry: Entry, *, shows_rows: bool, assignment: Assignment | None = None
) -> HttpResponse:
    """Both years, or the sentence that there is only one."""
    earlier = earlier_entry(entry)
    if earlier is not None and not shows_rows and not earlier.place().published:
        earlier = None  # people from outside learn nothing of a year that was never published
    context = {
        "entry": entry,
        "earlier": earlier,
        "assignment": assignment,
        "profile": profile_of_both(earlier, entry) if earlier else [],
        "rows": rows_of_both(earlier, entry) if earlier and shows_rows else [],
    }
    return render(request, "verification/again.html", context)
