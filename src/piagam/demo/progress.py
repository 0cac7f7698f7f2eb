"""A line that shows how far a long step has come."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
WIDTH = 28


def progress(items: Iterable[T], *, total: int, label: str) -> Iterator[T]:
    """Yields the items and draws a bar on standard error: redrawn on a terminal, a line a tenth elsewhere."""
    started = time.monotonic()
    shown = -1.0
    for done, item in enumerate(items, start=1):
        yield item
        share = done / total if total else 1.0
        step = 0.01 if sys.stderr.isatty() else 0.1
        if share - shown >= step or done == total:
            shown = share
            bar = "█" * int(WIDTH * share)
            text = f"{label:34} {bar:<{WIDTH}} {done:>7,}/{total:,} {time.monotonic() - started:6.1f} s"
            sys.stderr.write(f"\r{text}" if sys.stderr.isatty() else f"{text}\n")
            sys.stderr.flush()
    if sys.stderr.isatty():
        sys.stderr.write("\n")
