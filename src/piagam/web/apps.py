from django.apps import AppConfig


class Web(AppConfig):
    name = "piagam.web"
    label = "web"
