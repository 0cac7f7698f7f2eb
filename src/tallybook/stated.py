"""What every stated rule carries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The sources of a rule, how sure they are, and what is to be asked of the owner.

    `certainty` is "official", "secondary" or "inferred"; both are empty where the rulebook may leave them out.
    """

    source: tuple[str, ...] = ()
    certainty: str = ""
    to_confirm: str = ""
    note: str = ""
