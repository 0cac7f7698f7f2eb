"""Life in the demo bank beyond what was entered: drafts at every stage, a shared one, a merged one, a deleted one."""

from typing import Any

from piagam.innovations.actions import (
    create_innovation,
    delete_innovation,
    invite_collaborator,
    keep_filter,
    merge_innovations,
    save_fields,
)
from piagam.innovations.models import Innovation
from piagam.innovations.rules import profile_of
from piagam.innovations.values import stamp_of
from piagam.people.actor import Actor
from piagam.regions.models import Department

MARK = "[Data demo] "
DRAFTS: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "Akta Lahir Langsung dari Ruang Bersalin",
        {"tahapan": "penerapan", "inisiator": "opd", "jenis": "digital", "waktu_uji_coba": "2024-11-04",
         "waktu_penerapan": "2025-03-03", "tujuan": MARK + "Bayi pulang dengan akta lahir di tangan.",
         "rancang_bangun": MARK + "Petugas rumah sakit mengirim data kelahiran; dinas menerbitkan akta hari itu juga."},
    ),
    (
        "Loket Pesan Singkat untuk Pindah Datang",
        {"tahapan": "penerapan", "inisiator": "asn", "jenis": "digital", "waktu_uji_coba": "2026-01-12",
         "waktu_penerapan": "2026-05-04", "tujuan": MARK + "Syarat diperiksa sebelum warga berangkat."},
    ),
    (
        "Layanan KTP di Pasar Minggu Pagi",
        {"tahapan": "penerapan", "inisiator": "opd", "jenis": "non-digital", "waktu_uji_coba": "2019-02-10",
         "waktu_penerapan": "2019-06-02", "manfaat": MARK + "Pedagang tidak kehilangan jam berdagang."},
    ),
    ("Kartu Identitas Anak di Sekolah", {"tahapan": "uji-coba", "inisiator": "asn", "jenis": "non-digital"}),
)  # fmt: skip
TWIN = "Akta Lahir dari Ruang Bersalin"


def liven_bank(operator: Actor, colleague: Actor, coordinator: Actor) -> None:
    """By the site's own actions, as these three people would do it in the interface."""
    department = Department.objects.get(pk=operator.department_id or 0)
    made = [draft(department, title, values, by=operator) for title, values in DRAFTS]
    shared, twin = made[0], draft(department, TWIN, {"hasil": MARK + "Sudah tiga rumah sakit."}, by=operator)
    invite_collaborator(shared, user_id=colleague.user_id or 0, by=operator)
    write(shared, {"manfaat": MARK + "Keluarga tidak perlu cuti untuk mengurus akta."}, by=colleague)
    write(shared, {"tujuan": MARK + "Bayi pulang dengan akta lahir dan kartu keluarga baru."}, by=coordinator)
    shared.refresh_from_db()
    twin.refresh_from_db()
    versions = (shared.version, twin.version)
    merge_innovations(shared, twin, taken=["hasil"], versions=versions, by=coordinator)
    mistake = draft(department, "Tes tes", {}, by=operator)
    delete_innovation(mistake, reason="Salah tulis saat mencoba.", by=operator)
    keep_filter("Perlu dilengkapi", query="kelayakan=lacking&urut=kurang", shared=True, by=coordinator)


def draft(department: Department, title: str, values: dict[str, Any], *, by: Actor) -> Innovation:
    """An innovation begun and partly written."""
    innovation = create_innovation(department, title=title, by=by)
    write(innovation, values, by=by)
    return innovation


def write(innovation: Innovation, values: dict[str, Any], *, by: Actor) -> None:
    """Saves fields over what stands there."""
    innovation.refresh_from_db()
    profile = profile_of(innovation)
    save_fields(innovation, values, versions={code: stamp_of(profile.get(code)) for code in values}, by=by)
