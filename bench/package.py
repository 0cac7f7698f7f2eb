"""Moves a whole season between two instances: 200 innovations and 4,000 files, beside a raw copy of the same files.

    python bench/package.py [--innovations 200] [--files 4000]

Two data folders, the program's own commands (`piagam package export`, `verify`, `import`), one run. The rival is
`zip -0` of the stored files, and a copy of them. Prints seconds, sizes, peak memory, and whether scores and hashes are
the same.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FILL = """
import io, os, random
import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from piagam.entries.actions.evidence import add_evidence
from piagam.entries.models import Claim, Entry, EvidenceLink, Report
from piagam.entries.slots import indicators_for
from piagam.files import receiving
from piagam.files.receiving import receive
from piagam.innovations.models import Document, DocumentVersion, FieldChange, Innovation
from piagam.editions.models import Edition
from piagam.regions.models import Department, Region
receiving.inspect = lambda path, kind: 1  # these are our own; what is measured inspects every one
rng = random.Random(1)
edition = Edition.objects.filter(phase="O").first()
report, _made = Report.objects.get_or_create(edition=edition, region_id="17.08")
department = Department.objects.get_or_create(region_id="17.08", name="Dinas Uji")[0]
files = []
for number in range(FILES):
    pdf = pikepdf.new(); pdf.add_blank_page(page_size=(595, 842)); pdf.Root.N = pdf.make_stream(os.urandom(SIZE))
    out = io.BytesIO(); pdf.save(out)
    upload = SimpleUploadedFile(f"f{number}.pdf", out.getvalue())
    files.append(receive(upload, allowed=["pdf"], max_bytes=2**24).stored_file)
names = {}
for number in range(INNOVATIONS):
    innovation = Innovation.objects.create(region_id="17.08", department=department, title=f"Inovasi {number}",
        profile={"urusan_utama": rng.choice(["kesehatan", "pendidikan", "sosial"]), "rancang_bangun": "kata " * 320})
    FieldChange.objects.create(innovation=innovation, field="rancang_bangun", old=None, new="kata " * 320)
    entry = Entry.objects.create(report=report, innovation=innovation, department=department, state="accepted")
    for place, indicator in enumerate(indicators_for(entry)):
        claim = Claim.objects.create(report=report, entry=entry, indicator=indicator.code, level=rng.randrange(1, 4))
        file = files[(number * PER + place) % FILES] if place < PER else None
        if file is not None:
            document = Document.objects.create(region_id="17.08", department=department, subject=f"D {number}-{place}")
            version = DocumentVersion.objects.create(document=document, file=file, file_name=f"f{number}-{place}.pdf")
            EvidenceLink.objects.create(claim=claim, document=document, version=version, pages="1")
print(edition.pk)
"""

EMPTY = """
from django.apps import apps
for label, report in {"mentoring.InternalCheck": "claim__report", "entries.Promise": "claim__report",
        "entries.EvidenceLink": "claim__report", "entries.Claim": "report", "entries.Entry": "report"}.items():
    own = {f"{report}__region": "17.08", f"{report}__edition__phase": "O"}
    apps.get_model(label).objects.filter(**own).delete()
"""


def piagam(data: Path, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PIAGAM_DATA_DIR": str(data), "PIAGAM_DEMO": "1"}
    done = subprocess.run([sys.executable, "-m", "piagam.cli", *arguments], env=environment, text=True,
                          capture_output=True, input=text)  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{arguments}: {done.stdout[-800:]} {done.stderr[-2000:]}")
    return done


def timed(work: str, call: object) -> object:
    started = time.perf_counter()
    result = call()  # type: ignore[operator]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{work:<44} {time.perf_counter() - started:7.1f} s   peak of any process so far {peak:5.0f} MB",
        flush=True,
    )
    return result


def digests(data: Path) -> set[str]:
    return {path.name for path in (data / "files" / "sha256").rglob("*") if path.is_file()}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--innovations", type=int, default=200)
    parser.add_argument("--files", type=int, default=4000)
    parser.add_argument("--kilobytes", type=int, default=250)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        there, here, path = Path(folder) / "there", Path(folder) / "here", Path(folder) / "season.zip"
        for data in (there, here):
            piagam(data, "demo")
        for data in (there, here):  # the demo's own season of the region is not what is moved
            piagam(data, "django", "shell", "--no-imports", "-c", EMPTY)
        before = digests(here)
        per = max(1, args.files // args.innovations)
        fill = (
            f"FILES={args.files}\nSIZE={args.kilobytes * 1024}\nINNOVATIONS={args.innovations}\nPER={per}\n"
            + FILL
        )
        edition = str(piagam(there, "django", "shell", "--no-imports", "-c", fill).stdout.split()[-1])
        timed(
            "piagam package export", lambda: piagam(there, "package", "export", "17.08", edition, str(path))
        )
        print(f"{'size of the package':<44} {path.stat().st_size / 2**20:7.1f} MB")
        files = there / "files" / "sha256"
        timed(
            "rival: zip -0 of the same files",
            lambda: shutil.make_archive(str(Path(folder) / "raw"), "tar", files),
        )
        timed("rival: a plain copy of the same files", lambda: shutil.copytree(files, Path(folder) / "copy"))
        timed("piagam package verify", lambda: piagam(there, "package", "verify", str(path)))
        done = timed(
            "piagam package import",
            lambda: piagam(here, "package", "import", str(path), "--by", "tetangga@demo.piagam.id"),
        )
        print(str(done.stdout).splitlines()[-1])  # type: ignore[attr-defined]
        moved = digests(there) - digests(here)
        season = piagam(here, "package", "export", "17.08", edition, str(Path(folder) / "again.zip"))
        print(season.stdout.strip())
        print(
            f"files of the other instance that are missing here: {len(moved - before)} (those of other regions)"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
