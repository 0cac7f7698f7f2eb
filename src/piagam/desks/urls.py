"""Addresses of the desks."""

from django.urls import path

from piagam.desks import views

app_name = "desks"
urlpatterns = [
    path("meja/", views.home, name="home"),
    path("audit/", views.audit, name="audit"),
]
