"""Addresses of the look: the language switch and, where shown, the style guide."""

from django.urls import path

from piagam.web import pages, styleguide

app_name = "web"
urlpatterns = [
    path("bahasa/", pages.set_language, name="set_language"),
    path("gaya/", styleguide.styleguide, name="styleguide"),
]
