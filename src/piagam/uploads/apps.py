from django.apps import AppConfig


class Uploads(AppConfig):
    """Resumable uploads: the bytes of a document while they arrive."""

    name = "piagam.uploads"
    label = "uploads"

    def ready(self) -> None:
        from piagam.notices.hourly import EVERY_HOUR
        from piagam.uploads.actions import sweep

        EVERY_HOUR.append(sweep)
