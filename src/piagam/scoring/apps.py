from django.apps import AppConfig


class Scoring(AppConfig):
    name = "piagam.scoring"
    label = "scoring"

    def ready(self) -> None:
        from piagam.notices.hourly import EVERY_HOUR
        from piagam.scoring.peers import keep_missing
        from piagam.scoring.snapshots import take_due

        EVERY_HOUR.extend([take_due, keep_missing])
