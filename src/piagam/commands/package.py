"""`piagam package export | import | verify`: a region's whole season as one file."""

import argparse
import sys
from pathlib import Path

from piagam.commands.instance import prepare


def add_to(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    export = kinds.add_parser("export", help="write the season of a region into a file")
    export.add_argument("region", help="code of the region, 17.71")
    export.add_argument("edition", help="the edition, iga-2026")
    export.add_argument("file", type=Path)
    take = kinds.add_parser("import", help="take the season of a region in")
    take.add_argument("file", type=Path)
    take.add_argument(
        "--by", required=True, metavar="EMAIL", help="the coordinator of the region in whose name it is done"
    )
    verify = kinds.add_parser("verify", help="check every fingerprint in a file; needs no instance")
    verify.add_argument("file", type=Path)


def run(args: argparse.Namespace) -> int:
    if args.what == "verify":
        return verify(args.file)
    prepare(quiet=True)
    from piagam.web.errors import Refused

    try:
        return export(args) if args.what == "export" else take_in(args)
    except Refused as refused:
        print(refused.sentence, file=sys.stderr)
        return 1


def verify(path: Path) -> int:
    """Reads every byte; says what the package is of."""
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=False)
        django.setup()
    from piagam.exchange.package.reading import BadPackage, open_package

    try:
        with open_package(path) as package:
            count = package.verify()
            region, score = package.manifest["region"], package.manifest["score"]
            print(f"{count} members, each as its fingerprint says: {region['code']} {region.get('name', '')}, "
                  f"index {score.get('index', '')} = {score.get('index_exact', '')}")  # fmt: skip
    except BadPackage as bad:
        print(bad.sentence, file=sys.stderr)
        return 1
    return 0


def export(args: argparse.Namespace) -> int:
    from piagam.entries.models import Report
    from piagam.exchange.package.writing import write_package

    found = (
        Report.objects.filter(region=args.region, edition=args.edition)
        .select_related("region", "edition")
        .first()
    )
    if found is None:
        print(f"{args.region} has no report in {args.edition}.", file=sys.stderr)
        return 1
    manifest = write_package(found, args.file)
    print(f"{args.file}: {manifest['counts']}")
    return 0


def take_in(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from piagam.exchange.package.reading import open_package
    from piagam.exchange.package.taking_in import take_in as take_package_in
    from piagam.people.actor import actor_of
    from piagam.people.models import Membership

    held = Membership.objects.filter(user__email=args.by.lower(), role="COR", ended_at=None).select_related(
        "user", "region"
    )
    membership = held.first()
    if membership is None:
        print(f"{args.by} is no coordinator here.", file=sys.stderr)
        return 1
    with open_package(args.file) as package:
        by = actor_of(
            membership, stepped_up_at=timezone.now()
        )  # whoever runs commands has the machine itself
        outcome = take_package_in(package, by=by, progress=say).outcome
    print(f"\nadded {outcome['added']}, changed {outcome['changed']}, unchanged {outcome['same']}")
    for conflict in outcome["conflicts"]:
        print(f"left as it is here, since both sides changed it: {conflict['kind']} {conflict['name']}")
    print(f"index there {outcome['score_there']}, here {outcome['score_here']}")
    return 0


def say(done: int, whole: int) -> None:
    sys.stdout.write(f"\r{done} of {whole} files ")
    sys.stdout.flush()
