"""The list of editions, the linter's verdict on a rulebook, making an edition."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from piagam.editions import actions
from piagam.editions.forms import NewEditionForm, RulebookForm
from piagam.editions.linting import lint, lint_all
from piagam.editions.models import Edition
from piagam.editions.places import NewEdition, ShippedRulebook, new_edition, shipped_rulebook
from piagam.editions.queries import SEEN, all_editions, edition_by_id
from piagam.editions.rulebooks import available
from piagam.people.deciding import may
from piagam.people.guards import actor_in, guarded
from piagam.people.places import WholeInstance, whole_instance
from piagam.web.errors import Refused


@guarded("edition.manage", whole_instance)
def editions(request: HttpRequest, whole: WholeInstance) -> HttpResponse:
    """Every edition, and the rulebooks that one can be made from."""
    context = {
        "editions": all_editions(),
        "verdicts": lint_all(),
        "may_create": may(whole.actor, "edition.set_rules", NewEdition(whole.actor).place()),
    }
    return render(request, "editions/list.html", context)


@guarded("edition.manage", shipped_rulebook)
def rulebook(request: HttpRequest, shipped: ShippedRulebook) -> HttpResponse:
    """What the linter says about one shipped rulebook."""
    context = {
        "verdict": lint(shipped.name),
        "may_create": may(shipped.actor, "edition.set_rules", NewEdition(shipped.actor).place()),
    }
    return render(request, "editions/rulebook.html", context)


@guarded("edition.set_rules", new_edition)
def create(request: HttpRequest, new: NewEdition) -> HttpResponse:
    """Makes a draft edition from a rulebook; its linter's verdict stands beside the form."""
    verdict = None
    name = request.POST.get("rulebook") or request.GET.get("pedoman") or ""
    initial: dict[str, Any] = {}
    if name in available():
        verdict = lint(name)
        initial = {"rulebook": name, "edition_id": name}
        if verdict.rulebook:
            initial["title"] = f"{verdict.rulebook.award_short} {verdict.rulebook.year}"
    form = NewEditionForm(request.POST or None, initial=initial)
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            edition = actions.create_edition(by=new.actor, **form.cleaned_data)
        except Refused as no:
            form.add_error(None, no.sentence)
            status = no.status
        else:
            messages.success(request, _("Edisi dibuat. Administrator lain perlu menyetujui pedomannya."))
            return redirect("editions:manage", edition.pk)
    return render(request, "editions/create.html", {"form": form, "verdict": verdict}, status=status)


@guarded("edition.set_rules", edition_by_id, sees=SEEN)
def change_rules(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Takes a newer version of the rules into an edition in preparation."""
    form = RulebookForm(request.POST or None)
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_rules(edition, by=actor_in(request), **form.cleaned_data)
        except Refused as no:
            form.add_error(None, no.sentence)
            status = no.status
        else:
            messages.success(request, _("Usulan tercatat. Administrator lain akan memutuskan."))
            return redirect("editions:manage", edition.pk)
    context = {"edition": edition, "form": form, "verdicts": lint_all()}
    return render(request, "editions/change_rules.html", context, status=status)
