"""The rows of an entry or of the region itself: each indicator with its answer, its evidence, and what it counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _

from piagam.entries.facts import problems_in, stated
from piagam.entries.forms import FactsForm
from piagam.entries.models import Claim, Entry, EvidenceLink, Promise, Report
from piagam.entries.promises import promises_of
from piagam.entries.queries import claims_of, evidence_of
from piagam.entries.slots import indicators_for, rules_for
from tallybook import Answer, Derived, FactsError, Indicator, Rulebook
from tallybook.answers.branching import Branching


@dataclass(frozen=True)
class Row:
    """One indicator as an officer meets it."""

    indicator: Indicator
    claim: Claim | None = None
    evidence: tuple[EvidenceLink, ...] = ()
    zero_without_evidence: bool = True
    promise: Promise | None = None  # bytes that are still to come
    bound: FactsForm | None = field(default=None, compare=False)  # the form as sent, when it was not accepted

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def answered(self) -> bool:
        return self.claim is not None and self.claim.level is not None

    @property
    def level(self) -> int:
        """The level that follows from the facts; 0 while unanswered."""
        return self.claim.level or 0 if self.claim else 0

    @property
    def supported(self) -> bool:
        """Is there evidence, or bytes promised in time?"""
        return bool(self.evidence) or self.promise is not None

    @property
    def counted(self) -> int:
        """The level that counts in the score."""
        return self.level if self.supported or not self.zero_without_evidence else 0

    @property
    def top(self) -> int:
        return len(self.indicator.levels)

    def points_at(self, level: int) -> Fraction:
        """The points of a level; 0 where the rulebook leaves the weight open."""
        found = next((one.points for one in self.indicator.levels if one.level == level), None)
        return found or Fraction(0)

    @property
    def points(self) -> Fraction:
        return self.points_at(self.counted)

    @property
    def state(self) -> str:
        """empty, unfinished, unsupported or done."""
        if not self.answered:
            return "unfinished" if self.claim is not None and self.claim.facts else "empty"
        if self.zero_without_evidence and self.level and not self.supported:
            return "unsupported"
        return "done"

    @property
    def state_label(self) -> str:
        labels = {
            "empty": _("Belum dijawab"),
            "unfinished": _("Belum lengkap"),
            "unsupported": _("Belum ada bukti: dihitung 0"),
            "done": _("Terjawab"),
        }
        return labels[self.state]

    @cached_property
    def derived(self) -> Derived | None:
        """The level again with the sentence that shows the rule."""
        if self.claim is None or not self.claim.facts:
            return None
        try:
            return self.indicator.answer.derive(self.claim.facts)
        except FactsError:
            return None

    @property
    def sentence(self) -> str:
        """Why it is this level, in the rulebook's words."""
        if self.derived is not None:
            return self.derived.sentence
        text = next((one.words for one in self.indicator.levels if one.level == self.level), "")
        return _("Tingkat %(level)d: %(text)s") % {"level": self.level, "text": text} if text else ""

    @cached_property
    def problems(self) -> list[str]:
        """Why no level follows yet from the facts that are kept."""
        if self.claim is None or not self.claim.facts:
            return []
        try:
            self.indicator.answer.derive(self.claim.facts)
        except FactsError as error:
            return problems_in(self.indicator, self.claim.facts, error)
        return []

    @property
    def stated(self) -> list[tuple[str, str]]:
        """The facts in words, for those who only read."""
        return stated(self.indicator, self.claim.facts) if self.claim and self.claim.facts else []

    @property
    def has_examples(self) -> bool:
        """Does the rulebook show a document that would do, or one that would not?"""
        return any(one.example_good or one.example_bad for one in self.indicator.levels)

    @property
    def next_step(self) -> str:
        """What the next level needs, by the basis that was chosen; empty at the top."""
        answer: Answer = self.indicator.answer
        if isinstance(answer, Branching) and self.claim is not None and self.claim.facts:
            chosen = self.claim.facts.get(answer.key)
            answer = next((one.answer for one in answer.branches if one.code == chosen), answer)
        return answer.next_level(self.level) if self.level < self.top else ""

    @property
    def gain(self) -> Fraction:
        """The points that the nearest step is worth: evidence for the answer, or the next level."""
        if self.state == "unsupported":
            return self.points_at(self.level)
        return self.points_at(min(self.level + 1, self.top)) - self.points

    @property
    def version(self) -> int:
        return self.claim.version if self.claim else 0

    @property
    def form(self) -> FactsForm:
        """The row's form: as sent if it was not accepted, else with what is kept."""
        if self.bound is not None:
            return self.bound
        claim = self.claim
        if claim is None:
            return FactsForm(self.indicator)
        return FactsForm(self.indicator, facts=claim.facts, level=claim.level, version=claim.version)


def rows_from(
    indicators: Iterable[Indicator],
    rulebook: Rulebook,
    claims: Mapping[str, Claim],
    evidence: Mapping[int, Sequence[EvidenceLink]],
    promises: Mapping[int, Promise] | None = None,
) -> list[Row]:
    """Rows in the rulebook's order, from claims and evidence already read."""
    rows = []
    for indicator in indicators:
        claim = claims.get(indicator.code)
        links = tuple(evidence.get(claim.pk, ())) if claim else ()
        promise = (promises or {}).get(claim.pk) if claim else None
        rows.append(Row(indicator, claim, links, rulebook.without_evidence_is_zero, promise))
    return rows


def rows_of(holder: Entry | Report, *, bound: FactsForm | None = None, opened: str = "") -> list[Row]:
    """All rows of a holder, in three queries, and a fourth for the documents of the row that is `opened`.

    `bound` takes the place of its row's form.
    """
    claims = claims_of(holder)
    evidence = evidence_of(holder, claims.get(opened))
    rows = rows_from(indicators_for(holder), rules_for(holder), claims, evidence, promises_of(holder))
    if bound is None:
        return rows
    return [replace(row, bound=bound) if row.indicator == bound.indicator else row for row in rows]


def by_variable(rows: Sequence[Row], rulebook: Rulebook) -> list[tuple[str, list[Row]]]:
    """Rows under the label of their variable, each variable once, where its first row stands."""
    labels = {variable.code: variable.words for variable in rulebook.variables}
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.indicator.variable, []).append(row)
    return [(labels.get(code, code), group) for code, group in groups.items()]
