"""Which document lies beside the rule, and at which page."""

from collections.abc import Sequence
from dataclasses import dataclass

from piagam.entries.models import EvidenceLink


@dataclass(frozen=True)
class Beside:
    """The chosen evidence of a claim, the page shown and how many it has."""

    chosen: EvidenceLink | None
    page: int = 1
    pages: int = 1


def beside_of(evidence: Sequence[EvidenceLink], wanted: str, page: str) -> Beside:
    """The evidence that was asked for, or the first; at the page asked for, or the first one referred to."""
    if not evidence:
        return Beside(None)
    chosen = next((link for link in evidence if str(link.pk) == wanted), evidence[0])
    last = chosen.version.file.pages or 1 if chosen.version else 1
    first = number_in(chosen.pages.split("-")[0], 1)
    return Beside(chosen, min(max(number_in(page, first), 1), last), last)


def number_in(text: str, otherwise: int) -> int:
    """The number that the digits of a text make: “hlm. 12” → 12."""
    digits = "".join(letter for letter in text if letter in "0123456789")[:6]
    return int(digits) if digits else otherwise
