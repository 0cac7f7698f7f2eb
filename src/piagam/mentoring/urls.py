"""Addresses of this slice."""

from django.urls import URLPattern, path

from piagam.mentoring.views import checking, departments, guiding, handing_over, reviewing

app_name = "mentoring"
ONE = "pemeriksaan/<int:entry_id>/"
UNIT = "kemajuan/<int:department_id>/"
urlpatterns: list[URLPattern] = [
    path("pemeriksaan/", reviewing.review, name="review"),
    path("pemeriksaan/berita-acara/", reviewing.keep_minutes, name="make_minutes"),
    path("pemeriksaan/berita-acara/<int:minutes_id>.pdf", reviewing.minutes_file, name="minutes"),
    path(ONE, checking.checks, name="checks"),
    path(f"{ONE}terima/", checking.accept_many, name="accept_many"),
    path(f"{ONE}<str:indicator>/", checking.check_row, name="check_row"),
    path(f"{ONE}<str:indicator>/putusan/", checking.decide, name="decide"),
    path("pemeriksaan/pertanyaan/<int:check_id>/jawab/", checking.answer, name="answer"),
    path("pemeriksaan/bukti/<int:link_id>/halaman/<int:page>/", checking.sheet, name="sheet"),
    path("kemajuan/", departments.departments, name="departments"),
    path("kemajuan/ingatkan/", departments.nudge, name="nudge"),
    path(UNIT, departments.department, name="department"),
    path(f"{UNIT}tenggat/", departments.set_deadline, name="set_deadline"),
    path(f"{UNIT}catatan/", departments.note, name="note"),
    path("pendamping/", guiding.mentors, name="mentors"),
    path("pendamping/tetapkan/", guiding.assign, name="assign"),
    path("operator/akun/<int:membership_id>/serah-terima/", handing_over.page, name="hand_over"),
    path("tenggat/", guiding.deadlines, name="deadlines"),
    path("tenggat/kalender.ics", guiding.calendar, name="calendar"),
]
