from django.apps import AppConfig


class Notices(AppConfig):
    name = "piagam.notices"
    label = "notices"

    def ready(self) -> None:
        from piagam.notices import hourly
        from piagam.notices.sending import send_digests

        hourly.EVERY_HOUR.append(send_digests)
