from django.apps import AppConfig


class People(AppConfig):
    name = "piagam.people"
    label = "people"

    def ready(self) -> None:
        from piagam.notices import hourly
        from piagam.people.actions.delegating import end_expired

        hourly.EVERY_HOUR.append(end_expired)
