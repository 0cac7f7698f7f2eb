"""What is done every hour while a worker runs. Slices add a plain function in their `ready`; it knows what is due.

The round is a job like any other, and asks for the next one. Two workers may both begin a round: it merges again,
and what it does must bear being done twice.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from piagam.notices.jobs import AT_START, task

log = logging.getLogger(__name__)
EVERY_HOUR: list[Callable[[], object]] = []


@task()  # type: ignore[untyped-decorator, unused-ignore]
def hourly_round() -> int:
    """Asks for the next round, then does everything once; one that fails does not stop the others. How many did."""
    next_round(timedelta(hours=1))
    done = 0
    for job in EVERY_HOUR:
        try:
            job()
            done += 1
        except Exception:  # the reason is logged, and the next round tries again
            log.exception("An hourly job failed: %s", job.__name__)
    return done


def next_round(after: timedelta = timedelta(0)) -> None:
    """Asks for a round unless one waits already."""
    waiting = DBTaskResult.objects.filter(task_path=f"{__name__}.hourly_round", status="READY")
    if not waiting.exists():
        hourly_round.using(run_after=timezone.now() + after).enqueue()


AT_START.append(next_round)
