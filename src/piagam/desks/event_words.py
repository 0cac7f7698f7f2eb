"""Audit events in a person's words; what has none stays as it is recorded."""

from typing import Any

from django.utils.translation import gettext_lazy as _

VERBS: dict[str, Any] = {
    "account.approve": _("menyetujui akun"),
    "account.refuse": _("menolak akun"),
    "account.sign_in": _("masuk"),
    "account.step_up": _("menunjukkan kode keamanan"),
    "assignment.make": _("menugaskan verifikator"),
    "certificate.issue": _("menerbitkan piagam"),
    "claim.add_evidence": _("menambah bukti"),
    "claim.edit": _("mengubah isian"),
    "claim.remove_evidence": _("melepas bukti"),
    "conflict.declare": _("menyatakan konflik kepentingan"),
    "demo.region": _("data demo dibuat"),
    "department.add": _("menambah perangkat daerah"),
    "department.add_many": _("menambah beberapa perangkat daerah"),
    "department.change": _("mengubah perangkat daerah"),
    "document.add": _("menambah dokumen"),
    "document.add_version": _("menambah berkas baru"),
    "document.correct": _("membetulkan keterangan dokumen"),
    "entry.accept": _("menerima laporan inovasi"),
    "entry.create": _("mengikutkan inovasi"),
    "entry.return": _("mengembalikan laporan inovasi"),
    "entry.send": _("mengajukan laporan inovasi"),
    "finding.decide": _("memutuskan isian"),
    "finding.lock": _("mengunci putusan"),
    "innovation.archive": _("mengarsipkan inovasi"),
    "innovation.create": _("menulis inovasi"),
    "innovation.edit": _("mengubah inovasi"),
    "invitation.accept": _("menerima undangan"),
    "invitation.resend": _("mengirim ulang undangan"),
    "invitation.revoke": _("membatalkan undangan"),
    "operator.disable": _("menonaktifkan operator"),
    "operator.invite": _("mengundang operator"),
    "read.audit.read_all": _("membaca catatan audit"),
    "read.document.download": _("membuka dokumen"),
    "read.entry.read": _("membaca laporan inovasi"),
    "read.ranking.read": _("membaca peringkat sebelum terbit"),
    "read.score.read_any": _("membaca penjelasan indeks"),
    "report.submit": _("mengirim laporan daerah"),
    "report.take_back": _("menarik kembali laporan daerah"),
    "result.approve": _("menyetujui hasil"),
    "result.propose": _("mengusulkan hasil"),
    "result.publish": _("menerbitkan hasil"),
    "result.reject": _("menolak usulan hasil"),
    "run.make": _("menghitung indeks"),
}
OBJECTS: dict[str, Any] = {
    "editions.edition": _("edisi"),
    "entries.claim": _("isian"),
    "entries.entry": _("laporan inovasi"),
    "entries.report": _("laporan daerah"),
    "innovations.document": _("dokumen"),
    "innovations.innovation": _("inovasi"),
    "people.invitation": _("undangan"),
    "people.membership": _("peran"),
    "people.user": _("akun"),
    "regions.department": _("perangkat daerah"),
    "regions.region": _("daerah"),
    "results.result": _("hasil"),
    "scoring.run": _("hitungan"),
    "verification.assignment": _("penugasan"),
    "verification.conflict": _("konflik"),
    "verification.finding": _("putusan"),
    "wholeinstance": _("catatan audit"),
}


def verb_in_words(verb: str) -> str:
    """entry.send → mengajukan laporan inovasi."""
    return str(VERBS.get(verb, verb))


def object_in_words(object_type: str, object_id: str) -> str:
    """entries.entry 12 → laporan inovasi 12."""
    return f"{OBJECTS.get(object_type, object_type)} {object_id}".strip()
