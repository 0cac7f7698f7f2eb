"""Opening a stranger's package: every member named, measured and hashed before anything is believed."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from piagam.exchange.package.members import FILE, FORMAT, MANIFEST, PARTS, RULEBOOK, member_of
from piagam.web.errors import Refused

MOST_MEMBERS = 100_000
MOST_TEXT = 256 * 2**20  # bytes of one data member
MOST_FILE = 2 * 2**30
BLOCK = 2**20
SHA256 = re.compile(r"[0-9a-f]{64}")


class BadPackage(Refused):
    """The package cannot be taken in, with the sentence that says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, 422)


@dataclass(frozen=True)
class Package:
    """An opened package whose table of contents agrees with its manifest. Bytes are checked when they are read."""

    archive: zipfile.ZipFile
    manifest: dict[str, Any]

    @property
    def region(self) -> str:
        return str(self.manifest["region"]["code"])

    @property
    def files(self) -> list[str]:
        """Fingerprints of the stored files, in order."""
        return sorted(match[1] for name in self.manifest["members"] if (match := FILE.fullmatch(name)))

    def part(self, name: str) -> list[dict[str, Any]]:
        """One list of things."""
        found = self.read_json(member_of(name))
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise BadPackage(_("Bagian %(name)s dalam paket bukan daftar.") % {"name": name})
        return found

    def read_json(self, name: str) -> Any:
        """A data member, after its fingerprint has been checked."""
        text = b"".join(self.blocks(name))
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise BadPackage(_("Bagian %(name)s dalam paket tidak dapat dibaca.") % {"name": name})

    def blocks(self, name: str) -> Iterator[bytes]:
        """The bytes of a member; when the last block was given, they were the promised ones."""
        stated = self.manifest["members"][name]
        hasher, size = hashlib.sha256(), 0
        try:
            with self.archive.open(name) as member:
                while block := member.read(BLOCK):
                    size += len(block)
                    if size > stated["size"]:
                        break
                    hasher.update(block)
                    yield block
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError):
            raise BadPackage(_("Bagian %(name)s dalam paket rusak.") % {"name": name})
        if size != stated["size"] or hasher.hexdigest() != stated["sha256"]:
            raise BadPackage(
                _("Bagian %(name)s dalam paket berubah: sidik jarinya berbeda.") % {"name": name}
            )

    def verify(self) -> int:
        """Reads every member against its fingerprint; how many there are."""
        for name in self.manifest["members"]:
            for _block in self.blocks(name):
                pass
        return len(self.manifest["members"])


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """The package, if its table of contents makes sense. Raises BadPackage with the sentence otherwise."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError):
        raise BadPackage(_("Berkas ini bukan paket Piagam: isinya bukan arsip yang utuh."))
    with archive:
        check_contents(archive)
        yield Package(archive, read_manifest(archive))


def check_contents(archive: zipfile.ZipFile) -> None:
    """Names that can be known, once each, packed as we pack, no links, no bombs."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_MEMBERS:
        raise BadPackage(_("Paket ini berisi terlalu banyak bagian."))
    if len(set(names)) != len(names):
        raise BadPackage(_("Paket ini berisi dua bagian dengan nama yang sama."))
    texts = {MANIFEST, RULEBOOK, *map(member_of, PARTS)}
    for entry in entries:
        is_file = FILE.fullmatch(entry.filename) is not None
        if not is_file and entry.filename not in texts:
            raise BadPackage(
                _("Paket ini berisi bagian yang tidak dikenal: %(name)s.") % {"name": entry.filename[:80]}
            )
        if entry.flag_bits & 0x1 or (entry.external_attr >> 16) & 0o170000 == 0o120000:
            raise BadPackage(
                _("Bagian %(name)s dalam paket terkunci atau bukan berkas biasa.") % {"name": entry.filename}
            )
        if is_file and entry.compress_type != zipfile.ZIP_STORED:
            raise BadPackage(_("Berkas dalam paket harus disimpan apa adanya."))
        if entry.file_size > (MOST_FILE if is_file else MOST_TEXT):
            raise BadPackage(_("Bagian %(name)s dalam paket terlalu besar.") % {"name": entry.filename})


def read_manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    """The manifest, when it is one and names exactly what is there."""
    try:
        manifest = json.loads(archive.read(MANIFEST))
    except (
        KeyError,
        ValueError,
        RecursionError,
        zipfile.BadZipFile,
        OSError,
        RuntimeError,
        NotImplementedError,
    ):
        raise BadPackage(_("Paket ini tidak memiliki daftar isi yang dapat dibaca."))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BadPackage(_("Ini bukan paket %(format)s.") % {"format": FORMAT})
    if not is_well_formed(manifest):
        raise BadPackage(_("Daftar isi paket ini tidak lengkap."))
    if {MANIFEST, *manifest["members"]} != set(archive.namelist()):
        raise BadPackage(_("Isi paket tidak sama dengan daftarnya: ada bagian yang hilang atau berlebih."))
    return manifest


def is_well_formed(manifest: dict[str, Any]) -> bool:
    """Does it say where it comes from, and a size and fingerprint for every member?"""
    region, edition, members = (manifest.get(key) for key in ("region", "edition", "members"))
    if not (isinstance(region, dict) and isinstance(region.get("code"), str)):
        return False
    if not (isinstance(edition, dict) and isinstance(edition.get("id"), str)):
        return False
    if not isinstance(manifest.get("rulebook_sha256"), str) or not isinstance(manifest.get("score"), dict):
        return False
    if not isinstance(members, dict) or not {RULEBOOK, *map(member_of, PARTS)} <= set(members):
        return False
    return all(
        isinstance(one, dict) and isinstance(one.get("size"), int) and one["size"] >= 0
        and isinstance(one.get("sha256"), str) and SHA256.fullmatch(one["sha256"])
        and ((match := FILE.fullmatch(name)) is None or match[1] == one["sha256"])
        for name, one in members.items()
    )  # fmt: skip
