"""`piagam demo`: an instance to look around in."""

import argparse
from pathlib import Path

from piagam import environment
from piagam.commands.instance import prepare, say

REGIONS, INNOVATIONS = 90, 4000
OPEN_REGIONS, OPEN_INNOVATIONS = 60, 1500  # of the second edition, when two are built


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--phase", choices=("open", "verification", "published"), default=None,
                        help="build one edition at this phase; without it: an open and a published one")  # fmt: skip
    parser.add_argument("--regions", type=int, default=REGIONS, help="how many regions take part (3 to 546)")
    parser.add_argument(
        "--innovations", type=int, default=INNOVATIONS, help="how many innovations they report together"
    )
    parser.add_argument("--seed", type=int, default=2026, help="the same seed gives the same country")
    parser.add_argument("--if-empty", action="store_true", help="do nothing when an edition is already there")


def run(args: argparse.Namespace) -> int:
    if not environment.switch("PIAGAM_DEMO"):
        say("A demo needs PIAGAM_DEMO=1: its accounts and their codes are public. Nothing was changed.")
        return 1
    if not 3 <= args.regions <= 546 or not 1 <= args.innovations <= 200_000:
        say("Give 3 to 546 regions and 1 to 200,000 innovations.")
        return 2
    if problem := clear_unfinished():
        say(problem)
        return 1
    prepare()
    from piagam.demo.bank_life import liven_bank
    from piagam.demo.build import acting, build
    from piagam.editions.models import Edition

    if Edition.objects.exists():
        if args.if_empty:
            return 0
        say("This instance already has an edition; a demo is built in an empty one. Nothing was changed.")
        return 1
    unfinished().touch()
    if args.phase:
        build(phase=args.phase, regions=args.regions, innovations=args.innovations, seed=args.seed)
    else:
        build(phase="published", regions=args.regions, innovations=args.innovations, seed=args.seed,
              edition_id="gladi-2026", title="Gladi IGA 2026")  # fmt: skip
        build(phase="open", regions=min(args.regions, OPEN_REGIONS), seed=args.seed + 1,
              innovations=min(args.innovations, OPEN_INNOVATIONS))  # fmt: skip
    if args.phase in (None, "", "open"):
        liven_bank(*(acting(f"{name}@demo.piagam.id") for name in ("operator", "operator2", "koordinator")))
    unfinished().unlink()
    return 0


def unfinished() -> Path:
    """A mark that lies in the data folder while a demo is being built."""
    return environment.data_dir() / "demo-unfinished"


def clear_unfinished() -> str:
    """Throws away a demo that was interrupted while it was built; why that cannot be done, or nothing."""
    if not unfinished().exists():
        return ""
    if environment.value("PIAGAM_DATABASE_URL"):
        return "The demo was interrupted while it was built. Empty the database, remove demo-unfinished, try again."
    say("The demo was interrupted while it was built; building it anew.")
    for path in environment.data_dir().glob("piagam.sqlite3*"):
        path.unlink()
    unfinished().unlink()
    return ""
