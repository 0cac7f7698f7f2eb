from django.apps import AppConfig


class Notices(AppConfig):
    name = "piagam.notices"
    label = "notices"
