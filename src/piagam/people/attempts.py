"""Counting failed attempts, so that guessing is slow and the right person never waits long.

What is counted belongs to the pair of account and network address: a stranger elsewhere cannot shut anyone out.
"""

import hashlib

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.web.errors import Refused

MOST = 5


class Attempts:
    """The failed attempts at one thing from one place, forgotten after `window` seconds."""

    def __init__(self, *what: object, window: int = 60) -> None:
        text = "\x00".join(str(one).lower() for one in what)
        self.key = "attempts-" + hashlib.sha256(text.encode()).hexdigest()
        self.window = window

    def recent(self) -> list[float]:
        """The times of failures that still count."""
        now = timezone.now().timestamp()
        found: list[float] = cache.get(self.key) or []
        return [one for one in found if now - one < self.window]

    def require_calm(self) -> None:
        """Refused (429) while too many failures are too fresh; says for how long."""
        failed = self.recent()
        if len(failed) < MOST:
            return
        wait = max(1, int(self.window - (timezone.now().timestamp() - failed[-MOST])) + 1)
        sentence = _("Terlalu banyak percobaan. Coba lagi dalam %(seconds)s detik.")
        raise Refused(sentence % {"seconds": wait}, 429, code="too-many-attempts")

    def failed(self) -> None:
        cache.set(self.key, [*self.recent(), timezone.now().timestamp()], self.window)

    def forget(self) -> None:
        cache.delete(self.key)
