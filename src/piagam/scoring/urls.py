"""Addresses of scoring."""

from django.urls import path

from piagam.scoring import views

app_name = "scoring"
urlpatterns = [
    path("laporan/<slug:edition_id>/<str:region_code>/perkiraan/", views.estimate, name="estimate"),
    path("hitung/<slug:edition_id>/", views.runs, name="runs"),
    path("hitung/run/<int:run_id>/daerah/<str:region_code>/", views.explanation, name="explanation"),
]
