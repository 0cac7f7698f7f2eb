"""Documents in a profile: those of the library, or a new one that goes into the library first."""

from typing import Any

from django.utils.translation import gettext as _

from piagam.innovations.actions.library import AlreadyKept, add_document, format_of, known_formats
from piagam.innovations.actions.profile import Saved, save_fields
from piagam.innovations.models import Document, Innovation
from piagam.innovations.queries.twins import same_bytes
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.tree import tree_of
from piagam.uploads.fields import Given
from piagam.web.errors import Refused
from tallybook import ProfileField


def attach_document(
    innovation: Innovation, field: ProfileField, document: Document | None, *, version: int, by: Actor
) -> Saved:
    """Attaches a document of the library to a field of the profile; None takes it off."""
    if document is not None:
        require_suits(innovation, field, document)
    value = {"document": document.pk} if document is not None else None
    return save_fields(innovation, {field.code: value}, versions={field.code: version}, by=by)


def require_suits(innovation: Innovation, field: ProfileField, document: Document) -> None:
    """Refuses a document that is not the department's or the region's, or is of a kind not taken here."""
    if not suits(document, innovation):
        raise Refused(_("Dokumen itu bukan milik perangkat daerah ini."), 404)
    newest = document.versions.order_by("-position").first()
    if newest is None and field.kind == "file":
        raise Refused(_("Isian ini meminta berkas, bukan tautan."), 422)
    wanted = known_formats(field.formats)
    if newest is not None and format_of(newest.file.media_type) not in wanted:
        sentence = _("Isian ini menerima berkas %(kinds)s.")
        raise Refused(sentence % {"kinds": ", ".join(kind.upper() for kind in wanted)}, 422)


def suits(document: Document, innovation: Innovation) -> bool:
    """May the document stand in the profile: the region's, the department's own, or of one it merged with?"""
    if document.region_id != innovation.region_id:
        return False
    if document.department_id in (None, innovation.department_id):
        return True
    return document.department_id in tree_of(innovation.region_id).one_with(innovation.department_id)


def attach_new_document(
    innovation: Innovation,
    field: ProfileField,
    *,
    upload: Given | None,
    link: str = "",
    version: int,
    by: Actor,
    **about: Any,
) -> Saved:
    """Adds a document of the innovation's department to the library and attaches it; the same bytes are kept once."""
    require(by, "innovation.edit", innovation)
    wanted: dict[str, Any] = {"region": innovation.region, "department": innovation.department, "link": link}
    try:
        document = add_document(
            by, upload=upload, formats=field.formats, even_if_kept=False, **wanted, **about
        )
    except AlreadyKept as already:
        twins = same_bytes(by, already.received) if already.received else []
        document = next((one for one in twins if suits(one, innovation)), None) or add_document(
            by, upload=already.received, **wanted, **about
        )
    return attach_document(innovation, field, document, version=version, by=by)
