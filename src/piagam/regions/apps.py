from django.apps import AppConfig


class Regions(AppConfig):
    name = "piagam.regions"
    label = "regions"
