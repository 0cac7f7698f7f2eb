"""`piagam likeness`: brings the index of near-same texts up to date, with a line that says how far it is."""

import argparse
import sys
import time

from piagam.commands.instance import prepare


def add_to(parser: argparse.ArgumentParser) -> None:
    """Takes no options."""


def run(args: argparse.Namespace) -> int:
    """Sketches every text of the bank and every published entry that is not in the index yet."""
    del args
    prepare(quiet=True)
    from piagam.likeness.indexing import build

    started = time.monotonic()
    done = build(say)
    print(f"\r{done} texts read in {time.monotonic() - started:.0f} s; the index is up to date.")
    return 0


def say(done: int, whole: int) -> None:
    """A bar of twenty signs, drawn over itself."""
    part = 20 * done // whole if whole else 20
    sys.stdout.write(f"\r[{'#' * part}{'.' * (20 - part)}] {done} of {whole} texts ")
    sys.stdout.flush()
