"""The list of the bank: searched, filtered, counted; and the filters that people named."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.innovations import actions, queries
from piagam.innovations.bank_filter import BankFilter
from piagam.innovations.models import SavedFilter, Summary
from piagam.innovations.queries import Bank
from piagam.innovations.rules import rules_now
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded

A_PAGE = 25
SEES = ("innovation.read",)


@guarded("innovation.read", queries.bank_of, sees=SEES)
def bank_list(request: PiagamRequest, bank: Bank) -> HttpResponse:
    """The innovations that a person may read, as the address says."""
    rules = rules_now()
    chosen = BankFilter(request.GET, bank.actor, rules)
    filters = chosen.filters()
    found = queries.innovations_matching(bank.actor, filters, rules)
    outlooks = queries.outlooks(bank.actor, filters)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "rows": [{"innovation": innovation, "summary": summary_in(innovation)} for innovation in page],
        "filter": chosen,
        "chips": [{**chip, "url": without(request, chip["name"])} for chip in chosen.chips()],
        "tabs": tabs_of(outlooks, chosen.chosen["kelayakan"]) if rules else [],
        "saved": queries.saved_filters_for(bank.actor),
        "several": len(chosen.departments) > 1,
        "rules": rules,
        "is_filtered": bool(chosen.query()),
        "query": chosen.query(),
        "more_open": any(one.chosen for one in chosen.fields) or bool(chosen.until),
        "may_create": may(bank.actor, "innovation.create", bank.place()),
        "may_keep": may(bank.actor, "bank_filter.keep", bank.place()),
    }
    return render(request, "innovations/list.html", context)


def without(request: PiagamRequest, name: str) -> str:
    """The address with one filter taken out, from its first page on."""
    kept = request.GET.copy()
    kept.pop("halaman", None)
    kept.pop(name, None)
    return f"{request.path}?{kept.urlencode()}"


def summary_in(innovation: Any) -> Summary | None:
    """The summary of a listed innovation; none while no rulebook has judged it."""
    return getattr(innovation, "summary", None)


def tabs_of(outlooks: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    """The verdicts with their counts, as links that narrow the list."""
    lines = [{"code": "", "label": _("Semua"), "count": sum(outlooks.values())}]
    lines += [
        {"code": one.value, "label": one.label, "count": outlooks[one.value]} for one in Summary.Outlook
    ]
    return [{**line, "is_here": line["code"] == chosen} for line in lines]


@require_POST
@guarded("bank_filter.keep", queries.bank_of, sees=SEES)
def keep_filter(request: PiagamRequest, bank: Bank) -> HttpResponse:
    """Names the filters that the list is narrowed by."""
    chosen = BankFilter(QueryDict(request.POST.get("saringan", "")), bank.actor, rules_now())
    kept = actions.keep_filter(
        request.POST.get("nama", ""), query=chosen.query(), shared="bersama" in request.POST, by=bank.actor
    )
    messages.success(request, _("Saringan “%(name)s” tersimpan.") % {"name": kept.name})
    return redirect(f"{reverse('innovations:list')}?{kept.query}")


@require_POST
@guarded("bank_filter.keep", queries.saved_filter_by_id, sees=SEES)
def forget_filter(request: PiagamRequest, kept: SavedFilter) -> HttpResponse:
    """Forgets a saved filter."""
    actions.forget_filter(kept, by=request.actor)
    messages.success(request, _("Saringan dihapus."))
    return redirect("innovations:list")
