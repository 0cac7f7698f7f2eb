"""The minutes on paper: A4, made by typst from what was kept, the same bytes each time in one language."""

import json
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from piagam.entries.receipts import fonts
from piagam.mentoring.models import Minutes
from piagam.web.instants import in_zone

TEMPLATE = Path(__file__).with_name("minutes.typ")


def sheet_of(minutes: Minutes) -> dict[str, Any]:
    """Everything the sheet shows, in the reader's language."""
    data = minutes.data
    return {
        "lang": get_language() or "id", "title": _("Berita acara pemeriksaan internal"),
        "edition": f"{data['edition']} · {data['region']}", "number": minutes.number,
        "page": _("Halaman"), "of": _("dari"),
        "facts": [[_("Nomor"), minutes.number], [_("Dibuat"), in_zone(minutes.made_at, data["zone"])],
                  [_("Oleh"), data["made_by"]], [_("Pedoman"), f"{data['rulebook'][:16]}…"]],
        "intro": _("Pemerintah daerah telah memeriksa sendiri isian inovasinya sebelum mengirim laporan. "
                   "Putusan di bawah ini milik daerah dan bukan hasil verifikasi kementerian."),
        "tables": [
            {"title": _("Pemeriksa"), "columns": [_("Nama"), _("Diterima"), _("Diturunkan"), _("Ditanyakan")],
             "rows": [[str(cell) for cell in row] for row in data["checkers"]]},
            {"title": _("Perangkat daerah"),
             "columns": [_("Nama"), _("Inovasi"), _("Isian"), _("Diterima"), _("Diturunkan"), _("Belum selesai")],
             "rows": [[str(cell) for cell in row] for row in data["units"]]},
        ],
        "lists": [
            {"title": _("Isian yang diturunkan"), "none": _("Tidak ada."),
             "rows": [lowered(one) for one in data["lowered"]]},
            {"title": _("Pertanyaan yang masih terbuka"), "none": _("Tidak ada."),
             "rows": [asked(one) for one in data["asked"]]},
        ],
        "signing": _("Yang memeriksa"), "names": [row[0] for row in data["checkers"]],
    }  # fmt: skip


def lowered(one: dict[str, Any]) -> list[str]:
    levels = _("tingkat %(claimed)s menjadi %(level)s") % one
    why = " ".join(filter(None, (one["reason"] and f"{one['reason']}.", one["note"])))
    return [f"{one['row']} · {one['title']} ({one['department']})", f"{levels}. {why} — {one['by']}"]


def asked(one: dict[str, Any]) -> list[str]:
    answer = " " + _("Jawaban: %s") % one["answer"] if one["answer"] else ""
    return [f"{one['row']} · {one['title']} ({one['department']})", f"{one['note']}{answer} — {one['by']}"]


def minutes_pdf(minutes: Minutes) -> bytes:
    """The sheet as PDF."""
    data = json.dumps(sheet_of(minutes), ensure_ascii=False)
    compiler = typst.Compiler(str(TEMPLATE), font_paths=fonts(), sys_inputs={"data": data})
    made = compiler.compile(format="pdf", timestamp=minutes.made_at.replace(microsecond=0))
    assert isinstance(made, bytes)
    return made
