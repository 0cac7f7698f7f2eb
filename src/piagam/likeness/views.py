"""Pages of likeness: the region's list, two things side by side, what a title resembles while it is written."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.innovations.models import Innovation
from piagam.innovations.queries import innovation_by_id
from piagam.likeness import actions, queries
from piagam.likeness.comparing import compare
from piagam.likeness.indexing import text_of
from piagam.likeness.looking import look_now_or_later
from piagam.likeness.models import Pair
from piagam.likeness.queries import OwnBank
from piagam.likeness.words import in_words
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.regions.models import Region
from piagam.web.errors import Refused

A_PAGE = 25
SEES = ("innovation.read",)


@guarded("likeness.read", queries.own_bank, sees=SEES)
def pairs(request: PiagamRequest, bank: OwnBank) -> HttpResponse:
    """What looks alike in the own bank, and beside what other regions have published."""
    region = Region.objects.get(pk=bank.actor.region_code)
    look = look_now_or_later(region)
    state = request.GET.get("keadaan", "open")
    state = state if state in Pair.State.values else Pair.State.OPEN
    every = list(queries.pairs_for(bank.actor))
    chosen = [pair for pair in every if pair.state == state]
    page = Paginator(chosen, A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "look": look,
        "region": region,
        "state": state,
        "tabs": [
            {
                "code": code,
                "label": Pair.State(code).label,
                "count": sum(pair.state == code for pair in every),
            }
            for code in Pair.State.values
        ],
        "page": page,
        "rows": [line_of(pair) for pair in page],
        "groups": queries.groups_in(every) if state == Pair.State.OPEN else [],
        "files": queries.repeated_files(bank.actor) if state == Pair.State.OPEN else [],
    }
    return render(request, "likeness/pairs.html", context)


def line_of(pair: Pair, seen_from: Innovation | None = None) -> dict[str, Any]:
    """A pair as a line: the innovation, what it looks like, and in what."""
    mine, other = pair.innovation, pair.other
    if other is not None and seen_from is not None and other.pk == seen_from.pk:
        mine, other = other, mine
    return {
        "pair": pair,
        "mine": mine,
        "other": other,
        "published": pair.published,
        "kinds": in_words(pair.kinds),
    }


@guarded("likeness.read", innovation_by_id, sees=SEES)
def of_innovation(request: PiagamRequest, innovation: Innovation) -> HttpResponse:
    """What one innovation looks like."""
    look = look_now_or_later(innovation.region)
    found = [line_of(pair, innovation) for pair in queries.pairs_of(request.actor, innovation)]
    return render(
        request, "likeness/of_innovation.html", {"innovation": innovation, "rows": found, "look": look}
    )


@guarded("likeness.read", queries.pair_by_id, sees=SEES)
def side_by_side(request: PiagamRequest, pair: Pair) -> HttpResponse:
    """Both texts beside each other, with what they share."""
    return page_of(request, pair)


def page_of(request: PiagamRequest, pair: Pair, *, mistake: str = "", status: int = 200) -> HttpResponse:
    """The page of a pair, with a mistake in what was just said about it."""
    theirs = pair.other or pair.published
    assert theirs is not None
    actor = request.actor
    context = {
        **line_of(pair),
        "compared": compare(text_of(pair.innovation.profile), text_of(theirs.profile)),
        "may_judge": may(actor, "likeness.judge", pair.place()),
        "may_merge": pair.other is not None
        and may(actor, "innovation.merge", pair.innovation.place())
        and may(actor, "innovation.merge", pair.other.place()),
        "mistake": mistake,
        "typed": request.POST.get("alasan", ""),
    }
    return render(request, "likeness/side_by_side.html", context, status=status)


@require_POST
@guarded("likeness.judge", queries.pair_by_id, sees=SEES)
def judge(request: PiagamRequest, pair: Pair) -> HttpResponse:
    """Keeps what the person says of a pair."""
    reason = request.POST.get("alasan", "")
    try:
        match request.POST.get("putusan"):
            case "different":
                actions.call_different(pair, reason=reason, by=request.actor)
                messages.success(request, _("Tercatat: keduanya memang berbeda."))
            case "replication":
                actions.call_replication(pair, reason=reason, by=request.actor)
                messages.success(request, _("Inovasi ini terdaftar sebagai replikasi."))
            case "open":
                actions.open_again(pair, by=request.actor)
                messages.success(request, _("Putusan dicabut; kemiripan ini perlu dilihat lagi."))
            case _:
                raise Refused(_("Pilih dahulu salah satu."), 422)
    except Refused as refused:
        if refused.status != 422:
            raise
        return page_of(request, pair, mistake=refused.sentence, status=422)
    return redirect("likeness:pair", pair.pk)


@guarded("innovation.create", queries.own_bank, sees=SEES)
def namesakes(request: PiagamRequest, bank: OwnBank) -> HttpResponse:
    """A small part of a page: what a title that is being written resembles."""
    found = queries.namesakes(bank.actor, request.GET.get("title", "")[:300])
    return render(request, "likeness/namesakes.html", {"found": found})
