"""Two years of one innovation beside each other: its profile word by word, its rows, what verification said."""

from collections.abc import Mapping
from dataclasses import dataclass

from piagam.editions.models import Phase
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.facts import in_words, profile_in_words
from piagam.entries.models import Claim, Entry, EvidenceLink
from piagam.innovations.word_changes import Piece, word_changes
from piagam.verification.models import Finding
from tallybook import Rulebook


@dataclass(frozen=True)
class Words:
    """One field of the profile in both years."""

    label: str
    pieces: list[Piece]
    changed: bool


@dataclass(frozen=True)
class Side:
    """One row in one year."""

    level: int | None
    words: str
    evidence: tuple[str, ...]
    finding: Finding | None = None


@dataclass(frozen=True)
class RowPair:
    """One row in both years."""

    label: str
    before: Side
    after: Side

    @property
    def changed(self) -> bool:
        one, other = self.before, self.after
        return (one.level, one.words, set(one.evidence)) != (other.level, other.words, set(other.evidence))


def profile_of_both(earlier: Entry, entry: Entry) -> list[Words]:
    """The title and every field that either year has, with what went and what came."""
    before = {
        "": earlier.title,
        **dict(profile_in_words(rulebook_of(earlier.report.edition), earlier.profile)),
    }
    after = {"": entry.title, **dict(profile_in_words(rulebook_of(entry.report.edition), entry.profile))}
    labels = list(dict.fromkeys([*after, *before]))
    return [
        Words(
            label,
            word_changes(before.get(label, ""), after.get(label, "")),
            before.get(label) != after.get(label),
        )
        for label in labels
    ]


def rows_of_both(earlier: Entry, entry: Entry) -> list[RowPair]:
    """Every row that either year answers, by its code, in six queries."""
    old, new = rulebook_of(earlier.report.edition), rulebook_of(entry.report.edition)
    before, after = sides_of(earlier, old), sides_of(entry, new)
    nothing = Side(None, "", ())
    codes = [code for code in new.by_code if code in before or code in after]
    codes += [code for code in old.by_code if code in before and code not in new.by_code]
    return [
        RowPair(label_of(code, new, old), before.get(code, nothing), after.get(code, nothing))
        for code in codes
    ]


def label_of(code: str, *rulebooks: Rulebook) -> str:
    """The number and words of a row, of the first rulebook that has it."""
    found = next((book.by_code[code] for book in rulebooks if code in book.by_code), None)
    return f"{found.number}. {found.words}" if found else code


def sides_of(entry: Entry, rulebook: Rulebook) -> dict[str, Side]:
    """The answered rows of an entry; what verification found, once its edition is published."""
    claims = {claim.pk: claim for claim in Claim.objects.filter(entry=entry.pk, level__isnull=False)}
    papers: dict[int, list[str]] = {}
    links = EvidenceLink.objects.filter(claim__in=claims).select_related("document").order_by("pk")
    for link in links:
        papers.setdefault(link.claim_id, []).append(link.document.subject)
    findings: Mapping[int, Finding] = {}
    if entry.report.edition.phase_now == Phase.PUBLISHED:
        locked = Finding.objects.filter(claim__in=claims, locked_at__isnull=False)
        findings = {finding.claim_id: finding for finding in locked}
    rows = rulebook.by_code
    return {
        claim.indicator: Side(
            claim.level,
            in_words(rows[claim.indicator], claim.facts) if claim.facts and claim.indicator in rows else "",
            tuple(papers.get(pk, ())),
            findings.get(pk),
        )
        for pk, claim in claims.items()
    }
