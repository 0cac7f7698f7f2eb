"""Whatever is done to a rulebook, it loads or its mistakes are named; nothing else is ever raised."""

import copy
import json
import random
import tomllib
from typing import Any

import pytest

from tallybook import RulebookError, load_rulebook, read_claims, score
from tallybook.tests.books import NAMES, files

JUNK: list[Any] = [
    0, -1, 3, 10**20, 1.5, True, False, "", " ", "x", "0.75", "-3", "spd", "open", "2026-13-01", "2026-02-03", [], [1],
    ["x"], [[]], {}, {"x": 1}, [{}], [{"code": "x"}], {"unset": "why"}, {"unset": 1}, {"kind": "choice"}, {"kind": []},
]  # fmt: skip


def as_toml(value: Any) -> str:
    """A value as inline TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {as_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_toml(one) for one in value) + "]"
    return json.dumps(value) if isinstance(value, str) else str(value)


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a tree."""
    keys = list(tree) if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else []
    found = [(tree, key) for key in keys]
    return found + [place for key in keys for place in places(tree[key])]


def spoil(tree: dict[str, Any], random_: random.Random) -> None:
    """Replaces, removes, renames or doubles something somewhere."""
    container, key = random_.choice(places(tree))
    match random_.randrange(4):
        case 0:
            container[key] = copy.deepcopy(random_.choice(JUNK))
        case 1:
            del container[key]
        case 2 if isinstance(container, dict):
            container[random_.choice(["unset", "code", "kind", "x", "level", "source"])] = container.pop(key)
        case _:
            if isinstance(container, list):
                container.append(copy.deepcopy(container[key]))


@pytest.mark.parametrize("name", NAMES)
def test_a_spoiled_rulebook_loads_or_its_mistakes_are_named(name: str) -> None:
    random_ = random.Random(2026)
    trees = {path: tomllib.loads(text) for path, text in files(name).items()}
    refused = 0
    for _ in range(250):
        spoiled = copy.deepcopy(trees)
        for _ in range(random_.choice([1, 1, 1, 3])):
            spoil(spoiled[random_.choice(list(spoiled))] or {"x": 1}, random_)
        texts = {
            path: "\n".join(f"{json.dumps(key)} = {as_toml(one)}" for key, one in tree.items())
            for path, tree in spoiled.items()
        }
        try:
            rulebook = load_rulebook(texts)
        except RulebookError as error:
            refused += 1
            problems = error.problems
        else:
            region = {"code": "1", "innovations": [{"id": "a"}]}
            found = score(rulebook, read_claims({"rulebook": rulebook.id, "regions": [region]}, rulebook))
            assert found.regions[0].tree.check() == ()
            continue
        assert problems
        assert all(one.file and one.sentence for one in problems)
    assert refused > 100
