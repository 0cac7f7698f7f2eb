"""The formula of an edition in sentences, made from the same data that computes it."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from piagam.web.numbers import decimal_text
from tallybook import Rulebook
from tallybook.arithmetic import Part

UNKNOWN = "?"


def number(value: Fraction | int | None, places: int = 2) -> str:
    """A number without superfluous zeros; a question mark where the rulebook leaves it unset."""
    if value is None:
        return UNKNOWN
    exact = Fraction(value)
    return decimal_text(exact, 0 if exact.denominator == 1 else places)


def formula_of(rulebook: Rulebook) -> list[str]:
    """One sentence a part, then how they make the index, then how ranks follow."""
    sentences = [sentence_of(part, rulebook) for part in rulebook.parts]
    sentences += list(index_sentences(rulebook))
    ties = _("Daerah dengan nilai sama persis berbagi peringkat; nilai untuk peringkat tidak dibulatkan.")
    return [*sentences, ties] if rulebook.ranking.ties == "shared" else sentences


def sentence_of(part: Part, rulebook: Rulebook) -> str:
    """What a part adds up."""
    of = rulebook.sets[part.set].words if part.set in rulebook.sets else ""
    label = {"label": part.words, "set": of}
    text: str
    match part.kind:
        case "weighted-levels":
            text = _("%(label)s: jumlah bobot × tingkat dari setiap indikator %(set)s.") % label
        case "mean-with-minimum-divisor":
            text = _(
                "%(label)s: jumlah skor kematangan semua inovasi, dibagi banyaknya inovasi; "
                "pembaginya paling sedikit %(least)s."
            ) % {**label, "least": number(part.minimum_divisor)}
        case "capped-count":
            text = _("%(label)s: banyaknya inovasi (paling banyak %(cap)s yang dihitung) × %(each)s.") % {
                **label,
                "cap": number(part.cap),
                "each": number(part.points_each),
            }
            if part.requires:
                text += " " + _(
                    "Bernilai 0 bila inovasinya belum mewakili paling sedikit %(least)s dari %(all)s "
                    "urusan yang disyaratkan."
                ) % {"least": number(part.requires.at_least), "all": len(part.requires.affairs)}
        case "sum-of-innovations":
            text = _("%(label)s: jumlah skor kematangan semua inovasi, tanpa batas atas.") % label
        case "criteria-score":
            text = _("%(label)s: jumlah bobot × nilai juri untuk setiap kriteria %(set)s.") % label
        case _:
            text = part.words
    if part.maximum is not None:
        text += " " + _("Paling tinggi %(most)s.") % {"most": number(part.maximum)}
    return text


def index_sentences(rulebook: Rulebook) -> Iterator[str]:
    """How the parts make the index."""
    rule = rulebook.index
    names = {"index": rulebook.index_name, "sum": " + ".join(part.words for part in rulebook.parts)}
    if rule.kind == "share-of-maximum":
        yield _("%(index)s = %(scale)s × (%(sum)s) ÷ %(most)s, dibulatkan ke %(places)s angka di belakang koma.") % {
            **names, "scale": number(rule.scale), "most": number(rule.maximum), "places": rule.decimals
        }  # fmt: skip
    elif rule.kind == "sum":
        yield _("%(index)s = %(sum)s; skalanya terbuka.") % names
    else:
        yield _("Edisi ini tidak menghitung indeks; nilainya %(sum)s.") % names
    if rulebook.without_evidence_is_zero:
        yield _("Isian tanpa bukti dukung dihitung 0.")
    if not rulebook.can_index:
        yield _("Sebagian angka belum ditetapkan, jadi indeks edisi ini belum dapat dihitung.")
