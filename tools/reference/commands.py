"""docs/reference/commands.md: the two programs and their commands, as argparse knows them."""

import argparse

from piagam.cli import parser as piagam_parser
from tallybook.cli import _parser as tallybook_parser
from tools.reference.markdown import cell


def described(parser: argparse.ArgumentParser, level: int = 2, text: str = "") -> list[str]:
    """A parser and its subcommands; independent of the terminal's width and of Python's version."""
    lines = [f"{'#' * level} `{parser.prog}`", parser.description or sentence(text)]
    options = []
    for action in parser._actions:
        left_out = isinstance(
            action, argparse._SubParsersAction | argparse._HelpAction | argparse._VersionAction
        )
        if left_out or action.help == argparse.SUPPRESS:
            continue
        name = ", ".join(action.option_strings) or str(action.metavar or action.dest.upper())
        choices = f"one of {', '.join(map(str, action.choices))}" if action.choices else ""
        text = (action.help or "").replace("%(default)s", str(action.default))
        about = "; ".join(part for part in (text, choices) if part)
        options.append(f"- `{name}`" + (f": {cell(about)}" if about else ""))
    if options:
        lines.append("\n".join(options))
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                lines += described(action.choices[choice.dest], level + 1, choice.help or "")
    return lines


def sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}." if text else ""


def page() -> str:
    parts = ["# Commands", *described(piagam_parser()), *described(tallybook_parser())]
    return "\n\n".join(part for part in parts if part)
