"""The integrity pact of a department's head: printed with the fingerprint of the content, signed, and brought back.

A signature on paper says nothing about what was on the screen; the fingerprint on the sheet does. When the content
changes afterwards, the pact no longer covers it, and the page says so.
"""

import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.entries.actions.answering import lock_to_edit
from piagam.entries.manifest import canonical, claim_lines, sha256_of
from piagam.entries.models import Claim, Entry, EvidenceLink, Pact
from piagam.entries.receipts import fonts, grouped, qr_svg
from piagam.innovations.actions import add_document
from piagam.people.actor import Actor
from piagam.uploads.fields import Given
from piagam.web.errors import Refused

TEMPLATE = Path(__file__).with_name("pact.typ")
FORMATS = ("pdf", "jpg", "png")


def content_of_entry(entry: Entry) -> dict[str, Any]:
    """What the head of the department vouches for: profile, answers, and every document by its fingerprint."""
    evidence: dict[int, list[dict[str, Any]]] = defaultdict(list)
    links = EvidenceLink.objects.filter(claim__entry=entry.pk).order_by("claim", "added_at", "pk")
    for claim, pages, link, sha256 in links.values_list(
        "claim_id", "pages", "document__link", "version__file__sha256"
    ):
        evidence[claim].append(
            {"pages": pages, "sha256": sha256} if sha256 else {"pages": pages, "link": link}
        )
    claims = Claim.objects.filter(entry=entry.pk).order_by("indicator")
    return {
        "edition": entry.report.edition_id, "rulebook_sha256": entry.report.edition.rulebook_id, "entry": entry.pk,
        "title": entry.title, "profile": entry.profile, "developed": entry.developed,
        "claims": claim_lines(claims, evidence),
    }  # fmt: skip


def fingerprint_of(entry: Entry) -> str:
    """The fingerprint of an entry's content as it is now."""
    return sha256_of(canonical(content_of_entry(entry)))


def pact_of(entry: Entry) -> Pact | None:
    return Pact.objects.filter(entry=entry.pk).select_related("document", "kept_by").first()


def words_for(entry: Entry) -> str:
    """What is signed."""
    return _(
        "Saya menyatakan bahwa inovasi ini benar-benar diterapkan, dan bahwa isian serta dokumen di dalamnya benar, "
        "sah, dan dapat dipertanggungjawabkan."
    )


def sheet_pdf(entry: Entry, at: datetime) -> bytes:
    """The sheet to sign: A4, the same bytes for the same content, language and instant."""
    sha256 = fingerprint_of(entry)
    address = f"{settings.BASE_URL}{reverse('entries:pact', args=[entry.pk])}"
    data = {
        "lang": get_language() or "id",
        "title": _("Pakta integritas"),
        "edition": f"{entry.report.edition.title} · {entry.report.region.name}",
        "owner": entry.department.name,
        "innovation": entry.title,
        "words": words_for(entry),
        "fingerprint_label": _("Sidik jari SHA-256 dari isi inovasi ini"),
        "fingerprint": grouped(sha256),
        "note": _(
            "Bila isinya berubah sesudah ditandatangani, sidik jarinya berbeda dan pakta ini perlu diperbarui."
        ),
        "place": _("Tempat dan tanggal"),
        "head": _("Kepala perangkat daerah"),
        "lines": [_("Tanda tangan dan cap"), _("Nama"), _("NIP")],
        "qr": qr_svg(f"{address}?sidik={sha256}"),
    }
    compiler = typst.Compiler(
        str(TEMPLATE), font_paths=fonts(), sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    made = compiler.compile(format="pdf", timestamp=at.replace(microsecond=0))
    assert isinstance(made, bytes)
    return made


def keep_pact(entry: Entry, upload: Given, *, signer: str, sha256: str, by: Actor) -> Pact:
    """Keeps the signed scan. Refused (409) when the content is no longer the one whose sheet was printed."""
    signer = " ".join(signer.split())
    if not signer:
        raise Refused(_("Tulis nama yang menandatangani."), 422)
    require_same(entry, sha256)
    document = add_document(
        by, region=entry.report.region, department=entry.department, upload=upload, formats=FORMATS,
        subject=(_("Pakta integritas: %(title)s") % {"title": entry.title})[:300],
    )  # fmt: skip
    with transaction.atomic():
        locked = lock_to_edit(entry, by=by)
        assert isinstance(locked, Entry)
        require_same(locked, sha256)
        pact, _made = Pact.objects.update_or_create(
            entry_id=entry.pk,
            defaults={
                "content_sha256": sha256,
                "signer": signer,
                "document": document,
                "kept_by_id": by.user_id,
            },
        )
        record(
            "entry.pact", by=by, on=entry, region=entry.report.region_id, edition=entry.report.edition_id,
            data={"content_sha256": sha256, "document": document.pk},
        )  # fmt: skip
    return pact


def require_same(entry: Entry, sha256: str) -> None:
    if fingerprint_of(entry) != sha256:
        raise Refused(
            _("Isinya berubah sejak lembar ini dicetak. Cetak lembar yang baru, lalu tanda tangani."), 409
        )
