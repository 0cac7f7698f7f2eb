"""Choosing the document of a profile's field: from the library, or a new one."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from piagam.innovations import actions, queries
from piagam.innovations.document_forms import DocumentForm
from piagam.innovations.models import Innovation
from piagam.innovations.rules import FILE_KINDS, profile_of, rules_now
from piagam.innovations.values import stamp_of
from piagam.innovations.views.profile import SEES, read_version
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.people.guards import PiagamRequest, guarded
from piagam.people.tree import tree_of
from piagam.web.errors import Refused
from tallybook import ProfileField


@dataclass(frozen=True)
class Slot:
    """A field of an innovation's profile that takes a document; no field while no rules are open."""

    innovation: Innovation
    asked: ProfileField | None

    @property
    def pk(self) -> int:
        return self.innovation.pk

    def place(self) -> Place:
        return self.innovation.place()

    @property
    def field(self) -> ProfileField:
        if self.asked is None:
            raise Refused(_("Isian inovasi mengikuti pedoman penilaian, dan pedomannya belum dibuka."), 409)
        return self.asked


def document_slot(actor: Actor, innovation_id: int, field: str) -> Slot:
    """A field of the rulebook that takes a document, in an innovation's profile."""
    innovation = queries.innovation_by_id(actor, innovation_id)
    rules = rules_now()
    if rules is None:
        return Slot(innovation, None)
    found = rules.field(field)
    if found is None or found.kind not in FILE_KINDS:
        raise Http404
    return Slot(innovation, found)


@guarded("innovation.edit", document_slot, sees=SEES)
def attach(request: PiagamRequest, slot: Slot) -> HttpResponse:
    """The page that offers the library and an upload; takes the upload."""
    links = slot.field.kind == "file_or_link"
    form = DocumentForm(None, data=request.POST or None, files=request.FILES or None, links=links)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.attach_new_document(
                slot.innovation, slot.field, upload=form.upload, link=form.cleaned_data.get("link", ""),
                version=read_version(request.POST.get("version")), by=request.actor, **form.about(),
            )  # fmt: skip
        except Refused as no:
            if no.status not in {400, 413, 422}:
                raise
            form.add_error("file", no.sentence)
        else:
            return back_to_form(request, slot, saved)
    return show(request, slot, form)


@require_POST
@guarded("innovation.edit", document_slot, sees=SEES)
def choose(request: PiagamRequest, slot: Slot) -> HttpResponse:
    """Attaches a document of the library; none takes the field's document off."""
    asked = request.POST.get("document", "")
    document = (
        queries.documents_for(request.actor).filter(pk=int(asked)).first() if read_version(asked) else None
    )
    if asked and document is None:
        raise Http404
    version = read_version(request.POST.get("version"))
    saved = actions.attach_document(slot.innovation, slot.field, document, version=version, by=request.actor)
    return back_to_form(request, slot, saved)


def show(request: PiagamRequest, slot: Slot, form: DocumentForm) -> HttpResponse:
    """The library as far as it suits the innovation."""
    words = request.GET.get("q", "")[:200]
    innovation = slot.innovation
    found = queries.search_documents(request.actor, words=words)
    own = tree_of(innovation.region_id).one_with(innovation.department_id)
    found = found.filter(Q(department__in=own) | Q(department=None))
    if slot.field.kind == "file":
        found = found.filter(link="")
    context = {
        "innovation": innovation,
        "field": slot.field,
        "form": form,
        "page": Paginator(found, 10).get_page(request.GET.get("halaman")),
        "words": words,
        "seen_version": stamp_of(profile_of(innovation).get(slot.field.code)),
        "kinds": ", ".join(kind.upper() for kind in actions.known_formats(slot.field.formats)),
    }
    return render(request, "innovations/attach.html", context, status=400 if form.errors else 200)


def back_to_form(request: PiagamRequest, slot: Slot, saved: actions.Saved) -> HttpResponse:
    """To the field in the form; with a word when another person was faster."""
    if saved.conflicts:
        sentence = _("Dokumen pada isian ini baru saja diganti orang lain. Periksa dulu, lalu pilih lagi.")
        messages.warning(request, sentence)
    elif saved.changed:
        messages.success(request, _("Dokumen untuk “%(label)s” tersimpan.") % {"label": slot.field.words})
    return redirect(f"{reverse('innovations:edit', args=[slot.innovation.pk])}#f-{slot.field.code}")
