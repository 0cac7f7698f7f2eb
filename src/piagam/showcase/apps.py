from django.apps import AppConfig


class Showcase(AppConfig):
    name = "piagam.showcase"
    label = "showcase"
