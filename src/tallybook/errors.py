"""Everything that can go wrong, in one tree.

    TallybookError
    ├── RulebookError   the folder of rules has mistakes; every one of them, each with file and key
    ├── ClaimsError     the claims have mistakes; every one of them, each with its JSON path
    ├── FactsError      the facts of one row do not lead to a level
    └── UnknownCode     a code was asked for that is not there

Nothing else is raised on purpose. A mistake in what people wrote is never a traceback in the command line.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """A mistake in a rulebook: where it is, and what is wrong, in a sentence."""

    file: str
    key: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.sentence}" if self.key else f"{self.file}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class ClaimProblem:
    """A mistake in claims: its JSON path, and what is wrong, in a sentence."""

    path: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class FactProblem:
    """A mistake in the facts of one row: the fact, and what is wrong, in a sentence for the officer."""

    fact: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.fact}: {self.sentence}" if self.fact else self.sentence


class TallybookError(Exception):
    """What every error of this package is."""


class RulebookError(TallybookError):
    """The rulebook has mistakes; `problems` holds all that were found in one go."""

    def __init__(self, problems: Iterable[RuleProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class ClaimsError(TallybookError):
    """The claims have mistakes; `problems` holds all that were found in one go."""

    def __init__(self, problems: Iterable[ClaimProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class FactsError(TallybookError):
    """No level follows from the facts; `problems` says why, for the officer."""

    def __init__(self, problems: Iterable[FactProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.sentence for problem in self.problems))


class UnknownCode(TallybookError, KeyError):
    """A code that the rulebook or the tree does not have."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""
