from django.apps import AppConfig


class Conversations(AppConfig):
    """What people say to each other about a field, a row or a document; it stays with the thing across years."""

    name = "piagam.conversations"
    label = "conversations"
