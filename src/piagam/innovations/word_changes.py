"""What changed between two texts, word by word, as a reader wants to see it."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW, LEFT_OUT = "same", "gone", "new", "left-out"
AROUND = 12  # words that stay in sight beside a change
TOO_MANY = 2_000_000  # pairs of words: beyond, the middle is shown as one change
WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """A stretch of text: the same in both, gone, new, or left out because nothing changed near it."""

    kind: str
    text: str


def word_changes(old: str, new: str) -> list[Piece]:
    """The later text with what went and what came; long unchanged stretches are shortened."""
    before, after = WORD.findall(old), WORD.findall(new)
    start = shared_from_start(before, after)
    end = shared_from_start(before[start:][::-1], after[start:][::-1])
    middle_before = before[start : len(before) - end]
    middle_after = after[start : len(after) - end]
    pieces = [Piece(SAME, "".join(before[:start]))]
    pieces += changes_in(middle_before, middle_after)
    pieces.append(Piece(SAME, "".join(before[len(before) - end :]) if end else ""))
    return shortened([piece for piece in pieces if piece.text])


def shared_from_start(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def changes_in(before: list[str], after: list[str]) -> list[Piece]:
    """The stretches between the first and the last change."""
    if len(before) * len(after) > TOO_MANY:
        return [Piece(GONE, "".join(before)), Piece(NEW, "".join(after))]
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece(SAME, "".join(before[a:b])))
            continue
        found += [Piece(GONE, "".join(before[a:b])), Piece(NEW, "".join(after[c:d]))]
    return found


def shortened(pieces: list[Piece]) -> list[Piece]:
    """Unchanged stretches with only the words beside a change."""
    found = []
    for place, piece in enumerate(pieces):
        words = WORD.findall(piece.text)
        if piece.kind != SAME or len(words) <= 2 * AROUND + 6:
            found.append(piece)
            continue
        first, last = place == 0, place == len(pieces) - 1
        head = [] if first else words[:AROUND]
        tail = [] if last else words[-AROUND:]
        found += [Piece(SAME, "".join(head)), Piece(LEFT_OUT, " … "), Piece(SAME, "".join(tail))]
    return [piece for piece in found if piece.text]
