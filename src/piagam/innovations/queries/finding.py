"""Narrowing the library by words and by what is known of its documents."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from piagam.files.text import files_with
from piagam.innovations.models import Document, DocumentVersion
from piagam.innovations.queries.library import documents_for, with_newest
from piagam.innovations.queries.units import units_under
from piagam.people.actor import Actor

ORDERS: dict[str, tuple[Any, ...]] = {
    "tanggal": (F("dated").desc(nulls_last=True), "-pk"),
    "tentang": ("subject", "pk"),
    "pakai": ("-uses", "-pk"),
}
NEWEST: tuple[Any, ...] = ("-created_at", "-pk")


def find_documents(actor: Actor, chosen: Mapping[str, Any], *, today: date) -> QuerySet[Document]:
    """The documents that the filters of the library leave, in their order, each with its newest version."""
    found = having_words(documents_for(actor), str(chosen.get("q", "")))
    found = found.filter(retired_at__isnull=not chosen.get("istirahat"))
    if kind := chosen.get("jenis"):
        found = found.filter(kind="" if kind == "belum" else kind)
    if year := chosen.get("tahun"):
        found = found.filter(Q(dated__year=year) | Q(covers_from__lte=year, covers_to__gte=year))
    if chosen.get("milik") == "daerah":
        found = found.filter(department=None)
    elif department := chosen.get("perangkat"):
        found = found.filter(department__in=units_under(department.pk))
    if level := chosen.get("rahasia"):
        found = found.filter(confidentiality=level)
    if state := chosen.get("pindai"):
        newest = newest_of(OuterRef("pk"))
        found = found.filter(Exists(newest.filter(file__scan_state=state)))
    found = by_force(found, str(chosen.get("masa", "")), today)
    use = chosen.get("pakai")
    if use or chosen.get("urut") == "pakai":  # else the page counts them for its own rows
        found = found.annotate(uses=Count("links"))
    if use:
        found = found.filter(Q(uses__gt=0) if use == "ya" else Q(uses=0))
    return with_newest(found).order_by(*ORDERS.get(str(chosen.get("urut", "")), NEWEST))


def count_uses(documents: Iterable[Document]) -> None:
    """Counts the rows that each of a page's documents supports, in one query."""
    shown = list(documents)
    counted = Document.objects.filter(pk__in=[one.pk for one in shown]).order_by()
    uses = dict(counted.annotate(uses=Count("links")).values_list("pk", "uses"))
    for one in shown:
        one.uses = uses[one.pk]  # type: ignore[attr-defined]  # an annotation of this page


def search_documents(
    actor: Actor, *, words: str = "", department: int | None = None, of_region: bool = False
) -> QuerySet[Document]:
    """The documents to choose from, narrowed by words and by whose they are, newest first; retired ones are not."""
    found = having_words(documents_for(actor), words).filter(retired_at=None)
    if of_region:
        found = found.filter(department=None)
    elif department is not None:
        found = found.filter(department=department)
    return with_newest(found).order_by(*NEWEST)


def having_words(found: QuerySet[Document], words: str) -> QuerySet[Document]:
    """Every word in the subject, the number, the issuer, a file's name, or what stands in a file."""
    for word in words.split()[:8]:
        named = DocumentVersion.objects.filter(document=OuterRef("pk")).filter(
            Q(file_name__icontains=word) | Q(file__in=files_with(word).values("file"))
        )
        found = found.filter(
            Q(subject__icontains=word)
            | Q(number__icontains=word)
            | Q(issuer__icontains=word)
            | Q(Exists(named))
        )
    return found


def newest_of(document: Any) -> QuerySet[DocumentVersion]:
    """The newest version of a document, as a query inside another."""
    later = DocumentVersion.objects.filter(document=OuterRef("document"), position__gt=OuterRef("position"))
    return DocumentVersion.objects.filter(~Exists(later), document=document)


def by_force(found: QuerySet[Document], state: str, today: date) -> QuerySet[Document]:
    """Those in force today, those no longer, or those of which nobody has said it."""
    over = Q(valid_until__lt=today) | Q(revoked_on__lte=today)
    said = Q(is_open_ended=True) | Q(valid_until__isnull=False) | Q(revoked_on__isnull=False)
    if state == "berlaku":
        begun = Q(valid_from=None) | Q(valid_from__lte=today)
        return found.filter(Q(is_open_ended=True) | Q(valid_until__gte=today), begun).filter(
            Q(revoked_on=None) | Q(revoked_on__gt=today)
        )
    if state == "habis":
        return found.filter(over)
    return found.exclude(said) if state == "kosong" else found
