"""Pages of the form to fill in elsewhere: its download, what a filled-in one would do, and that it was done."""

import tempfile
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.exchange.forms import SheetForm, TemplateForm
from piagam.exchange.models import SheetImport
from piagam.exchange.sheets import importing
from piagam.exchange.sheets.contents import contents_for
from piagam.exchange.sheets.tables import XLSX
from piagam.exchange.sheets.template import write_template
from piagam.files.storage import files_dir
from piagam.innovations.queries import Bank, bank_of, departments_for
from piagam.innovations.rules import rules_now
from piagam.people.actor import Actor
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.web.errors import Refused

SEES = ("innovation.read",)
FORM_ERRORS = {400, 413, 422}  # refusals that belong beside the file input
SHOWN = 200  # lines of each part of a preview


def sheet_by_id(actor: Actor, sheet_id: int) -> SheetImport:
    """A form that was sent in; the guard lets only its own person see it."""
    found = SheetImport.objects.select_related("region", "edition", "file").filter(pk=sheet_id).first()
    if found is None:
        raise Http404
    return found


@guarded("innovation.read", bank_of, sees=SEES)
def sheets(request: PiagamRequest, bank: Bank) -> HttpResponse:
    """What can be taken along, and the way back in."""
    return page_of(request, bank, SheetForm())


def page_of(request: PiagamRequest, bank: Bank, form: SheetForm, *, status: int = 200) -> HttpResponse:
    departments = departments_for(bank.actor)
    context: dict[str, Any] = {
        "rules": rules_now(),
        "form": form,
        "template_form": TemplateForm(departments),
        "several": departments.count() > 1,
        "may_import": may(bank.actor, "sheet.import", bank.place()),
        "sent": SheetImport.objects.filter(owner=bank.actor.user_id, region=bank.actor.region_code)
        .select_related("region").defer("plan")[:10],
    }  # fmt: skip
    return render(request, "exchange/sheets.html", context, status=status)


@guarded("sheet.export", bank_of, sees=SEES)
def template(request: PiagamRequest, bank: Bank) -> HttpResponseBase:
    """The form of the edition, with what is in the bank already."""
    rules = importing.rules_or_refuse()
    asked = TemplateForm(departments_for(bank.actor), data=request.GET)
    department = asked.cleaned_data["perangkat"] if asked.is_valid() else None
    contents = contents_for(bank.actor, rules, department=department)
    folder = files_dir()
    folder.mkdir(parents=True, exist_ok=True)
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  the answer closes it
    write_template(contents, file)
    file.seek(0)
    name = f"piagam-{rules.edition.pk}-{slugify(contents.owner)[:60]}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


@guarded("sheet.import", bank_of, sees=SEES)
def send_in(request: PiagamRequest, bank: Bank) -> HttpResponse:
    """Takes a filled-in form and shows what it would do."""
    if request.method != "POST":
        return page_of(request, bank, SheetForm())
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return page_of(request, bank, form, status=422)
    try:
        sheet = importing.send_in(form.cleaned_data["file"], by=bank.actor)
    except Refused as refused:
        if refused.status not in FORM_ERRORS:
            raise
        form.add_error("file", refused.sentence)
        return page_of(request, bank, form, status=422)
    return redirect("exchange:sheet", sheet.pk)


@guarded("sheet.import", sheet_by_id)
def sheet(request: PiagamRequest, sheet: SheetImport) -> HttpResponse:
    """What it would do, or what was done."""
    return shown(request, sheet)


def shown(
    request: PiagamRequest, sheet: SheetImport, *, problem: str = "", status: int = 200
) -> HttpResponse:
    names = ("problems", "notes", "made", "changed", "answered")
    parts = {name: sheet.plan.get(name, []) for name in names}
    context = {
        "sheet": sheet,
        "plan": sheet.plan,
        "problem": problem,
        **{name: lines[:SHOWN] for name, lines in parts.items()},
        "more": {name: max(len(lines) - SHOWN, 0) for name, lines in parts.items()},
    }
    page = "exchange/sheet_done.html" if sheet.is_applied else "exchange/sheet.html"
    return render(request, page, context, status=status)


@require_POST
@guarded("sheet.import", sheet_by_id)
def look_again(request: PiagamRequest, sheet: SheetImport) -> HttpResponse:
    """The preview anew."""
    try:
        importing.look_again(sheet, by=request.actor)
    except Refused as refused:
        return again(request, sheet, refused)
    return redirect("exchange:sheet", sheet.pk)


def again(request: PiagamRequest, sheet: SheetImport, refused: Refused) -> HttpResponse:
    """The preview as it is kept now, with the sentence that says why nothing was done."""
    if refused.status in {401, 403, 404}:
        raise refused
    sheet.refresh_from_db()
    return shown(request, sheet, problem=refused.sentence, status=refused.status)


@require_POST
@guarded("sheet.import", sheet_by_id)
def take_in(request: PiagamRequest, sheet: SheetImport) -> HttpResponse:
    """Does what the preview showed."""
    try:
        importing.take_in(sheet, digest=request.POST.get("digest", ""), by=request.actor)
    except Refused as refused:
        return again(request, sheet, refused)
    messages.success(request, _("Lembar isian sudah dimasukkan."))
    return redirect("exchange:sheet", sheet.pk)
