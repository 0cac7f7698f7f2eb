"""Two texts beside each other: which stretches of words they share."""

from dataclasses import dataclass
from itertools import pairwise

SHORTEST = 5  # words in a row that count as shared
MOST = 4000  # words of a text that are compared


@dataclass(frozen=True)
class Stretch:
    """Some words, and whether the other text has them too."""

    text: str
    is_shared: bool


@dataclass(frozen=True)
class Compared:
    """Both texts in stretches, and how much of the shorter stands in the other."""

    mine: tuple[Stretch, ...]
    theirs: tuple[Stretch, ...]
    percent: int


def compare(mine: str, theirs: str) -> Compared:
    """Marks what two texts share, word for word, wherever it stands in the longer one."""
    own, other = mine.split()[:MOST], theirs.split()[:MOST]
    shared_own = shared(plain(own), plain(other))
    shared_other = shared(plain(other), plain(own))
    least = min(len(own), len(other))
    count = min(sum(shared_own), sum(shared_other))
    return Compared(
        stretches(own, shared_own), stretches(other, shared_other), round(100 * count / least) if least else 0
    )


def plain(words: list[str]) -> list[str]:
    return [word.strip(".,;:!?\"'()[]“”‘’").casefold() for word in words]


def shared(words: list[str], elsewhere: list[str]) -> list[bool]:
    """For each word: does it stand in a run of at least `SHORTEST` words that the other text has too?"""
    runs = {tuple(elsewhere[at : at + SHORTEST]) for at in range(len(elsewhere) - SHORTEST + 1)}
    found = [False] * len(words)
    for at in range(len(words) - SHORTEST + 1):
        if tuple(words[at : at + SHORTEST]) in runs:
            found[at : at + SHORTEST] = [True] * SHORTEST
    return found


def stretches(words: list[str], is_shared: list[bool]) -> tuple[Stretch, ...]:
    """Neighbouring words of the same kind together."""
    edges = [0, *(at for at in range(1, len(words)) if is_shared[at] != is_shared[at - 1]), len(words)]
    return tuple(
        Stretch(" ".join(words[start:end]), is_shared[start]) for start, end in pairwise(edges) if start < end
    )
