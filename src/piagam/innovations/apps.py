from django.apps import AppConfig


class Innovations(AppConfig):
    name = "piagam.innovations"
    label = "innovations"

    def ready(self) -> None:
        from piagam.innovations.looking_after import look_after_waiting
        from piagam.notices.hourly import EVERY_HOUR

        EVERY_HOUR.append(look_after_waiting)
