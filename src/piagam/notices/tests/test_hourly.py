"""The hourly round: everything once, one failure stops nothing, and it asks for itself again."""

from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from piagam.notices import hourly


@pytest.mark.django_db
def test_a_round_does_everything_and_asks_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def fails() -> None:
        raise RuntimeError("rusak")

    monkeypatch.setattr(hourly, "EVERY_HOUR", [lambda: done.append("one"), fails, lambda: done.append("two")])
    assert hourly.hourly_round.func() == 2
    assert done == ["one", "two"]
    hourly.next_round()
    waiting: Any = DBTaskResult.objects.get(task_path="piagam.notices.hourly.hourly_round", status="READY")
    assert waiting.run_after > waiting.enqueued_at
