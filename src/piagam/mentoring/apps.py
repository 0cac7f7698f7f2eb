from django.apps import AppConfig


class Mentoring(AppConfig):
    """The region's own quality gate: mentors, internal checks, department deadlines."""

    name = "piagam.mentoring"
    label = "mentoring"

    def ready(self) -> None:
        from piagam.mentoring.reminding import remind_departments
        from piagam.notices.hourly import EVERY_HOUR

        if remind_departments not in EVERY_HOUR:
            EVERY_HOUR.append(remind_departments)
