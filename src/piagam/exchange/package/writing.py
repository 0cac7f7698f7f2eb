"""Writing a package: the same season makes the same bytes."""

import json
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO

from piagam.editions.models import PinnedRulebook
from piagam.entries.manifest import canonical, sha256_of
from piagam.entries.models import Report
from piagam.exchange.package.gathering import Season, mark_seen, season_of
from piagam.exchange.package.members import FORMAT, MANIFEST, RULEBOOK, member_of, member_of_file
from piagam.files.models import StoredFile
from piagam.files.storage import storage
from piagam.scoring.queries import estimate

MOMENT = (1980, 1, 1, 0, 0, 0)
BLOCK = 2**20


def write_package(report: Report, target: BinaryIO | Path) -> dict[str, Any]:
    """Writes the season of a region into a file; gives its manifest. Only one file's block is ever in memory."""
    season = season_of(report)
    texts = {member_of(name): canonical(lines) for name, lines in season.parts.items()}
    texts[RULEBOOK] = canonical(PinnedRulebook.objects.get(pk=report.edition.rulebook_id).files)
    sizes = dict(StoredFile.objects.filter(pk__in=season.files).values_list("sha256", "size"))
    manifest = manifest_of(report, season, texts, sizes)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        write_text(archive, MANIFEST, json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1))
        for name in sorted(texts):
            write_text(archive, name, texts[name])
        for digest in season.files:
            write_file(archive, digest)
    mark_seen(season)
    return manifest


def manifest_of(
    report: Report, season: Season, texts: dict[str, str], sizes: dict[str, int]
) -> dict[str, Any]:
    """What is in the package, with the fingerprint of every member and the score at this moment."""
    members = {name: {"sha256": sha256_of(text), "size": len(text.encode())} for name, text in texts.items()}
    members |= {member_of_file(digest): {"sha256": digest, "size": sizes[digest]} for digest in season.files}
    return {
        "format": FORMAT,
        "region": {"code": report.region_id, "name": report.region.name},
        "edition": {"id": report.edition_id, "title": report.edition.title, "year": report.edition.year},
        "rulebook_sha256": report.edition.rulebook_id,
        "counts": {name: len(lines) for name, lines in season.parts.items()} | {"files": len(season.files)},
        "score": score_of(report),
        "members": members,
    }


def score_of(report: Report) -> dict[str, str]:
    """The region's estimate, exact: what the other instance must arrive at."""
    result = estimate(report.edition, report)
    exact = result.index_exact
    return {
        "index": result.index or "",
        "index_exact": f"{exact.numerator}/{exact.denominator}" if exact is not None else "",
    }


def write_text(archive: zipfile.ZipFile, name: str, text: str) -> None:
    """Text is packed, at a fixed setting."""
    member = member_for(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(member, text.encode(), compresslevel=6)


def write_file(archive: zipfile.ZipFile, digest: str) -> None:
    """Bytes as they are: scans and photos do not become smaller."""
    member = member_for(member_of_file(digest))
    with closing(storage().open(digest)) as file, archive.open(member, "w", force_zip64=True) as inside:
        while block := file.read(BLOCK):
            inside.write(block)


def member_for(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, MOMENT)
    member.external_attr = 0o644 << 16
    return member
