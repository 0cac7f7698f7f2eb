"""`piagam demo`: an instance to look around in."""

import argparse

from piagam import environment
from piagam.commands.instance import prepare, say


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--phase", choices=("open", "verification", "published"), default=None,
                        help="build one edition at this phase; without it: an open and a published one")  # fmt: skip
    parser.add_argument("--regions", type=int, default=120, help="how many regions report (at most 546)")
    parser.add_argument(
        "--innovations", type=int, default=1500, help="how many innovations they report together"
    )
    parser.add_argument("--seed", type=int, default=2026, help="the same seed gives the same country")
    parser.add_argument("--if-empty", action="store_true", help="do nothing when an edition is already there")


def run(args: argparse.Namespace) -> int:
    if not environment.switch("PIAGAM_DEMO"):
        say("A demo needs PIAGAM_DEMO=1: its accounts and their codes are public. Nothing was changed.")
        return 1
    if not 2 <= args.regions <= 546 or not 1 <= args.innovations <= 200_000:
        say("Give 2 to 546 regions and 1 to 200,000 innovations.")
        return 2
    prepare()
    from piagam.demo.build import build
    from piagam.editions.models import Edition

    if Edition.objects.exists():
        if args.if_empty:
            return 0
        say("This instance already has an edition; a demo is built in an empty one. Nothing was changed.")
        return 1
    if args.phase:
        build(phase=args.phase, regions=args.regions, innovations=args.innovations, seed=args.seed)
        return 0
    few = min(args.regions, 60)
    build(phase="published", regions=args.regions, innovations=args.innovations, seed=args.seed,
          edition_id="gladi-2026", title="Gladi IGA 2026")  # fmt: skip
    build(phase="open", regions=few, innovations=min(args.innovations, 600), seed=args.seed + 1)
    return 0
