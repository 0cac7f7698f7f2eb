"""Writing a profile: the whole form, and each field that saves itself."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.innovations import actions, queries
from piagam.innovations.actions import Conflict
from piagam.innovations.models import FieldChange, Innovation
from piagam.innovations.outlook import verdict_of
from piagam.innovations.presence import note_presence, others_here
from piagam.innovations.profile_form import ProfileForm
from piagam.innovations.profile_rows import rows_of
from piagam.innovations.rules import Rules, profile_of, rules_now, standing_of
from piagam.innovations.values import stamp_of
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.errors import Conflict409, Refused
from piagam.web.instants import clock
from tallybook import ProfileField

SEES = ("innovation.read",)
VERSION = "version-"  # the hidden input beside a field: which value the person started from


@guarded("innovation.edit", queries.innovation_by_id, sees=SEES)
def edit(request: PiagamRequest, innovation: Innovation) -> HttpResponse:
    """The whole profile as one form. What can be kept is kept, whatever else is wrong."""
    rules = rules_now()
    if rules is None or innovation.archived_at:
        return render(request, "innovations/not_editable.html", {"innovation": innovation})
    if request.method != "POST":
        form = ProfileForm(rules.fields, profile=profile_of(innovation))
        note_presence(innovation, by=request.actor)
        return show_form(request, innovation, rules, form)
    form = ProfileForm(rules.fields, profile=profile_of(innovation), data=request.POST)
    form.is_valid()
    # A field that was not sent at all (a page from before a new rulebook) is not an emptied one.
    sent = {code: value for code, value in form.values().items() if f"{VERSION}{code}" in request.POST}
    versions = {code: read_version(request.POST.get(f"{VERSION}{code}")) for code in sent}
    saved = actions.save_fields(innovation, sent, versions=versions, by=request.actor)
    if form.errors or saved.conflicts:
        status = 409 if saved.conflicts else 400
        return show_form(request, saved.innovation, rules, form, conflicts=saved.conflicts, status=status)
    messages.success(request, _("Semua isian tersimpan."))
    going = request.POST.get("lalu", "")
    if rules.field(going):
        return redirect("innovations:attach", innovation.pk, going)
    return redirect("innovations:page", innovation.pk)


def show_form(
    request: PiagamRequest,
    innovation: Innovation,
    rules: Rules,
    form: ProfileForm,
    *,
    conflicts: Sequence[Conflict] = (),
    status: int = 200,
) -> HttpResponse:
    """The form with what is kept, what is missing, and what was typed."""
    profile = profile_of(innovation)
    standing = standing_of(rules, profile)
    context = {
        "innovation": innovation,
        "form": form,
        "rows": rows_of(rules, innovation, form=form, conflicts=conflicts, standing=standing),
        "conflicts": conflicts,
        "here": others_here(innovation, request.actor),
        **verdict_of(rules, profile, standing),
    }
    return render(request, "innovations/edit.html", context, status=status)


def read_version(text: str | None) -> int:
    """The version a script or a form sends back; 0 is never the version of anything."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 20 else 0


@require_POST
@guarded("innovation.edit", queries.innovation_by_id, sees=SEES)
def save_field(request: PiagamRequest, innovation: Innovation) -> HttpResponse:
    """One field, named by `field`, saved by itself: what the page asks for while a person types."""
    rules = rules_now()
    field = rules.field(request.POST.get("field", "")) if rules else None
    form = ProfileForm((field,), profile=profile_of(innovation), data=request.POST) if field else None
    if rules is None or field is None or form is None or not form.fields:
        raise Refused(_("Isian ini tidak dikenal. Muat ulang halamannya."), 422)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    values = form.values()
    version = read_version(request.POST.get("version"))
    saved = actions.save_fields(innovation, values, versions={field.code: version}, by=request.actor)
    if saved.conflicts:
        return both_texts(request, saved.innovation, field, saved.conflicts[0])
    return JsonResponse(told(request, rules, saved.innovation, field))


def both_texts(
    request: PiagamRequest, innovation: Innovation, field: ProfileField, conflict: Conflict
) -> JsonResponse:
    """What is kept now and by whom, and the version that settles the matter; nothing was overwritten."""
    theirs = conflict.theirs if isinstance(conflict.theirs, list) else str(conflict.theirs or "")
    sentence = who_changed_it(request, innovation, conflict)
    no = Conflict409(sentence, field=field.code, label=field.words, version=conflict.version)
    return JsonResponse({**no.as_json(), "mine": conflict.mine, "theirs": theirs}, status=no.status)


def who_changed_it(request: PiagamRequest, innovation: Innovation, conflict: Conflict) -> str:
    """Names the person who was faster; it may be oneself in another tab, or before the browser crashed."""
    change = conflict.change
    if change is None or change.by is None:
        return ""
    at = clock(change.at.astimezone(ZoneInfo(innovation.region.time_zone)))
    if change.by_id == request.actor.user_id:
        sentence = _(
            "Anda sendiri menyimpan isian ini pukul %(at)s, dari tab atau perangkat lain. Pilih tulisan yang dipakai."
        )
        return sentence % {"at": at}
    sentence = _("%(name)s mengubah isian ini pukul %(at)s. Pilih tulisan yang dipakai.")
    return sentence % {"name": change.by.name, "at": at}


def told(
    request: PiagamRequest, rules: Rules, innovation: Innovation, field: ProfileField
) -> dict[str, object]:
    """What the page hears after a save: the time, the field's new version, and the parts that changed with it."""
    profile = profile_of(innovation)
    standing = standing_of(rules, profile)
    row = next(row for row in rows_of(rules, innovation, standing=standing) if row.code == field.code)
    context = {"row": row, **verdict_of(rules, profile, standing)}
    parts = {f"saran-{field.code}": "advice", "kemajuan": "progress", "kelayakan": "verdict"}
    return {
        "version": row.version,
        "at": clock(timezone.now().astimezone(ZoneInfo(innovation.region.time_zone))),
        "fragments": {
            name: render_to_string(
                f"innovations/part_{part}.html", context
            )  # no request: nothing of a whole page
            for name, part in parts.items()
        },
    }


@require_POST
@guarded("innovation.edit", queries.change_by_id, sees=SEES)
def put_back(request: PiagamRequest, change: FieldChange) -> HttpResponse:
    """Puts an earlier text back in its field; what stands there now stays in the history."""
    innovation = change.innovation
    now = profile_of(innovation).get(change.field)
    which = change.old if request.POST.get("yang") == "old" else change.new
    actions.save_fields(
        innovation, {change.field: which}, versions={change.field: stamp_of(now)}, by=request.actor
    )
    messages.success(request, _("Tulisan itu dikembalikan ke isiannya."))
    return redirect("innovations:history", innovation.pk)
