"""The linter's verdict on a rulebook: every mistake, every number that is unset, every open question."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from piagam.editions.models import Edition
from piagam.editions.rulebooks import available, read_files, rulebook_of
from tallybook import Rulebook, RulebookError, load_rulebook


@dataclass(frozen=True)
class Finding:
    """A place in the rulebook and a sentence about it."""

    file: str
    key: str
    sentence: str
    blocks: bool = False


@dataclass(frozen=True)
class LintVerdict:
    """What the linter says. Without `rulebook` nothing can be made of it; `problems` says why."""

    name: str
    rulebook: Rulebook | None
    problems: tuple[Finding, ...] = ()
    unset: tuple[Finding, ...] = ()
    to_confirm: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        return self.rulebook is not None

    @property
    def tone(self) -> str:
        if not self.ok:
            return "bad"
        return "good" if self.rulebook and self.rulebook.can_index else "warning"


def lint(name: str) -> LintVerdict:
    """The verdict on a shipped rulebook. Raises FileNotFoundError for a name that is none."""
    files = read_files(name)
    try:
        return verdict_on(name, load_rulebook(files))
    except RulebookError as error:
        problems = tuple(Finding(one.file, one.key, one.sentence) for one in error.problems)
        return LintVerdict(name, None, problems, to_confirm=tuple(questions(files)))


def lint_all() -> list[LintVerdict]:
    """The verdicts on every shipped rulebook."""
    return [lint(name) for name in available()]


def lint_pinned(edition: Edition) -> LintVerdict:
    """The verdict on the rulebook that an edition is held to."""
    return verdict_on(edition.pk, rulebook_of(edition))


def verdict_on(name: str, rulebook: Rulebook) -> LintVerdict:
    unset = tuple(Finding(one.file, one.key, one.why, one.blocks) for one in rulebook.unset)
    return LintVerdict(name, rulebook, unset=unset, to_confirm=tuple(questions(rulebook.files)))


def questions(files: Mapping[str, str]) -> Iterator[Finding]:
    """What the owner of the rules is still to be asked: each `to_confirm` with the place it stands in."""
    for file in sorted(files):
        if file.startswith("cases/"):
            continue
        try:
            told = tomllib.loads(files[file])
        except tomllib.TOMLDecodeError:
            continue  # the loader has named it already
        for key, question in _within(told, ""):
            yield Finding(file, key, question)


def _within(told: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(told, list):
        for number, one in enumerate(told, start=1):
            code = one.get("code", number) if isinstance(one, dict) else number
            yield from _within(one, f"{path}[{code}]")
    elif isinstance(told, dict):
        for key, value in told.items():
            if key == "to_confirm" and isinstance(value, str):
                yield path or "-", value
            else:
                yield from _within(value, f"{path}.{key}" if path else key)
