from django.apps import AppConfig


class Results(AppConfig):
    name = "piagam.results"
    label = "results"
