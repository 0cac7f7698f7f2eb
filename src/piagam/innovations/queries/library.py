"""Reading the library of documents."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404

from piagam.innovations.models import Document, DocumentVersion, Innovation
from piagam.innovations.queries.bank import innovations_for
from piagam.innovations.rules import FILE_KINDS, Rules
from piagam.people.actor import Actor
from piagam.people.deciding import Place
from piagam.people.permissions import grants_for
from piagam.regions.models import Region


@dataclass(frozen=True)
class Library:
    """The part of the library that a person works in."""

    actor: Actor

    def place(self) -> Place:
        actor = self.actor
        return Place(
            region=actor.region_code or "", province=actor.province_code or "", department=actor.department_id
        )


@dataclass(frozen=True)
class SeenDocument:
    """A document as a person reads it: the region's own documents lie open to each of its departments."""

    document: Document
    department_id: int | None

    @property
    def pk(self) -> int:
        return self.document.pk

    def place(self) -> Place:
        document = self.document
        return Place(
            region=document.region_id, province=document.region.province_code, department=self.department_id
        )


def library_of(actor: Actor) -> Library:
    return Library(actor)


def documents_for(actor: Actor) -> QuerySet[Document]:
    """The documents a person may read: of the own region; an operator, those of the own part and the region's."""
    scopes = {grant.scope for grant in grants_for("innovation.read", actor.role)}
    found = Document.objects.select_related("region", "department")
    if "reg" in scopes and actor.region_code:
        return found.filter(region=actor.region_code)
    if "own" in scopes and actor.department_id:
        return found.filter(region=actor.region_code).filter(
            Q(department__in=actor.department_ids) | Q(department=None)
        )
    return found.none()


def with_versions(found: QuerySet[Document]) -> QuerySet[Document]:
    """Documents with their versions and files, in two queries more."""
    versions = DocumentVersion.objects.select_related("file", "added_by").order_by("-position")
    return found.prefetch_related(Prefetch("versions", queryset=versions))


def document_by_id(actor: Actor, document_id: int) -> SeenDocument:
    """One document of those the person may read, with its versions."""
    document = with_versions(documents_for(actor)).filter(pk=document_id).first()
    if document is None:
        raise Http404
    return SeenDocument(document, document.department_id or actor.department_id)


def own_document(actor: Actor, document_id: int) -> Document:
    """One document to be changed; an operator changes only the department's own."""
    document = with_versions(documents_for(actor)).filter(pk=document_id).first()
    if document is None:
        raise Http404
    return document


def with_newest(found: QuerySet[Document]) -> QuerySet[Document]:
    """Adds the newest version's name, number and pages to each row."""
    newest = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-position")
    return found.annotate(
        newest_name=Subquery(newest.values("file_name")[:1]),
        newest_position=Subquery(newest.values("position")[:1]),
        newest_size=Subquery(newest.annotate(size=F("file__size")).values("size")[:1]),
        newest_pages=Subquery(newest.annotate(pages=F("file__pages")).values("pages")[:1]),
        newest_scan=Subquery(newest.annotate(scan=F("file__scan_state")).values("scan")[:1]),
    )


def uses_in_profiles(actor: Actor, document: Document, rules: Rules | None) -> QuerySet[Innovation]:
    """The innovations, of those the person may read, whose profile has the document attached."""
    asked = Q(pk__in=[])
    for field in rules.fields if rules else ():
        if field.kind in FILE_KINDS:
            asked |= Q(**{f"profile__{field.code}__document": document.pk})
    return innovations_for(actor).filter(asked).order_by("title", "pk")


def uses_in_entries(actor: Actor, document: Document) -> QuerySet[Any]:
    """The claims that the document supports, for an operator those of the own department.

    Read through the relation: entries are a later stage.
    """
    found = document.links.select_related("claim__entry__innovation", "claim__report__edition", "version")
    if actor.role == "OPD":
        found = found.filter(claim__entry__department__in=actor.department_ids)
    return found.select_related("claim__report__region").order_by("-added_at", "-pk")


def documents_by_id(keys: list[int]) -> dict[int, Document]:
    """Documents that a profile names, by their key, each with its newest version."""
    if not keys:
        return {}
    return {document.pk: document for document in with_newest(Document.objects.filter(pk__in=keys))}


@dataclass(frozen=True)
class SeenVersion:
    """One version of a document as a person reads it, at a page of it."""

    seen: SeenDocument
    version: DocumentVersion
    page: int = 1

    @property
    def pk(self) -> int:
        return self.version.pk

    def place(self) -> Place:
        return self.seen.place()


def document_version(actor: Actor, document_id: int, position: int) -> SeenVersion:
    """A version of a document by its position."""
    seen = document_by_id(actor, document_id)
    for version in seen.document.versions.all():
        if version.position == position:
            return SeenVersion(seen, version)
    raise Http404


def newest_version(actor: Actor, document_id: int, page: int) -> SeenVersion:
    """A page of a document's newest version."""
    seen = document_by_id(actor, document_id)
    newest = next(iter(seen.document.versions.all()), None)
    if newest is None:
        raise Http404
    return SeenVersion(seen, newest, page)


def version_page(actor: Actor, document_id: int, position: int, page: int) -> SeenVersion:
    """A page of one version of a document."""
    return replace(document_version(actor, document_id, position), page=page)


def region_of(actor: Actor) -> Region:
    """The region a person works for."""
    return Region.objects.get(pk=actor.region_code)
