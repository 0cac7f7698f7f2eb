"""`piagam setup`: an empty production instance and the one-time link of its first administrator."""

import argparse

from piagam.commands.instance import prepare, say


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--email", required=True, help="address of the first administrator")


def run(args: argparse.Namespace) -> int:
    prepare()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from piagam.commands.safety import unsafe_settings
    from piagam.people.actions import first_administrator_link
    from piagam.web.errors import Refused

    try:
        validate_email(args.email)
    except ValidationError:
        say(f"{args.email} is not an e-mail address. Nothing was changed.")
        return 2
    for problem in unsafe_settings():
        say(f"before opening to others: {problem}")
    try:
        print(first_administrator_link(args.email))
    except Refused as no:
        say(str(no.sentence))
        return 1
    say("Open this link once within 7 days to set a password and a second factor.")
    return 0
