from django.apps import AppConfig


class Notices(AppConfig):
    name = "piagam.notices"
    label = "notices"

    def ready(self) -> None:
        from piagam.notices import hourly  # noqa: F401  it adds itself to what a worker begins with
