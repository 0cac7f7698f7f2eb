"""`piagam`: the program's own commands."""

import argparse
import importlib
import os
import sys

from piagam import __version__

COMMANDS = {
    "serve": ("piagam.commands.serve", "serve the application; makes the database on the first start"),
    "demo": ("piagam.demo.command", "fill an empty instance with a demo edition at a chosen phase"),
    "setup": (
        "piagam.commands.setup",
        "start an empty production instance; prints a one-time administrator link",
    ),
    "check": ("piagam.commands.check", "look for unsafe settings, broken records and missing files"),
    "receipt": ("piagam.commands.receipt", "check a receipt of a submission, offline"),
    "backup": ("piagam.commands.backup", "write database and files into one archive"),
    "restore": ("piagam.commands.restore", "bring an archive back into an empty data folder"),
    "likeness": ("piagam.commands.likeness", "bring the index of near-same titles and texts up to date"),
    "package": ("piagam.commands.package", "export, import or verify a region's whole season as one file"),
    "mail": ("piagam.commands.mail", "send a mail by the settings, and say what is wrong with them"),
    "worker": ("piagam.commands.worker", "run the job worker beside the servers (several processes)"),
    "django": ("piagam.commands.django", "any of Django's own commands, for maintainers"),
}


def parser() -> argparse.ArgumentParser:
    """The parser with every command; `docs/reference/commands.md` is printed from it."""
    main_parser = argparse.ArgumentParser(prog="piagam", description="Runs a public-innovation award.")
    main_parser.add_argument("--version", action="version", version=f"piagam {__version__}")
    commands = main_parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (module, text) in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        importlib.import_module(module).add_to(command)
    return main_parser


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "piagam.settings")
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["django"]:  # its options are Django's, not ours
        args = argparse.Namespace(command="django", rest=given[1:])
    else:
        args = parser().parse_args(given)
    try:
        status: int = importlib.import_module(COMMANDS[args.command][0]).run(args)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


if __name__ == "__main__":
    sys.exit(main())
