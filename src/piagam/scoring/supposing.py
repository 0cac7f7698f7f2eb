"""A supposition as short words that fit into an address, and what they mean on the claims as they stand.

    keluar.12        innovation 12 left out            tolak.12            innovation 12 rejected
    isi.12.sid-16.2  its row at level 2, with proof    bukti.12.sid-16     proof for the level that was stated
    masuk.7.2        innovation 7 of the bank, every row at level 2, with proof
    isi.daerah.spd-01.3, bukti.daerah.spd-01           the same for the region's own rows

A later word about the same thing takes the place of an earlier one; `semula.12` or `semula.12.sid-16` takes it out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from piagam.entries.claims_json import affairs_of
from piagam.innovations.models import Innovation
from piagam.scoring.queries import RegionIn, candidates
from tallybook import Change, Claim, Include, InnovationClaims, LeaveOut, Reject, Restate, UnknownCode, WhatIf

REGION = "daerah"
MOST = 300
ORDER = {"masuk": 0, "isi": 1, "bukti": 1, "tolak": 2, "keluar": 3}


@dataclass(frozen=True)
class Supposed:
    """One word that has a meaning now: what it changes, and how a person reads it."""

    word: str
    change: Change
    text: str

    @property
    def kind(self) -> str:
        return self.word.split(".", 1)[0]


@dataclass(frozen=True)
class Supposition:
    """What is supposed. `unread`: words that mean nothing now, because something was removed or mistyped."""

    supposed: tuple[Supposed, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        return [one.word for one in self.supposed]

    @property
    def changes(self) -> list[Change]:
        """In an order that never trips: what comes in, what is answered, what is rejected, what goes."""
        removed = {one.change.innovation for one in self.supposed if isinstance(one.change, LeaveOut)}
        standing = (
            one
            for one in self.supposed
            if not (isinstance(one.change, Restate | Reject) and one.change.innovation in removed)
        )
        return [one.change for one in sorted(standing, key=lambda one: ORDER[one.kind])]

    def of(self, *key: str) -> str:
        """The word about an innovation, or about one of its rows; "" when nothing is supposed there."""
        return next((one.word for one in self.supposed if key_of(one.word) == key), "")


@dataclass(frozen=True)
class Reader:
    """Reads words for one person: an operator supposes about the own department's innovations only."""

    place: RegionIn
    what: WhatIf
    own_only: bool = False
    titles: Mapping[str, str] = field(default_factory=dict)

    def read(self, words: Iterable[str]) -> Supposition:
        """What the words mean. Nothing is refused: what has no meaning is named, and the rest is computed."""
        latest: dict[tuple[str, ...], str] = {}
        for word in list(words)[: 2 * MOST]:
            if not word:
                continue
            key = key_of(word)
            if word.startswith("semula."):
                latest.pop(key, None)
                continue
            latest.pop(key, None)
            latest[key] = word
        bank = self._bank(latest.values())
        supposed, unread = [], []
        for word in list(latest.values())[:MOST]:
            try:
                supposed.append(self._one(word, bank))
            except (UnknownCode, ValueError, KeyError):
                unread.append(word[:80])
        return Supposition(tuple(supposed), tuple(unread))

    def _one(self, word: str, bank: Mapping[str, Innovation]) -> Supposed:
        kind, holder, *rest = word.split(".")
        match kind, rest:
            case "keluar", []:
                return Supposed(word, LeaveOut(self._entry(holder)), _("Tanpa “%s”") % self.titles[holder])
            case "tolak", []:
                return Supposed(word, Reject(self._entry(holder)), _("“%s” ditolak") % self.titles[holder])
            case "masuk", [level]:
                innovation = bank[holder]
                text = _("“%(title)s” ikut, semua isian tingkat %(level)s") % {
                    "title": innovation.title,
                    "level": level,
                }
                return Supposed(word, self._included(innovation, int(level)), text)
            case "bukti", [row]:
                change = Restate(self._holder(holder), row, evidence=True)
                return self._tried(word, change, _("berbukti"))
            case "isi", [row, level]:
                change = Restate(self._holder(holder), row, int(level), evidence=True)
                return self._tried(
                    word, change, _("tingkat %s, berbukti") % level if int(level) else _("tidak memenuhi")
                )
        raise ValueError(word)

    def _tried(self, word: str, change: Restate, how: str) -> Supposed:
        self.what.vary([change])
        row = self.what.rulebook.indicator(change.indicator)
        name = f"“{self.titles[change.innovation]}”" if change.innovation else _("Isian daerah")
        return Supposed(word, change, f"{name} · {row.number} {row.words}: {how}")

    def _holder(self, holder: str) -> str:
        if holder == REGION and not self.own_only:
            return ""
        return self._entry(holder)

    def _entry(self, holder: str) -> str:
        if holder not in self.titles or holder not in self.what.known:
            raise KeyError(holder)
        return holder

    def _bank(self, words: Iterable[str]) -> dict[str, Innovation]:
        ids = [part[1] for word in words if (part := word.split("."))[0] == "masuk" and part[1:2]]
        wanted = [int(one) for one in ids if one.isascii() and one.isdigit() and len(one) < 18]
        if not wanted:
            return {}
        found = candidates(self.place, own_only=self.own_only).filter(pk__in=wanted)
        return {str(one.pk): one for one in found}

    def _included(self, innovation: Innovation, level: int) -> Include:
        if not 0 <= level <= self.what.rulebook.levels:
            raise ValueError(level)
        report = self.place.report
        assert report is not None
        known = {affair.code for affair in self.what.rulebook.affairs}
        affairs = tuple(code for code in affairs_of(innovation.profile) if code in known)
        rows = (
            row for one in self.what.sets for row in one.indicators if row.is_answered and not row.is_marked
        )
        claims = {row.code: Claim(min(level, len(row.levels))) for row in rows} if level else {}
        return Include(InnovationClaims(f"bank-{innovation.pk}", affairs, claims, label=innovation.title))


def key_of(word: str) -> tuple[str, ...]:
    """What a word is about: (innovation,) or (innovation, row) or ("masuk", innovation)."""
    kind, _dot, rest = word.partition(".")
    parts = rest.split(".")
    if kind == "masuk":
        return "masuk", parts[0]
    if kind == "semula" and parts[0] == "masuk":
        return tuple(parts[:2])
    return tuple(parts[:2]) if len(parts) > 1 else tuple(parts)
