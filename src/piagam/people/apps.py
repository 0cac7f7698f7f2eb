from django.apps import AppConfig


class People(AppConfig):
    name = "piagam.people"
    label = "people"

    def ready(self) -> None:
        from piagam.notices import clocks, hourly, rooms
        from piagam.people.actions.delegating import end_expired
        from piagam.people.queries import coordinators_of, rooms_of, zones_of

        hourly.EVERY_HOUR.append(end_expired)
        clocks.WHERE.append(zones_of)
        rooms.SHARED.append(rooms.Rooms(of=rooms_of, keepers=coordinators_of))
