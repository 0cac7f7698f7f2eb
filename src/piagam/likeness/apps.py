from django.apps import AppConfig


class Likeness(AppConfig):
    """Same and near-same documents, texts and titles: proposes, never decides."""

    name = "piagam.likeness"
    label = "likeness"
