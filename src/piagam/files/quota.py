"""How much is used, how much is left, in one sentence."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from piagam.files.refusals import BadFile


def quota_sentence(used: int, limit: int) -> str:
    """For example: Terpakai 1,2 GB dari 5 GB; sisa 3,8 GB."""
    return _("Terpakai %(used)s dari %(limit)s; sisa %(left)s.") % {
        "used": filesizeformat(used),
        "limit": filesizeformat(limit),
        "left": filesizeformat(max(0, limit - used)),
    }


def require_room(adding: int, *, used: int, limit: int) -> None:
    """Raises BadFile (413) when `adding` bytes more would pass the limit."""
    if used + adding > limit:
        sentence = _("Ruang berkas tidak cukup untuk %(adding)s. %(quota)s") % {
            "adding": filesizeformat(adding),
            "quota": quota_sentence(used, limit),
        }
        raise BadFile(sentence, 413)
