"""docs/reference/commands.md: the two programs and their commands, as argparse knows them."""

import argparse

from piagam.cli import parser as piagam_parser
from tallybook.cli import parser as tallybook_parser
from tools.reference.markdown import cell


def described(parser: argparse.ArgumentParser, level: int = 2) -> list[str]:
    """A parser and its subcommands; independent of the terminal's width and of Python's version."""
    lines = [f"{'#' * level} `{parser.prog}`", parser.description or ""]
    options = []
    for action in parser._actions:
        if (
            isinstance(action, argparse._SubParsersAction | argparse._HelpAction)
            or action.help == argparse.SUPPRESS
        ):
            continue
        name = ", ".join(action.option_strings) or str(action.metavar or action.dest).upper()
        choices = f" (one of {', '.join(map(str, action.choices))})" if action.choices else ""
        options.append(
            f"- `{name}`: {cell(action.help or '').replace('%(default)s', str(action.default))}{choices}"
        )
    if options:
        lines.append("\n".join(options))
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for sub in dict.fromkeys(action.choices.values()):
                lines += described(sub, level + 1)
    return lines


def page() -> str:
    parts = ["# Commands", *described(piagam_parser()), *described(tallybook_parser())]
    return "\n\n".join(part for part in parts if part)
