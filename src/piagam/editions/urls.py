"""Addresses of this slice."""

from django.urls import URLPattern

app_name = "editions"
urlpatterns: list[URLPattern] = []
