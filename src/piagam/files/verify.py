"""`verify_store`: does every row have its bytes, and are they still the ones that were received?"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from piagam.files.models import StoredFile
from piagam.files.storage import Storage, storage

SHOWN = 5


@dataclass
class StoreVerdict:
    """What was found. Orphans (bytes without a row) are left by a crash and do no harm."""

    checked: int = 0
    missing: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.missing and not self.altered

    def sentences(self) -> Iterator[str]:
        """One for each kind of problem; none when all is well."""
        if self.missing:
            yield _("%(count)s berkas hilang dari penyimpanan: %(names)s") % _named(self.missing)
        if self.altered:
            yield _("%(count)s berkas tidak lagi sama dengan sidik jarinya: %(names)s") % _named(self.altered)

    def orphans_sentence(self) -> str:
        """For information: bytes that belong to no row."""
        if not self.orphans:
            return ""
        return _("%(count)s berkas tanpa catatan (sisa unggahan yang terputus): %(names)s") % _named(
            self.orphans
        )


def verify_store(*, hashes: bool = True) -> StoreVerdict:
    """Reads every stored file once, a block at a time. `hashes=False` compares presence and size alone."""
    store, verdict, known = storage(), StoreVerdict(), set()
    for digest, size in StoredFile.objects.order_by("sha256").values_list("sha256", "size").iterator():
        known.add(digest)
        verdict.checked += 1
        try:
            if store.size(digest) != size or (hashes and hash_of(store, digest) != digest):
                verdict.altered.append(digest)
        except FileNotFoundError:
            verdict.missing.append(digest)
    verdict.orphans = [digest for digest in store.digests() if digest not in known]
    return verdict


def hash_of(store: Storage, digest: str) -> str:
    """The SHA-256 of the bytes as they are now."""
    hasher = hashlib.sha256()
    with store.open(digest) as file:
        while block := file.read(2**20):
            hasher.update(block)
    return hasher.hexdigest()


def _named(digests: list[str]) -> dict[str, object]:
    names = ", ".join(digest[:16] for digest in digests[:SHOWN]) + (", …" if len(digests) > SHOWN else "")
    return {"count": len(digests), "names": names}
