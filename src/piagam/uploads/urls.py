"""Addresses of this slice."""

from django.urls import URLPattern, path

from piagam.uploads import views

app_name = "uploads"
urlpatterns: list[URLPattern] = [
    path("unggahan/", views.uploads, name="uploads"),
    path("unggahan/<uuid:key>/", views.upload, name="upload"),
    path("unggahan/<uuid:key>/batalkan/", views.call_off, name="call_off"),
]
