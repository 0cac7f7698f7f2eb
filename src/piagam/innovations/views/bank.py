"""Pages of the bank: a new innovation, one innovation, its history, the archive."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.conversations.counts import talks_about
from piagam.innovations import actions, queries
from piagam.innovations.forms import NewInnovationForm
from piagam.innovations.models import FieldChange, Innovation
from piagam.innovations.outlook import verdict_of
from piagam.innovations.presence import others_here
from piagam.innovations.profile_rows import in_words, rows_of
from piagam.innovations.queries import Bank
from piagam.innovations.rules import Rules, profile_of, rules_now, standing_of
from piagam.innovations.topics import root_of
from piagam.innovations.word_changes import Piece, word_changes
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded

A_PAGE = 25
SEES = ("innovation.read",)
TEXTS = {"text", "long_text"}


def query_without_page(request: PiagamRequest) -> str:
    """The filters as they stand in the address, for the links to other pages."""
    kept = request.GET.copy()
    kept.pop("halaman", None)
    return kept.urlencode()


@guarded("innovation.create", queries.bank_of, sees=SEES)
def create(request: PiagamRequest, bank: Bank) -> HttpResponse:
    """A new innovation: its name, and for the coordinator whose it is."""
    departments = queries.departments_for(bank.actor)
    only = queries.only_department(bank.actor, departments)
    form = NewInnovationForm(
        departments, only=only, first=bank.actor.department_id, data=request.POST or None
    )
    if request.method == "POST" and form.is_valid():
        innovation = actions.create_innovation(form.owner, title=form.cleaned_data["title"], by=bank.actor)
        messages.success(request, _("Inovasi tersimpan di bank. Lengkapi isiannya kapan saja."))
        return redirect("innovations:edit", innovation.pk)
    context = {"form": form, "only": only}
    return render(request, "innovations/create.html", context, status=400 if form.errors else 200)


@guarded("innovation.read", queries.innovation_by_id, sees=SEES)
def page(request: PiagamRequest, innovation: Innovation) -> HttpResponse:
    """One innovation: profile, verdict, editions, history."""
    rules = rules_now()
    profile = profile_of(innovation)
    standing = standing_of(rules, profile) if rules else None
    place = innovation.place()
    may_edit = may(request.actor, "innovation.edit", place)
    context = {
        "innovation": innovation,
        **(verdict_of(rules, profile, standing) if rules and standing else {}),
        "form_address": reverse("innovations:edit", args=[innovation.pk]),
        "only_reads": not may_edit,
        "rows": rows_of(rules, innovation, standing=standing) if rules else [],
        "merged": innovation.merged.order_by("-archived_at").only("pk", "title"),
        "entries": queries.entries_of(innovation),
        "changes": changes_in_words(list(queries.changes_of(innovation)[:6]), rules, texts=False),
        "may_edit": may_edit,
        "talks": talks_about(root_of(innovation), request.actor.user_id),
        "may_share": may(request.actor, "innovation.share", place),
        "may_archive": may(request.actor, "innovation.archive", place),
        "may_delete": may(request.actor, "innovation.delete", place),
        "may_merge": may(request.actor, "innovation.merge", place),
        "collaborators": queries.collaborators_of(innovation) if innovation.is_shared else (),
        "here": others_here(innovation, request.actor),
    }
    return render(request, "innovations/page.html", context)


@guarded("innovation.read", queries.innovation_by_id, sees=SEES)
def history(request: PiagamRequest, innovation: Innovation) -> HttpResponse:
    """Every change of every field, newest first; earlier texts can be put back."""
    rules = rules_now()
    field = request.GET.get("isian", "")
    found = queries.changes_of(innovation, field=field)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "innovation": innovation,
        "page": page,
        "changes": changes_in_words(list(page), rules),
        "fields": rules.fields if rules else (),
        "field": field,
        "query": query_without_page(request),
        "may_edit": may(request.actor, "innovation.edit", innovation.place()) and not innovation.archived_at,
    }
    return render(request, "innovations/history.html", context)


def changes_in_words(changes: list[Any], rules: Rules | None, *, texts: bool = True) -> list[dict[str, Any]]:
    """Lines of the history with labels instead of codes."""
    lines = []
    for change in changes:
        field = rules.field(change.field) if rules else None
        lines.append(
            {
                "change": change,
                "label": field.words if field else change.field,
                "pieces": pieces_of(change) if texts and (field is None or field.kind in TEXTS) else (),
                "old": in_words(field, change.old) if field else str(change.old or ""),
                "new": in_words(field, change.new) if field else str(change.new or ""),
            }
        )
    return lines


def pieces_of(change: FieldChange) -> list[Piece]:
    """A text's change word by word; nothing for what was empty before or after."""
    if not (isinstance(change.old, str) and isinstance(change.new, str) and change.old and change.new):
        return []
    return word_changes(change.old, change.new)


@require_POST
@guarded("innovation.archive", queries.innovation_by_id, sees=SEES)
def archive(request: PiagamRequest, innovation: Innovation) -> HttpResponse:
    """Puts the innovation away."""
    actions.archive_innovation(innovation, by=request.actor)
    messages.success(request, _("Inovasi diarsipkan. Anda dapat memulihkannya kapan saja."))
    return redirect("innovations:page", innovation.pk)


@require_POST
@guarded("innovation.archive", queries.innovation_by_id, sees=SEES)
def unarchive(request: PiagamRequest, innovation: Innovation) -> HttpResponse:
    """Takes the innovation out of the archive."""
    actions.unarchive_innovation(innovation, by=request.actor)
    messages.success(request, _("Inovasi dipulihkan."))
    return redirect("innovations:page", innovation.pk)
