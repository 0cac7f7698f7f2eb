"""Addresses of the desks."""

from django.urls import path

from piagam.desks import health, region_record, views

app_name = "desks"
urlpatterns = [
    path("meja/", views.home, name="home"),
    path("audit/", views.audit, name="audit"),
    path("audit/daerah/", region_record.region_record, name="region_record"),
    path("kesehatan/", health.health, name="health"),
]
