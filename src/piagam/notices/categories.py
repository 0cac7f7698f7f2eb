"""What a notice is about, and by which way each person wants to hear of it."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """What notices are about, in words that a person can choose by."""

    ACCOUNT = "account", _("Akun dan keamanan")
    DEADLINE = "deadline", _("Tenggat dan pengingat")
    QUESTION = "question", _("Pertanyaan dan percakapan")
    DECISION = "decision", _("Putusan dan usulan")
    NEWS = "news", _("Pengumuman")
    WORK = "work", _("Hal lain")


class Way(models.TextChoices):
    """How a notice reaches a person. Whatever was chosen, it stands in the person's list."""

    NONE = "none", _("tidak sama sekali")
    APP = "app", _("hanya di situs")
    DIGEST = "digest", _("ringkasan harian")
    MAIL = "mail", _("surel segera")


USUAL: Mapping[str, str] = {
    Category.ACCOUNT: Way.MAIL,
    Category.DEADLINE: Way.MAIL,
    Category.QUESTION: Way.DIGEST,
    Category.DECISION: Way.DIGEST,
    Category.NEWS: Way.DIGEST,
    Category.WORK: Way.DIGEST,
}
ALWAYS_MAILED = frozenset({Category.ACCOUNT})  # nobody can switch these off
BEGINNINGS: Mapping[str, str] = {
    "account": Category.ACCOUNT,
    "delegation": Category.ACCOUNT,
    "webhook": Category.ACCOUNT,
    "department.merge": Category.ACCOUNT,
    "document.infected": Category.ACCOUNT,
    "deadline": Category.DEADLINE,
    "department.nudge": Category.DEADLINE,
    "check": Category.QUESTION,
    "conversation": Category.QUESTION,
    "entry": Category.DECISION,
    "proposal": Category.DECISION,
    "report": Category.DECISION,
    "statement": Category.DECISION,
    "announcement": Category.NEWS,
    "document": Category.WORK,
    "innovation": Category.WORK,
    "mentor": Category.WORK,
}


def category_of(kind: str) -> str:
    """The category of a kind: of the whole word, or of what stands before its point."""
    return BEGINNINGS.get(kind) or BEGINNINGS.get(kind.partition(".")[0]) or Category.WORK


def way_for(category: str, chosen: Mapping[str, str]) -> str:
    """How a person hears of a category."""
    if category in ALWAYS_MAILED:
        return Way.MAIL
    return chosen.get(category) or USUAL[category]
