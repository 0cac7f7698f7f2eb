from django.apps import AppConfig


class People(AppConfig):
    name = "piagam.people"
    label = "people"
