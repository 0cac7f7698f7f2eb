from django.apps import AppConfig


class Entries(AppConfig):
    name = "piagam.entries"
    label = "entries"
