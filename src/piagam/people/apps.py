from django.apps import AppConfig


class People(AppConfig):
    name = "piagam.people"
    label = "people"

    def ready(self) -> None:
        from piagam.notices import clocks, hourly
        from piagam.people.actions.delegating import end_expired
        from piagam.people.queries import zones_of

        hourly.EVERY_HOUR.append(end_expired)
        clocks.WHERE.append(zones_of)
