"""Addresses of the result."""

from django.urls import path

from piagam.results import views

app_name = "results"
urlpatterns = [
    path("hasil/<slug:edition_id>/", views.manage, name="manage"),
    path("hasil/<slug:edition_id>/usulkan/", views.propose, name="propose"),
    path("hasil/usulan/<int:result_id>/putuskan/", views.approve, name="approve"),
    path("hasil/usulan/<int:result_id>/terbitkan/", views.publish, name="publish"),
    path("sertifikat/", views.own_certificates, name="own_certificates"),
]
