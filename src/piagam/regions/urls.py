"""Addresses of this slice."""

from django.urls import URLPattern, path

from piagam.regions import views

app_name = "regions"
urlpatterns: list[URLPattern] = [
    path("perangkat-daerah/", views.departments, name="departments"),
    path("perangkat-daerah/tambah/", views.add, name="add_department"),
    path("perangkat-daerah/daftar/", views.paste, name="paste_departments"),
    path("perangkat-daerah/<int:department_id>/", views.change, name="change_department"),
    path("perangkat-daerah/<int:department_id>/gabung/", views.merge, name="merge_department"),
]
