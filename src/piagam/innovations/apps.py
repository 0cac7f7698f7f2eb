from django.apps import AppConfig


class Innovations(AppConfig):
    name = "piagam.innovations"
    label = "innovations"
