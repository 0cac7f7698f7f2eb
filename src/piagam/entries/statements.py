"""The integrity statement: which one stands, and whether it still speaks of what would be submitted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from piagam.entries.manifest import content_sha256
from piagam.entries.models import Report, Statement


@dataclass(frozen=True)
class Standing:
    """The last statement of a report, and the fingerprint of what it would have to speak of now."""

    last: Statement | None
    content_sha256: str

    @property
    def holds(self) -> bool:
        """Was it signed over exactly what is there now?"""
        return self.last is not None and self.last.content_sha256 == self.content_sha256

    @property
    def is_stale(self) -> bool:
        return self.last is not None and not self.holds


def standing_of(report: Report) -> Standing:
    """The statement of a report as it stands now."""
    last = Statement.objects.filter(report=report.pk).select_related("signed_by").first()
    return Standing(last, content_sha256(report))


def statement_over(report: Report) -> Statement | None:
    """The statement that holds for what would be submitted now; the content is read only where one was signed."""
    last = Statement.objects.filter(report=report.pk).first()
    return last if last is not None and last.content_sha256 == content_sha256(report) else None


def text_for(report: Report) -> str:
    """The sentence that is signed."""
    return _(
        "Saya menyatakan bahwa isian, data, dan dokumen dalam laporan %(region)s untuk %(edition)s benar, "
        "sah, dan dapat dipertanggungjawabkan, dan bahwa inovasi yang dilaporkan benar-benar diterapkan."
    ) % {"region": report.region.name, "edition": report.edition.title}
