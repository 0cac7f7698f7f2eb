"""What the rulebook asks of a profile, and how far an innovation has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from piagam.editions.clock import database_now
from piagam.editions.models import Edition, Phase
from piagam.editions.rulebooks import rulebook_of
from piagam.innovations.models import Innovation
from piagam.innovations.values import EMPTY, day
from tallybook import ProfileField, Rulebook, profile_problems

TITLE = "nama"  # the field whose value is the innovation's title
APPLIED, DEVELOPED, STAGE = (
    "waktu_penerapan",
    "waktu_pengembangan",
    "tahapan",
)  # what eligibility is read from
FILE_KINDS = frozenset({"file", "file_or_link"})


@dataclass(frozen=True)
class Rules:
    """The rulebook that profiles are written by now, and the edition it belongs to."""

    edition: Edition
    rulebook: Rulebook

    @property
    def fields(self) -> tuple[ProfileField, ...]:
        """The fields people fill in, in order."""
        return tuple(field for field in self.rulebook.profile if field.kind != "computed")

    def field(self, code: str) -> ProfileField | None:
        return next((field for field in self.fields if field.code == code), None)


@dataclass(frozen=True)
class Standing:
    """How far a profile has come: its problems by field, and the count of what is required."""

    problems: dict[str, list[str]]
    required: int
    done: int

    @property
    def is_complete(self) -> bool:
        return self.done == self.required


@dataclass(frozen=True)
class Eligibility:
    """Whether an innovation qualifies for an edition; `known` is False while no date of application is given."""

    known: bool
    ok: bool
    sentence: str
    first_date: Any = None


def rules_now() -> Rules | None:
    """The newest edition's rules, an open edition first; None while no edition has opened yet."""
    editions = list(Edition.objects.exclude(phase=Phase.DRAFT).order_by("-year", "-created_at", "-pk"))
    if not editions:
        return None
    edition = editions[0]
    if any(one.phase == Phase.OPEN for one in editions[1:]):  # else the clock has nothing to say
        now = database_now()
        edition = next((one for one in editions if one.phase_at(now) == Phase.OPEN), edition)
    return Rules(edition, rulebook_of(edition))


def profile_of(innovation: Innovation) -> dict[str, Any]:
    """The stored values by field code; the title stands in its field."""
    return {**innovation.profile, TITLE: innovation.title}


def standing_of(rules: Rules, profile: Mapping[str, Any]) -> Standing:
    """The problems of a profile, and how many required fields are filled in without one."""
    asked = {field.code for field in rules.fields}
    found = profile_problems(rules.rulebook, profile)
    problems = {code: list(sentences) for code, sentences in found.items() if sentences and code in asked}
    required = [field.code for field in rules.fields if field.required]
    done = sum(code not in problems and profile.get(code) not in EMPTY for code in required)
    return Standing(problems, len(required), done)


def eligibility_of(rules: Rules, profile: Mapping[str, Any]) -> Eligibility | None:
    """The verdict on the dates and the stage; None when the edition states no condition."""
    if rules.rulebook.eligibility is None:
        return None
    applied = day(profile.get(APPLIED))
    verdict = rules.rulebook.eligibility.check(applied, day(profile.get(DEVELOPED)))
    wanted, stage = rules.rulebook.eligibility.stage, profile.get(STAGE)
    if verdict.ok and wanted and stage and stage != wanted:
        field = rules.field(STAGE)
        labels = {option.code: option.words for option in field.options} if field else {}
        sentence = _("Hanya inovasi pada tahapan %(stage)s yang dinilai.") % {
            "stage": labels.get(wanted, wanted)
        }
        return Eligibility(True, False, sentence)
    return Eligibility(applied is not None, verdict.ok, verdict.sentence, verdict.first_date)
