"""Pages that make one of two innovations, or delete one, and the list of what was deleted."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from piagam.innovations import actions, queries
from piagam.innovations.models import Innovation
from piagam.innovations.profile_rows import in_words
from piagam.innovations.queries import Bank
from piagam.innovations.queries.pairs import FieldPair, Pair
from piagam.innovations.rules import FILE_KINDS, rules_now
from piagam.innovations.views.profile import read_version
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.errors import Refused

A_PAGE = 25
SEES = ("innovation.read",)
THEIRS = "itu"


@guarded("innovation.merge", queries.innovation_by_id, sees=SEES)
def choose(request: PiagamRequest, innovation: Innovation) -> HttpResponse:
    """With which other innovation it is to be merged."""
    words = request.GET.get("q", "").strip()[:200]
    found = queries.mergeable_with(request.actor, innovation, words)
    likely = sorted(found, key=lambda other: -words_in_common(innovation, other))
    context = {
        "innovation": innovation,
        "words": words,
        "page": Paginator(likely, A_PAGE).get_page(request.GET.get("halaman")),
    }
    return render(request, "innovations/merge_choose.html", context)


def words_in_common(one: Innovation, other: Innovation) -> int:
    """How many words the names share: what was written twice stands first in the list."""
    return len(set(one.title.lower().split()) & set(other.title.lower().split()))


@guarded("innovation.merge", queries.pair_by_ids, sees=SEES)
def compare(request: PiagamRequest, pair: Pair) -> HttpResponse:
    """Both side by side, field by field; merges them as chosen."""
    rules = rules_now()
    if rules is None:
        raise Refused(_("Isian inovasi mengikuti pedoman penilaian, dan pedomannya belum dibuka."), 409)
    differences = queries.differences_of(rules, pair)
    no = ""
    if request.method == "POST":
        taken = [
            one.field.code for one in differences if request.POST.get(f"pakai-{one.field.code}") == THEIRS
        ]
        versions = (read_version(request.POST.get("versi")), read_version(request.POST.get("versi-lain")))
        try:
            actions.merge_innovations(pair.kept, pair.other, taken=taken, versions=versions, by=request.actor)
        except Refused as refused:
            if refused.status not in {409, 422}:
                raise
            no = refused.sentence
        else:
            messages.success(request, _("Sudah digabung. Yang lain diarsipkan dan menunjuk ke sini."))
            return redirect("innovations:page", pair.kept.pk)
    context = {
        "pair": pair,
        "rows": [row_of(request, one) for one in differences],
        "same": len(rules.fields) - len(differences),
        "no": no,
    }
    return render(request, "innovations/merge.html", context, status=409 if no else 200)


def row_of(request: PiagamRequest, one: FieldPair) -> dict[str, object]:
    """A field as the page shows it, with what was chosen before."""
    chosen = request.POST.get(f"pakai-{one.field.code}", "")
    return {
        "field": one.field,
        "mine": shown(one, one.mine),
        "theirs": shown(one, one.theirs),
        "takes_theirs": chosen == THEIRS if chosen else one.takes_theirs,
    }


def shown(one: FieldPair, value: object) -> str:
    """A value in words; a document by its number in the library."""
    if one.field.kind in FILE_KINDS and isinstance(value, dict):
        return _("Dokumen nomor %(number)s di pustaka") % {"number": value.get("document")}
    return in_words(one.field, value)


@guarded("innovation.delete", queries.innovation_by_id, sees=SEES)
def delete(request: PiagamRequest, innovation: Innovation) -> HttpResponse:
    """Asks why, and deletes."""
    reason, no, status = request.POST.get("alasan", ""), "", 200
    if request.method == "POST":
        try:
            actions.delete_innovation(innovation, reason=reason, by=request.actor)
        except Refused as refused:
            if refused.status not in {409, 422}:
                raise
            no, status = refused.sentence, refused.status
        else:
            messages.success(request, _("Inovasi dihapus. Catatannya ada di daftar yang dihapus."))
            return redirect("innovations:deleted")
    context = {"innovation": innovation, "reason": reason, "no": no}
    return render(request, "innovations/delete.html", context, status=status)


@guarded("innovation.read", queries.bank_of, sees=SEES)
def deleted(request: PiagamRequest, bank: Bank) -> HttpResponse:
    """What was deleted: its name, who, when and why."""
    found = queries.tombstones_for(bank.actor)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "innovations/deleted.html", {"page": page})
