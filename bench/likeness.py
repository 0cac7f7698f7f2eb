"""Looks for planted copies among a nation's texts: Piagam's index beside rapidfuzz reading every text, in the same run.

    python bench/likeness.py [--texts 36742] [--copies 300] [--rival-queries 5]

The texts are made from a fixed seed: a third of each is wording of the field that thousands share, the rest is drawn by
Zipf's law from the words of real titles and of the demo's texts. Copies are planted as re-ordered (sentences shuffled),
re-worded (a quarter of the words replaced, sentences shuffled) and re-scanned (one letter in forty wrong), each under
another title and from another region. A hit: the original stands among the first three. Makes a database of its own.
"""

import argparse
import os
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SENTENCE = 14


def vocabulary() -> list[str]:
    """Words of real titles and of the demo's texts, the frequent first."""
    from collections import Counter

    from piagam.demo import profiles
    from piagam.demo.names import TITLES

    text = TITLES.read_text("utf-8") + " ".join((*profiles.PROBLEMS, *profiles.WAYS, *profiles.GAINS)) * 50
    return [word for word, _count in Counter(re.findall(r"[a-z]{3,}", text.casefold())).most_common(6000)]


def phrases() -> list[str]:
    """Sentences that everybody in the field writes."""
    from piagam.demo import profiles

    text = profiles.design_text(random.Random(1), "X", "Dinas Kesehatan", "Y").replace("[Data demo]", "")
    return [sentence for sentence in re.split(r"(?<=\.)\s+", text) if len(sentence) > 40]


def make_text(rng: random.Random, words: list[str], weights: list[float], shared: list[str]) -> str:
    """About 300 words."""
    own = rng.choices(words, cum_weights=weights, k=210)
    sentences = [" ".join(own[at : at + SENTENCE]).capitalize() + "." for at in range(0, len(own), SENTENCE)]
    sentences += rng.sample(shared, min(7, len(shared)))
    rng.shuffle(sentences)
    return " ".join(sentences)


def reordered(rng: random.Random, text: str, words: list[str]) -> str:
    del words
    sentences = re.split(r"(?<=\.)\s+", text)
    rng.shuffle(sentences)
    return " ".join(sentences)


def reworded(rng: random.Random, text: str, words: list[str]) -> str:
    return " ".join(
        rng.choice(words) if rng.random() < 0.25 else word for word in reordered(rng, text, words).split()
    )


def rescanned(rng: random.Random, text: str, words: list[str]) -> str:
    del words
    return "".join(rng.choice(LETTERS) if sign.isalpha() and rng.random() < 1 / 40 else sign for sign in text)


PLANTED: dict[str, Callable[[random.Random, str, list[str]], str]] = {
    "re-ordered": reordered, "re-worded": reworded, "re-scanned": rescanned,
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=int, default=36742)
    parser.add_argument("--copies", type=int, default=300)
    parser.add_argument("--rival-queries", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "PIAGAM_DATA_DIR": folder,
            "PIAGAM_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "piagam.settings",
        }
        sys.path.insert(0, str(ROOT))
        from piagam.commands.instance import prepare

        prepare(quiet=True)
        measure(args)
    return 0


def measure(args: argparse.Namespace) -> None:
    """Plants, builds, asks, and prints."""
    from itertools import accumulate

    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.process import extract

    from piagam.likeness.finding import alike_abroad
    from piagam.likeness.indexing import keep, sketch_of

    rng = random.Random(2026)
    words, shared = vocabulary(), phrases()
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    texts = [make_text(rng, words, weights, shared) for _ in range(args.texts)]
    titles = [" ".join(rng.choices(words, k=4)).title() for _ in texts]
    keys = store(titles, texts)
    started, made = time.perf_counter(), []
    for place, text in enumerate(texts):
        one = sketch_of(titles[place], {"rancang_bangun": text})
        one.entry_id, one.region_id = keys[place], "17.06"
        made.append(one)
        if len(made) == 500:
            keep(made)
            made = []
            sys.stderr.write(f"\r{place + 1} of {len(texts)} ")
    keep(made)
    built = time.perf_counter() - started
    print(f"{len(texts)} texts; index built in {built:.0f} s ({1000 * built / len(texts):.1f} ms a text)")
    queries = []
    for name, plant in PLANTED.items():
        hits, first, times = 0, 0, []
        for place in rng.sample(range(len(texts)), args.copies // len(PLANTED)):
            copy = plant(rng, texts[place], words)
            queries.append((place, copy))
            started = time.perf_counter()
            sketch = sketch_of(" ".join(rng.choices(words, k=4)), {"rancang_bangun": copy})
            sketch.region_id = "17.71"
            found = [one.sketch.entry_id for one in alike_abroad(sketch)]
            times.append(1000 * (time.perf_counter() - started))
            hits += keys[place] in found
            first += found[:1] == [keys[place]]
        count = args.copies // len(PLANTED)
        print(f"{name:<12} first {first}/{count}, among three {hits}/{count} ({100 * hits / count:.1f} %); "
              f"query median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms")  # fmt: skip
    false = 0
    for number in range(100):
        sketch = sketch_of(f"Baru {number}", {"rancang_bangun": make_text(rng, words, weights, shared)})
        sketch.region_id = "17.71"
        false += bool(alike_abroad(sketch))
    print(f"of 100 new texts without an original, {false} were said to resemble something")
    times, hits = [], 0
    for place, copy in rng.sample(queries, args.rival_queries):
        started = time.perf_counter()
        best = extract(copy, texts, scorer=token_set_ratio, limit=3)
        times.append(1000 * (time.perf_counter() - started))
        hits += place in [index for _text, _score, index in best]
    print(f"rapidfuzz token_set_ratio over every text: among three {hits}/{args.rival_queries}; "
          f"query median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms")  # fmt: skip
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def store(titles: list[str], texts: list[str]) -> list[int]:
    """Entries of one neighbour, published; their keys."""
    from piagam.editions.models import Edition, Phase
    from piagam.editions.rulebooks import pin
    from piagam.entries.models import Entry, Report
    from piagam.innovations.models import Innovation
    from piagam.regions.models import Department

    edition = Edition.objects.create(
        id="bench", title="Bench", year=2025, rulebook=pin("iga-2026"), phase=Phase.DRAFT
    )
    department = Department.objects.create(region_id="17.06", name="Dinas Kesehatan")
    report = Report.objects.create(edition=edition, region_id="17.06", state="submitted")
    innovations = Innovation.objects.bulk_create(
        (Innovation(region_id="17.06", department=department, title=title) for title in titles),
        batch_size=2000,
    )
    entries = Entry.objects.bulk_create(
        (
            Entry(report=report, innovation=one, department=department, state="submitted",
                  frozen={"title": one.title, "profile": {}})
            for one in innovations
        ),
        batch_size=2000,
    )  # fmt: skip
    del texts
    return [entry.pk for entry in entries]


if __name__ == "__main__":
    raise SystemExit(main())
