from django.apps import AppConfig


class Audit(AppConfig):
    name = "piagam.audit"
    label = "audit"
