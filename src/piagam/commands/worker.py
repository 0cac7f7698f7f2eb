"""`piagam worker`: the job worker alone, beside several server processes."""

import argparse

from piagam.commands.instance import prepare


def add_to(parser: argparse.ArgumentParser) -> None:
    del parser


def run(args: argparse.Namespace) -> int:
    del args
    prepare(quiet=True)
    from piagam.notices import jobs

    jobs.run_worker()
    return 0
