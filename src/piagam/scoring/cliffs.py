"""Where a small thing would cost much, or bring much: every number here is a variation computed by the engine."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from piagam.web.numbers import decimal_text as decimals
from piagam.web.numbers import signed_text as signed
from tallybook import (
    Claim,
    Include,
    InnovationClaims,
    LeaveOut,
    Part,
    Predicate,
    Reject,
    WhatIf,
    format_decimal,
)

NEAR = 50  # hundredths of the index around a threshold
NEAR_THE_CAP = 10
SHOWN = 10


@dataclass(frozen=True)
class Point:
    """One thing behind an alarm: an innovation, an affair, a level."""

    text: str
    entry: str = ""  # the id of an entry, for a link


@dataclass(frozen=True)
class Cliff:
    """One alarm. `tone`: bad (something is lost now), warning (it could be), good (it is near)."""

    kind: str
    tone: str
    title: str
    text: str
    points: tuple[Point, ...] = ()
    more: int = 0
    words: tuple[str, ...] = ()  # the same in the simulator, for a link


def cliffs_of(what: WhatIf) -> list[Cliff]:
    """The alarms that the claims alone set off, the worst first."""
    found = [
        *(one for part in what.rulebook.parts for one in _of_part(part, what)),
        *_near_thresholds(what),
    ]
    return sorted(found, key=lambda one: ("bad", "warning", "good", "").index(one.tone))


def _of_part(part: Part, what: WhatIf) -> Iterator[Cliff]:
    if part.requires is not None and part.requires.at_least is not None:
        yield from _coverage(part, part.requires.at_least, what)
    if part.minimum_divisor is not None:
        yield from _divisor(part, what)
    if part.cap is not None:
        yield from _cap(part, part.cap, what)


def _coverage(part: Part, needed: int, what: WhatIf) -> Iterator[Cliff]:
    node = what.present.covered[part.code]
    now, of = int(node.value or 0), node.detail["of"]
    absent = node.detail["absent"]
    assert isinstance(absent, list)
    title = _("%(now)d dari %(of)d urusan pelayanan dasar terisi") % {"now": now, "of": of}
    if now < needed:
        enough = tuple(one.code for one in absent[: needed - now])
        worth = what.gain([Include(InnovationClaims("baru", enough, {}))])
        text = _("%(part)s bernilai 0 sampai sedikitnya %(needed)d urusan terisi.") % {
            "part": part.words, "needed": needed,
        }  # fmt: skip
        if worth:
            text += " " + _("Mengisi yang kurang bernilai %s poin indeks.") % signed(worth)
        yield Cliff("coverage", "bad", title, text, tuple(Point(one.words) for one in absent))
        return
    losing = []
    for code, one in what.known.items():
        rejected = what.vary([Reject(code)])
        after = int(rejected.covered[part.code].value or 0)
        if after < now:
            text = _("Jika “%(title)s” ditolak, Anda turun ke %(after)d urusan (%(change)s poin indeks)") % {
                "title": one.label or code, "after": after, "change": signed(rejected.change),
            }  # fmt: skip
            losing.append((after < needed, rejected.change or Fraction(0), Point(text, code)))
    losing.sort(key=lambda one: (not one[0], one[1]))
    if losing:
        falls = any(one[0] for one in losing)
        text = (
            _("Batasnya %d: di bawah itu nilai jumlah inovasi menjadi 0.") % needed
            if falls
            else _("Batasnya %d; satu penolakan saja belum menjatuhkan Anda.") % needed
        )
        yield _listed(
            "coverage",
            "bad" if falls else "warning",
            title,
            text,
            [one[2] for one in losing],
            [f"tolak.{losing[0][2].entry}"],
        )


def _divisor(part: Part, what: WhatIf) -> Iterator[Cliff]:
    minimum, n = part.minimum_divisor or 0, len(what.known)
    if n >= minimum:
        return
    points = [
        Point(_("Satu inovasi lagi, semua isian tingkat %(level)d: %(change)s poin indeks") % {
            "level": level, "change": signed(what.gain([Include(_made_up(what, level))])),
        })
        for level in range(what.rulebook.levels + 1)
    ]  # fmt: skip
    title = ngettext(
        "%(n)d inovasi, tetapi dibagi %(minimum)d", "%(n)d inovasi, tetapi dibagi %(minimum)d", n
    )
    text = _(
        "Rata-rata kematangan paling sedikit dibagi %d. Di bawah itu tambahan inovasi tidak menurunkan rata-rata."
    )
    yield Cliff("divisor", "warning", title % {"n": n, "minimum": minimum}, text % minimum, tuple(points))


def _cap(part: Part, cap: int, what: WhatIf) -> Iterator[Cliff]:
    n = what.present.tally.counted(what.rulebook.claims.rejected_in_count)
    if n < cap - NEAR_THE_CAP:
        return
    if n <= cap:
        worth = signed(what.gain([Include(_made_up(what, 0))]))
        text = _(
            "Yang dihitung paling banyak %(cap)d. Satu inovasi tanpa isian lagi: %(change)s poin indeks."
        )
        title = _("%(n)d inovasi, mendekati batas %(cap)d") % {"n": n, "cap": cap}
        yield Cliff("cap", "warning", title, text % {"cap": cap, "change": worth})
        return
    better = [(gain, code) for code in what.known if (gain := what.gain([LeaveOut(code)]) or Fraction(0)) > 0]
    better.sort(key=lambda one: (-one[0], one[1]))
    points = [
        Point(_("Tanpa “%(title)s”: %(change)s poin indeks") % {
            "title": what.known[code].label or code, "change": signed(gain),
        }, code)
        for gain, code in better
    ]  # fmt: skip
    title = _("%(n)d inovasi, %(cap)d yang dihitung") % {"n": n, "cap": cap}
    text = _(
        "Yang lebih dari %(cap)d tidak menambah skor jumlah, tetapi tetap masuk rata-rata kematangan. "
        "Daftar ini: satu per satu, yang membuat indeks naik bila tidak diikutkan."
    )
    yield _listed(
        "cap",
        "warning" if better else "",
        title,
        text % {"cap": cap},
        points,
        [f"keluar.{code}" for _, code in better[:SHOWN]],
    )


def _near_thresholds(what: WhatIf) -> Iterator[Cliff]:
    """Predicates whose lower edge lies within half a point, above or below."""
    now = what.present.result
    if now.hundredths is None:
        return
    for band in what.rulebook.predicates:
        edge = _edge(band)
        if edge is None or edge <= 1 or abs(now.hundredths - edge) > NEAR:
            continue
        distance = decimals(Fraction(abs(now.hundredths - edge), 100), 2)
        below = now.hundredths < edge
        title = (
            _("%(distance)s lagi ke %(name)s") if below else _("Hanya %(distance)s di atas batas %(name)s")
        ) % {"distance": distance, "name": band.words}
        text = _("%(name)s mulai dari %(edge)s; perkiraan sekarang %(index)s.") % {
            "name": band.words, "edge": decimals(Fraction(edge, 100), 2),
            "index": decimals(Fraction(now.hundredths, 100), 2),
        }  # fmt: skip
        yield Cliff("threshold", "good" if below else "warning", title, text)


def _edge(band: Predicate) -> int | None:
    return None if band.from_ is None else int(format_decimal(band.from_ * 100, 0))


def _made_up(what: WhatIf, level: int) -> InnovationClaims:
    """An innovation that serves no affair, with every row at a level."""
    rows = (row for one in what.sets for row in one.indicators if row.is_answered and not row.is_marked)
    return InnovationClaims("baru", (), {row.code: Claim(min(level, len(row.levels))) for row in rows})


def _listed(
    kind: str, tone: str, title: str, text: str, points: list[Point], words: Iterable[str] = ()
) -> Cliff:
    return Cliff(kind, tone, title, text, tuple(points[:SHOWN]), max(0, len(points) - SHOWN), tuple(words))
