from django.apps import AppConfig


class Editions(AppConfig):
    name = "piagam.editions"
    label = "editions"
