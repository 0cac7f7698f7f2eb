"""Sketches of texts: a few numbers by which a copy is found although sentences were moved and words replaced.

A text becomes its pairs of neighbouring words; each pair becomes a number, and every fourth number is kept, whichever
text it stands in (sampling by value, Broder 1997). Texts that share wording so keep the same numbers: a shared number
is a shared pair, and how many texts hold a number says how common the wording is.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import combinations, pairwise

EVERY = 4
MOST = 256  # numbers of a very long text
TITLE_WORDS = 8
PAIRED = 5  # of a title, so many of its longest words are paired
WORD = re.compile(r"[^\W_]+")
ANNEX = frozenset(
    {
        "yang",
        "dan",
        "di",
        "ke",
        "dari",
        "untuk",
        "dengan",
        "pada",
        "dalam",
        "oleh",
        "atau",
        "adalah",
        "ini",
        "itu",
        "sebagai",
        "serta",
        "para",
        "bagi",
        "agar",
        "akan",
        "telah",
        "dapat",
        "secara",
        "tidak",
        "juga",
        "karena",
        "melalui",
        "antara",
        "lebih",
        "sudah",
        "belum",
        "setiap",
        "terhadap",
        "sehingga",
        "tersebut",
        "the",
        "of",
        "and",
    }
)  # words of every text
PART = re.compile(
    r"^(?:[ivx]{1,4}|\d{1,4}|modul|fitur|bagian|tahap|fase|versi|jilid|seri|layanan|aplikasi|sistem|program|inovasi|"
    r"v\d+|lanjutan|plus|online|daring|digital|wilayah|unit|kecamatan|kelurahan|desa|puskesmas|upt|uptd)$"
)


def words_of(text: str) -> list[str]:
    """The words in small letters, without marks; figures are words too."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def telling_words(text: str) -> list[str]:
    """The words without those that stand in every text."""
    return [word for word in words_of(text) if word not in ANNEX and len(word) > 2]


def number_of(mark: str, words: Iterable[str]) -> int:
    """A signed number of 64 bits for some words; `mark` keeps kinds apart."""
    digest = blake2b(f"{mark} {' '.join(words)}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def pairs_of(text: str) -> set[int]:
    """Every pair of neighbouring telling words, as numbers."""
    return {number_of("t", pair) for pair in pairwise(telling_words(text))}


def text_sketch(text: str) -> list[int]:
    """The numbers of the text that are kept: about a quarter of its pairs of words, at most `MOST`."""
    return sorted(number for number in pairs_of(text) if number % EVERY == 0)[:MOST]


def title_sketch(title: str) -> list[int]:
    """The telling words of a title, and pairs of its longest, whatever their order."""
    words = list(dict.fromkeys(telling_words(title)))[:TITLE_WORDS]
    longest = sorted(words, key=lambda word: (-len(word), word))[:PAIRED]
    pairs = (number_of("p", sorted(pair)) for pair in combinations(longest, 2))
    return sorted({*(number_of("w", [word]) for word in words), *pairs})


def plain_title(title: str) -> str:
    """A title for comparing: its words in small letters."""
    return " ".join(words_of(title))


def head_of(title: str) -> str:
    """A title without what tells parts of one thing apart: numbers, "modul", "tahap", names of units' kinds."""
    return " ".join(word for word in words_of(title) if not PART.match(word))


def share(mine: Sequence[int], theirs: Sequence[int], common: frozenset[int] = frozenset()) -> float:
    """How much of the smaller sketch the two share, 0 to 1, leaving out what many texts say; 0 when little is left."""
    own, other = set(mine) - common, set(theirs) - common
    least = min(len(own), len(other))
    return len(own & other) / least if least >= LEAST else 0.0


LEAST = 8  # numbers that must be left for a share to mean anything
