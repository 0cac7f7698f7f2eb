from django.apps import AppConfig


class Scoring(AppConfig):
    name = "piagam.scoring"
    label = "scoring"
