"""Pages of the bank: the list, a new innovation, one innovation, its history, the archive."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.innovations import actions, queries
from piagam.innovations.forms import BankFilter, NewInnovationForm
from piagam.innovations.models import Innovation
from piagam.innovations.profile_rows import in_words, rows_of
from piagam.innovations.queries import Bank
from piagam.innovations.rules import Rules, eligibility_of, profile_of, rules_now, standing_of
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded

A_PAGE = 25
SEES = ("innovation.read",)
ARCHIVE = {"": False, "arsip": True, "semua": None}


@guarded("innovation.read", queries.bank_of, sees=SEES)
def bank_list(request: PiagamRequest, bank: Bank) -> HttpResponse:
    """The innovations of the own department or region."""
    several = bank.actor.role != "OPD"
    chosen = BankFilter(request.GET, queries.departments_for(bank.actor))
    rules = rules_now()
    page = page_of(bank, chosen, rules, request.GET.get("halaman"))
    context = {
        "page": page,
        "rows": [row_of(innovation, rules) for innovation in page],
        "filter": chosen,
        "several": several,
        "rules": rules,
        "is_filtered": any(request.GET.get(name) for name in chosen.fields),
        "may_create": may(bank.actor, "innovation.create", bank.place()),
        "query": query_without_page(request),
    }
    return render(request, "innovations/list.html", context)


def page_of(bank: Bank, chosen: BankFilter, rules: Rules | None, number: str | None) -> Page[Innovation]:
    """One page of what was chosen. Eligibility is the rulebook's verdict, so it is asked row by row."""
    department = chosen.chosen("perangkat", None)
    found = queries.search_innovations(
        bank.actor, words=chosen.chosen("q"), department=department.pk if department else None,
        archived=ARCHIVE[chosen.chosen("keadaan")], order=chosen.chosen("urut"),
    )  # fmt: skip
    eligible = chosen.chosen("kelayakan")
    if not eligible or rules is None:
        return Paginator(found, A_PAGE).get_page(number)
    keys: Any = queries.by_eligibility(found, rules, eligible=eligible == "layak")
    page: Page[Any] = Paginator(keys, A_PAGE).get_page(number)
    rows = found.in_bulk(list(page.object_list))
    page.object_list = [rows[key] for key in page.object_list if key in rows]
    return page


def row_of(innovation: Innovation, rules: Rules | None) -> dict[str, Any]:
    """One line of the list."""
    profile = profile_of(innovation)
    return {
        "innovation": innovation,
        "standing": standing_of(rules, profile) if rules else None,
        "eligibility": eligibility_of(rules, profile) if rules else None,
    }


def query_without_page(request: PiagamRequest) -> str:
    """The filters as they stand in the address, for the links to other pages."""
    kept = request.GET.copy()
    kept.pop("halaman", None)
    return kept.urlencode()


@guarded("innovation.create", queries.bank_of, sees=SEES)
def create(request: PiagamRequest, bank: Bank) -> HttpResponse:
    """A new innovation: its name, and for the coordinator whose it is."""
    departments = queries.departments_for(bank.actor)
    only = departments.first() if bank.actor.role == "OPD" else None
    form = NewInnovationForm(departments, only=only, data=request.POST or None)
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
    context = {
        "innovation": innovation,
        "rules": rules,
        "standing": standing,
        "rows": rows_of(rules, innovation, standing=standing) if rules else [],
        "eligibility": eligibility_of(rules, profile) if rules else None,
        "entries": queries.entries_of(innovation),
        "changes": changes_in_words(list(queries.changes_of(innovation)[:6]), rules),
        "may_edit": may(request.actor, "innovation.edit", innovation.place()),
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


def changes_in_words(changes: list[Any], rules: Rules | None) -> list[dict[str, Any]]:
    """Lines of the history with labels instead of codes."""
    lines = []
    for change in changes:
        field = rules.field(change.field) if rules else None
        lines.append(
            {
                "change": change,
                "label": field.words if field else change.field,
                "is_text": field is None or field.kind in {"text", "long_text"},
                "old": in_words(field, change.old) if field else str(change.old or ""),
                "new": in_words(field, change.new) if field else str(change.new or ""),
            }
        )
    return lines


@require_POST
@guarded("innovation.edit", queries.innovation_by_id, sees=SEES)
def archive(request: PiagamRequest, innovation: Innovation) -> HttpResponse:
    """Puts the innovation away."""
    actions.archive_innovation(innovation, by=request.actor)
    messages.success(request, _("Inovasi diarsipkan. Anda dapat memulihkannya kapan saja."))
    return redirect("innovations:page", innovation.pk)


@require_POST
@guarded("innovation.edit", queries.innovation_by_id, sees=SEES)
def unarchive(request: PiagamRequest, innovation: Innovation) -> HttpResponse:
    """Takes the innovation out of the archive."""
    actions.unarchive_innovation(innovation, by=request.actor)
    messages.success(request, _("Inovasi dipulihkan."))
    return redirect("innovations:page", innovation.pk)
