"""Where a reader stands in a rulebook, and everything it found wrong there."""

from dataclasses import dataclass, field

from tallybook.errors import RuleProblem
from tallybook.model import Unset


@dataclass(slots=True)
class Findings:
    """What was found while reading: mistakes, unset numbers, sources that were named."""

    problems: list[RuleProblem] = field(default_factory=list)
    unset: list[Unset] = field(default_factory=list)
    named_sources: list[tuple["Spot", str]] = field(default_factory=list)

    def clean(self, file: str) -> bool:
        """Has no mistake been found in the file? Sums over a file with mistakes would mislead."""
        return all(problem.file != file for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Spot:
    """A key in a file. Walking down makes new spots; a mistake is reported where one stands."""

    findings: Findings
    file: str
    key: str = ""

    def __truediv__(self, name: str) -> "Spot":
        return Spot(self.findings, self.file, f"{self.key}.{name}" if self.key else name)

    def item(self, position: int, value: object) -> "Spot":
        """An element of a list: by its code where it has one, else by its number, counted from 1."""
        code = value.get("code", value.get("id", value.get("name"))) if isinstance(value, dict) else None
        mark = f'"{code}"' if isinstance(code, str) else str(position)
        return Spot(self.findings, self.file, f"{self.key}[{mark}]")

    def problem(self, sentence: str) -> None:
        """Reports a mistake here."""
        self.findings.problems.append(RuleProblem(self.file, self.key, sentence))

    def unset(self, why: str) -> None:
        """Notes that the number here is not known."""
        self.findings.unset.append(Unset(self.file, self.key, why))
