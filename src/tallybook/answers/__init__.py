"""Facts in, level out: the closed set of answer kinds. Data picks one by name; nothing is evaluated."""

from tallybook.answers.asking import Answer, Derived, FactField, Option
from tallybook.answers.branching import Branch, ByKind, OneOf
from tallybook.answers.choosing import Choice, Combination, Elements, Reach
from tallybook.answers.counting import Band, Count, Mark
from tallybook.answers.silent import Automatic, Fixed, Unknown
from tallybook.answers.tiers import Tier
from tallybook.answers.values import VALUE_KINDS

__all__ = [
    "VALUE_KINDS", "Answer", "Automatic", "Band", "Branch", "ByKind", "Choice", "Combination", "Count", "Derived",
    "Elements", "FactField", "Fixed", "Mark", "OneOf", "Option", "Reach", "Tier", "Unknown",
]  # fmt: skip
