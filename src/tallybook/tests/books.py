"""The small rulebooks that the tests compute with, and ways to spoil them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tallybook import Claims, Rulebook, RulebookError, RuleProblem, load_rulebook, read_claims

HERE = Path(__file__).parent / "books"
REPOSITORY = Path(__file__).parents[3]
SHIPPED = REPOSITORY / "rulebooks"
NAMES = ("small", "open-sum", "year-2027", "jury")


@cache
def book(name: str = "small") -> Rulebook:
    """A small rulebook."""
    return load_rulebook(HERE / name)


def files(name: str = "small") -> dict[str, str]:
    """Its files, path → text."""
    folder = HERE / name
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.toml"))
    }


def spoiled(path: str, old: str, new: str, name: str = "small") -> dict[str, str]:
    """The files with the first `old` of one of them replaced."""
    found = files(name)
    assert old in found[path], f"{path} has no {old!r}"
    return {**found, path: found[path].replace(old, new, 1)}


def problems(given: Mapping[str, str]) -> tuple[RuleProblem, ...]:
    """What is wrong with the files; empty when they load."""
    try:
        load_rulebook(given)
    except RulebookError as error:
        return error.problems
    return ()


def region(code: str = "17.71", **more: Any) -> dict[str, Any]:
    """A region's object of CLAIMS.json."""
    return {"code": code, **more}


def innovation(identity: str = "x1", level: int = 3, name: str = "small", **more: Any) -> dict[str, Any]:
    """An innovation with one level everywhere."""
    rows = [row.code for row in book(name).sets["sid"].scored]
    return {"id": identity, "claims": {code: {"level": level} for code in rows}, **more}


def claims(*regions: dict[str, Any], name: str = "small") -> Claims:
    """Claims of a few regions."""
    return read_claims({"rulebook": book(name).id, "regions": list(regions)}, book(name))
