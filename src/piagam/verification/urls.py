"""Addresses of verification."""

from django.urls import path

from piagam.verification import again, own, reading, views

app_name = "verification"
urlpatterns = [
    path("laporan/<slug:edition_id>/<str:region_code>/hasil-verifikasi/", own.findings, name="own_findings"),
    path("entri/<int:entry_id>/banding/", again.compare, name="again"),
    path("verifikasi/<int:assignment_id>/banding/", again.compare_assigned, name="again_assigned"),
    path("verifikasi/", views.queue, name="queue"),
    path("verifikasi/kunci/", views.lock_all, name="lock_all"),
    path("verifikasi/penugasan/", views.assignments, name="assignments"),
    path("verifikasi/konflik/", views.conflicts, name="conflicts"),
    path("verifikasi/<int:assignment_id>/", reading.read, name="read"),
    path("verifikasi/<int:assignment_id>/putuskan/", reading.decide, name="decide"),
    path("verifikasi/<int:assignment_id>/bukti/<int:link_id>/", reading.evidence_file, name="evidence_file"),
    path(
        "verifikasi/<int:assignment_id>/bukti/<int:link_id>/<int:page>/",
        reading.evidence_page,
        name="evidence_page",
    ),
]
