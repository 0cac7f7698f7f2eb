"""`piagam django …`: Django's own commands."""

import argparse


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "rest", nargs=argparse.REMAINDER, metavar="…", help="a command of Django and its options"
    )


def run(args: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["piagam django", *args.rest])
    return 0
