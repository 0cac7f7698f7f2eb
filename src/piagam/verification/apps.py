from django.apps import AppConfig


class Verification(AppConfig):
    name = "piagam.verification"
    label = "verification"
