"""Kinds of likeness in kind words."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from piagam.likeness.finding import Kind

WORDS = {
    Kind.SAME_TEXT: _("teksnya sama"),
    Kind.SAME_TITLE: _("namanya sama"),
    Kind.NEAR_TEXT: _("teksnya hampir sama"),
    Kind.NEAR_TITLE: _("namanya hampir sama"),
    Kind.SAME_FILE: _("memakai berkas bukti yang sama"),
    Kind.PARTS: _("mungkin bagian dari satu inovasi"),
    Kind.PARTLY: _("sebagian teksnya sama"),
}


def in_words(kinds: Iterable[str]) -> list[str]:
    """["same-title", …] → ["namanya sama", …]."""
    return [str(WORDS[Kind(kind)]) for kind in kinds]
