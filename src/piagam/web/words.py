"""Counting words as the officer's editor does."""

import re

WORD = re.compile(r"\w[\w'’./-]*")  # word-counter.js and tallybook count by the same pattern


def count_words(text: str | None) -> int:
    """Words of a text; “rata-rata” and “1.500” are one each."""
    return len(WORD.findall(text or ""))
