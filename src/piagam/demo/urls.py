"""Addresses that only a demo instance answers."""

from django.urls import path

from piagam.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.accounts, name="accounts"),
    path("demo/surat/", views.outbox, name="outbox"),
]
