from django.apps import AppConfig


class Desks(AppConfig):
    name = "piagam.desks"
    label = "desks"
