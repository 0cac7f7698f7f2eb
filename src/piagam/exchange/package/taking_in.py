"""Taking a package in: bytes first, each inspected as any upload is; then every row in one transaction, or none.

A thing that is here already is changed only if nobody changed it here since it last went out or came in. What was
changed on both sides stays as it is here, and is named.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.models import Edition
from piagam.entries.locks import lock_report
from piagam.entries.manifest import canonical, sha256_of
from piagam.entries.models import Report
from piagam.exchange.models import Arrival
from piagam.exchange.package.members import member_of_file
from piagam.exchange.package.placing import Placing
from piagam.exchange.package.reading import BadPackage, Package
from piagam.exchange.package.writing import score_of
from piagam.files.formats import FORMATS
from piagam.files.models import StoredFile
from piagam.files.receiving import receive_path
from piagam.files.refusals import BadFile
from piagam.files.storage import files_dir, storage
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.regions.models import Region
from piagam.web.errors import Refused

Progress = Callable[[int, int], None]


@dataclass
class Outcome:
    """What became of a package: counts by kind, and what stayed as it was because both sides had changed it."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    same: dict[str, int] = field(default_factory=dict)
    conflicts: list[dict[str, str]] = field(default_factory=list)
    files: int = 0
    score_there: dict[str, str] = field(default_factory=dict)
    score_here: dict[str, str] = field(default_factory=dict)

    @property
    def is_identical(self) -> bool:
        """Does this instance arrive at the very score that the package states?"""
        return self.score_here == self.score_there

    def as_json(self) -> dict[str, Any]:
        return {
            "added": self.added, "changed": self.changed, "same": self.same, "conflicts": self.conflicts,
            "files": self.files, "score_there": self.score_there, "score_here": self.score_here,
        }  # fmt: skip


def report_for(package: Package) -> Report:
    """The report here that the package is about. Raises BadPackage when this instance has no such thing."""
    stated = package.manifest
    region = Region.objects.filter(pk=package.region).first()
    if region is None:
        raise BadPackage(_("Daerah %(code)s tidak dikenal di sini.") % {"code": package.region[:12]})
    edition = Edition.objects.filter(pk=stated["edition"]["id"]).first()
    if edition is None:
        raise BadPackage(_("Edisi %(id)s tidak ada di sini.") % {"id": str(stated["edition"]["id"])[:60]})
    if edition.rulebook_id != stated["rulebook_sha256"]:
        raise BadPackage(
            _("Paket ini dihitung dengan pedoman lain daripada edisi %(title)s di sini.")
            % {"title": edition.title}
        )
    kept = Report.objects.filter(edition=edition, region=region).select_related("region", "edition").first()
    return kept or Report(edition=edition, region=region)


def take_in(package: Package, *, by: Actor, progress: Progress = lambda done, whole: None) -> Arrival:
    """Takes a package in. Raises Refused, and has changed nothing, when it cannot be."""
    report = report_for(package)
    require(by, "package.import", report)
    if report.state != Report.State.DRAFT:
        raise Refused(_("Laporan daerah sudah terkirim. Tarik kembali dahulu, lalu masukkan paketnya."), 409)
    parts = {
        name: package.part(name) for name in ("departments", "documents", "innovations", "entries", "region")
    }
    receipts = package.part("submissions")
    files = take_files(package, progress)
    with transaction.atomic():
        locked = lock_report(report)
        require(
            replace(by, stepped_up_at=timezone.now()), "package.import", locked
        )  # shown above; files take long
        outcome = Outcome(files=files, score_there=package.manifest["score"])
        try:
            Placing(locked, outcome).place(parts)
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            raise BadPackage(_("Isi paket ini tidak lengkap: %(what)s.") % {"what": str(wrong)[:80]})
        outcome.score_here = score_of(locked)
        arrival = Arrival.objects.create(
            report=locked, sha256=sha256_of(canonical(package.manifest)), manifest=package.manifest,
            outcome=outcome.as_json(), receipts=receipts, taken_in_by_id=by.user_id,
        )  # fmt: skip
        record(
            "package.import", by=by, on=arrival, region=locked.region_id, edition=locked.edition_id,
            data={"sha256": arrival.sha256, "conflicts": len(outcome.conflicts), "files": files,
                  "score": outcome.score_here},
        )  # fmt: skip
    return arrival


def take_files(package: Package, progress: Progress) -> int:
    """The bytes into the store, each hashed and inspected; those that are here already are not read again."""
    wanted = package.files
    here = set(StoredFile.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    names = file_names(package)
    new = [digest for digest in wanted if digest not in here or not storage().exists(digest)]
    for done, digest in enumerate(new):
        progress(done, len(new))
        with tempfile.TemporaryDirectory(dir=files_dir()) as folder:
            path = Path(folder) / "bytes"
            with path.open("wb") as file:
                for block in package.blocks(member_of_file(digest)):
                    file.write(block)
            try:
                receive_path(
                    path,
                    names.get(digest, "berkas"),
                    allowed=list(FORMATS),
                    max_bytes=settings.MAX_FILE_BYTES,
                )
            except BadFile as bad:
                name = names.get(digest, digest[:12])
                raise BadPackage(
                    _("Berkas %(name)s dalam paket: %(why)s") % {"name": name, "why": bad.sentence}
                )
    progress(len(new), len(new))
    return len(new)


def file_names(package: Package) -> dict[str, str]:
    """Fingerprint → a name that the file bears there; its ending says what it claims to be."""
    found = {}
    for document in package.part("documents"):
        for version in document.get("versions", ()):
            if isinstance(version, dict):
                found[str(version.get("sha256"))] = str(version.get("file_name"))
    return found
