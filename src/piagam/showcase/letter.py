"""A letter for the person behind a verified innovation: for the own records, and for the personnel file."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from piagam.editions.models import Phase
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Entry
from piagam.innovations.sheet import qr_svg
from piagam.showcase.queries import Shown, score_shown

TEMPLATE = Path(__file__).with_name("letter.typ")
INITIATOR = "nama_inisiator"  # the profile's field that names the person


def maturity_of(entry: Entry, shown: Shown) -> str:
    """The published score of the innovation, exact to two decimals; empty where there is none to write about."""
    if shown.result is None or shown.edition.phase_now != Phase.PUBLISHED:
        return ""
    score = score_shown(shown, entry.report.region_id)
    return str(score.maturity.get(str(entry.pk), "")) if score is not None else ""


def person_behind(entry: Entry) -> str:
    """Who began it, as the profile that was sent says; empty where it names nobody."""
    return " ".join(str(entry.profile.get(INITIATOR) or "").split())


def letter_data(entry: Entry, maturity: str) -> dict[str, Any]:
    """What the template reads, in the reader's language."""
    edition, region = entry.report.edition, entry.report.region
    rulebook = rulebook_of(edition)
    address = f"{settings.BASE_URL}{reverse('showcase:innovation', args=[entry.pk])}"
    return {
        "lang": get_language() or "id",
        "title": _("Surat keterangan inovator"),
        "organiser": rulebook.organiser,
        "number": f"SKI/{edition.pk}/{region.pk}/{entry.pk}",
        "opening": _("Menurut laporan yang dikirim daerah dan hasil verifikasi yang sudah terbit, nama di bawah ini "
                     "tercatat sebagai inisiator inovasi berikut."),
        "person": person_behind(entry),
        "body": _("Keterangan ini berdasarkan data yang terbuka bagi siapa saja; ia menyebut nama seperti ditulis "
                  "daerah dan bukan penghargaan tersendiri."),
        "facts": [
            [_("Inovasi"), entry.title],
            [_("Perangkat daerah"), entry.department.name],
            [_("Daerah"), region.name],
            [_("Penilaian"), edition.title],
            [_("Skor kematangan terverifikasi"), localize(round(float(maturity), 2))],
        ],
        "qr": qr_svg(address),
        "address": address,
        "how_to_check": _("Pindai untuk memeriksanya pada halaman publik inovasi ini."),
        "is_demo": edition.is_demo,
        "demo": _("Contoh dari edisi demo: nama dan hasilnya karangan."),
    }  # fmt: skip


def letter_pdf(entry: Entry, maturity: str, at: datetime) -> bytes:
    """The letter as PDF; the same bytes each time in one language."""
    compiler = typst.Compiler(
        str(TEMPLATE), font_paths=typst.Fonts(include_system_fonts=False),
        sys_inputs={"data": json.dumps(letter_data(entry, maturity), ensure_ascii=False)},
    )  # fmt: skip
    made = compiler.compile(format="pdf", timestamp=at.replace(microsecond=0))
    assert isinstance(made, bytes)
    return made
