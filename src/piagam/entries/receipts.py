"""The receipt on paper: A4, made by typst from the submission's own manifest."""

import io
import json
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from piagam.entries.models import Submission
from piagam.web.instants import three_zones

TEMPLATE = Path(__file__).with_name("receipt.typ")


def address_of(submission: Submission) -> str:
    """The address of the receipt's page, as the QR code holds it."""
    return f"{settings.BASE_URL}{reverse('entries:receipt', kwargs={'number': submission.number})}"


def qr_svg(address: str) -> str:
    """An address as a QR code, as SVG text."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=2, scale=4, xmldecl=False)
    return out.getvalue().decode()


def qr_address(address: str) -> str:
    """The same code as an address that an <img> can show."""
    return segno.make(address, error="m").svg_data_uri(border=2, scale=4)


def grouped(sha256: str) -> str:
    """A fingerprint in groups of eight digits, for people who compare."""
    return " ".join(sha256[start : start + 8] for start in range(0, len(sha256), 8))


def summary_of(manifest: dict[str, Any], departments: Collection[int] | None = None) -> list[dict[str, Any]]:
    """Each submitted innovation with its answered rows and its evidence counted; all, or of some departments."""
    return [
        {
            "id": entry["id"],
            "title": entry["title"],
            "department": entry["department"]["name"],
            "answered": sum(claim["level"] is not None for claim in entry["claims"].values()),
            "evidence": sum(len(claim["evidence"]) for claim in entry["claims"].values()),
        }
        for entry in manifest["entries"]
        if departments is None or entry["department"]["id"] in departments
    ]


def sheet_of(submission: Submission, departments: Collection[int] | None = None) -> dict[str, Any]:
    """Everything the sheet shows, in the reader's language; it lists some departments' innovations, or all."""
    manifest = json.loads(submission.manifest)
    rows = summary_of(manifest, departments)
    answered = sum(claim["level"] is not None for claim in manifest["regional_claims"].values())
    number = len(manifest["entries"])
    innovations = ngettext("%(number)d inovasi", "%(number)d inovasi", number) % {"number": number}
    contents = _("%(innovations)s dan %(answered)d isian daerah.")
    taken_back = ""
    if submission.taken_back_at is not None:
        taken_back = _("Laporan ini sudah ditarik kembali oleh daerah dan tidak berlaku lagi.")
    return {
        "lang": get_language() or "id",
        "title": _("Tanda terima laporan"),
        "organiser": _("Penilaian inovasi daerah"),
        "edition": f"{manifest['edition']['title']} · {manifest['region']['name']}",
        "number": submission.number,
        "page": _("Halaman"),
        "of": _("dari"),
        "taken_back": taken_back,
        "facts": [
            [_("Nomor"), submission.number],
            [_("Diterima"), three_zones(submission.submitted_at)],
            [_("Daerah"), f"{manifest['region']['name']} ({manifest['region']['code']})"],
            [_("Isi"), contents % {"innovations": innovations, "answered": answered}],
            [_("Pedoman"), f"{manifest['edition']['id']} · {manifest['rulebook_sha256'][:16]}…"],
        ],
        "qr": qr_svg(address_of(submission)),
        "qr_note": _("Pindai untuk membuka tanda terima ini."),
        "fingerprint_label": _("Sidik jari SHA-256 dari seluruh isi laporan"),
        "fingerprint": grouped(submission.sha256),
        "how_to_check": _(
            "Unduh berkas JSON dari halaman tanda terima, lalu hitung SHA-256-nya: hasilnya harus sama."
        ),
        "contents_title": _("Inovasi yang dikirim"),
        "contents_summary": "" if rows else _("Tidak ada inovasi dalam kiriman ini."),
        "columns": [_("No."), _("Inovasi"), _("Perangkat daerah"), _("Isian"), _("Bukti")],
        "rows": [
            [str(place), row["title"], row["department"], str(row["answered"]), str(row["evidence"])]
            for place, row in enumerate(rows, 1)
        ],
    }


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """The fonts that come with typst: the same sheet on every machine."""
    return typst.Fonts(include_system_fonts=False)


def receipt_pdf(submission: Submission, departments: Collection[int] | None = None) -> bytes:
    """The sheet as PDF; the same bytes each time it is asked for in one language."""
    data = json.dumps(sheet_of(submission, departments), ensure_ascii=False)
    compiler = typst.Compiler(str(TEMPLATE), font_paths=fonts(), sys_inputs={"data": data})
    made = compiler.compile(format="pdf", timestamp=submission.submitted_at.replace(microsecond=0))
    assert isinstance(made, bytes)
    return made
