"""Addresses of the look: the language switch and, where shown, the style guide."""

from django.urls import path

from piagam.web import offline, pages, styleguide

app_name = "web"
urlpatterns = [
    path("bahasa/", pages.set_language, name="set_language"),
    path("luring/", offline.shelf, name="offline"),
    path("luring.js", offline.worker, name="offline_worker"),
    path("gaya/", styleguide.styleguide, name="styleguide"),
]
