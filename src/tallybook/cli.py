"""The command line. A contract that others script against; see docs/reference/tallybook.md.

    tallybook check RULEBOOK_DIR
    tallybook score RULEBOOK_DIR CLAIMS.json [--json] [--explain CODE]
    tallybook diff DIR_A DIR_B
    tallybook schema

Exit status: 0 done · 1 `check` found worked cases that fail · 2 bad input, every mistake on standard error.
Never a traceback for what people wrote, nor for a pipe that closes early.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tallybook import language
from tallybook.as_json import result_as_json
from tallybook.cases import run_cases
from tallybook.diff import diff_rulebooks
from tallybook.errors import ClaimProblem, ClaimsError, RulebookError, UnknownCode
from tallybook.explain import Node
from tallybook.language import say
from tallybook.load import load_rulebook
from tallybook.model import Rulebook
from tallybook.reading_claims import parse_claims
from tallybook.schema import both
from tallybook.score import Result, score
from tallybook.table_text import result_as_text

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        with language.use(options.lang):
            status = _run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever read the output has stopped; point it elsewhere so that nothing complains at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tallybook", description="Rulebook + claims: index, predicate, places."
    )
    parser.add_argument(
        "--lang", choices=("id", "en"), default="id", help="language of explanations (default: id)"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="find every mistake in a rulebook and run its worked cases")
    check.add_argument("rulebook", type=Path, metavar="RULEBOOK_DIR")
    scoring = commands.add_parser("score", help="compute regions from claims")
    scoring.add_argument("rulebook", type=Path, metavar="RULEBOOK_DIR")
    scoring.add_argument("claims", type=Path, metavar="CLAIMS.json")
    scoring.add_argument("--json", action="store_true", help="print JSON")
    scoring.add_argument(
        "--explain",
        metavar="CODE",
        help="print the tree of a region (17.71), of a row or innovation in it (17.71/x1)",
    )
    diff = commands.add_parser("diff", help="say in sentences what differs between two rulebooks")
    diff.add_argument("first", type=Path, metavar="DIR_A")
    diff.add_argument("second", type=Path, metavar="DIR_B")
    commands.add_parser("schema", help="print the JSON Schema of a rulebook's files and of CLAIMS.json")
    return parser


def _run(options: argparse.Namespace) -> int:
    try:
        match options.command:
            case "check":
                return _check(options.rulebook)
            case "score":
                return _score(options)
            case "diff":
                return _diff(options.first, options.second)
        print(json.dumps(both(), indent=2, ensure_ascii=False))
    except (RulebookError, ClaimsError) as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return BAD_INPUT
    except UnknownCode as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    return 0


def _check(folder: Path) -> int:
    rulebook = load_rulebook(folder)
    results = run_cases(rulebook)
    failures = [failure for outcome in results for failure in outcome.failures]
    print(f"{rulebook.id}: {rulebook.title}")
    print(
        f"{len(rulebook.indicators)} indicators, {len(rulebook.parts)} parts, {len(rulebook.predicates)} predicates"
    )
    print(f"sha256 {rulebook.sha256}")
    for one in rulebook.unset:
        print(f"unset{' (no index without it)' if one.blocks else ''}: {one}")
    for sentence in failures:
        print(sentence, file=sys.stderr)
    print(f"{len(results)} worked cases, {sum(bool(one.failures) for one in results)} fail")
    return 1 if failures else 0


def _score(options: argparse.Namespace) -> int:
    rulebook = load_rulebook(options.rulebook)
    result = score(rulebook, parse_claims(_read(options.claims), rulebook))
    if options.explain is not None:
        tree = _tree(result, options.explain)
        print(json.dumps(tree.as_json(), indent=2, ensure_ascii=False) if options.json else tree.as_text())
    elif options.json:
        print(json.dumps(result_as_json(result), indent=2, ensure_ascii=False))
    else:
        print(result_as_text(result, rulebook))
    return 0


def _read(path: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise ClaimsError([ClaimProblem("$", f"{path} cannot be read: {error.strerror}")]) from None


def _tree(result: Result, code: str) -> Node:
    """The tree of a region, or what lies in it; an innovation's id alone is enough where it is the only one."""
    codes = {one.code: one for one in result.regions}
    if code in codes:
        return codes[code].tree
    region, slash, rest = code.partition("/")
    if slash and region in codes:
        return codes[region].tree.find(rest)
    owners = [one for one in result.regions if code.partition("/")[0] in one.maturity]
    if len(owners) == 1:
        return owners[0].tree.find(code)
    if owners:
        raise UnknownCode(f"{code} is in several regions; write REGION/{code}")
    raise UnknownCode(f"--explain {code}: no region and no innovation with this code; see --help")


def _diff(first: Path, second: Path) -> int:
    sentences = diff_rulebooks(_loaded(first), _loaded(second))
    print("\n".join(sentences) or say("Tidak ada perbedaan.", "No difference."))
    return 0


def _loaded(folder: Path) -> Rulebook:
    """A rulebook; its problems name the folder, for there are two."""
    try:
        return load_rulebook(folder)
    except RulebookError as error:
        placed = (replace(one, file=f"{folder}/{one.file}") for one in error.problems)
        raise RulebookError(placed) from None


if __name__ == "__main__":
    sys.exit(main())
