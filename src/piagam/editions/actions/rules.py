"""Taking a rulebook into an edition: pinned by one person, in force when a second one agrees (E02, E07)."""

import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.actions.calendar_dates import plan_from
from piagam.editions.actions.proposals import locked, propose
from piagam.editions.models import Edition
from piagam.editions.places import NewEdition
from piagam.editions.rulebooks import pin, read_files
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.people.models import Proposal
from piagam.people.reasons import reason_given
from piagam.web.errors import Refused
from tallybook import Rulebook, RulebookError, load_rulebook

TAKEN = {"baru", "pedoman"}  # addresses of other pages


def create_edition(rulebook: str, *, edition_id: str, title: str, by: Actor, reason: str) -> Edition:
    """A draft edition held to a shipped rulebook; asks for the second person in the same step."""
    with transaction.atomic():
        require(by, "edition.set_rules", NewEdition(by))
        reason = reason_given(by, "edition.set_rules", reason)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", edition_id) or len(edition_id) > 40:
            raise Refused(_("Kode edisi: huruf kecil, angka, dan tanda hubung; misalnya iga-2026."), 400)
        if edition_id in TAKEN or Edition.objects.filter(pk=edition_id).exists():
            raise Refused(_("Edisi dengan kode ini sudah ada."), 409)
        rules = checked(rulebook)
        edition = Edition.objects.create(
            id=edition_id,
            title=" ".join(title.split()) or rules.title,
            year=rules.year,
            rulebook=pin(rulebook),
        )
        plan_from(edition, rules)
        params = {"do": "pin", "rulebook": rulebook, "sha256": edition.rulebook_id}
        propose(edition, "edition.set_rules", params, by=by, reason=reason)
        record(
            "edition.set_rules", by=by, on=edition, edition=edition.pk, reason=reason,
            data={**params, "do": "create", "title": edition.title, "year": edition.year},
        )  # fmt: skip
    return edition


def set_rules(edition: Edition, rulebook: str, *, by: Actor, reason: str) -> Proposal:
    """Takes another version of the rules into a draft edition; in force when a second person agrees."""
    with transaction.atomic():
        edition = locked(edition)
        require(by, "edition.set_rules", edition)
        reason = reason_given(by, "edition.set_rules", reason)
        rules = checked(rulebook)
        if edition.rulebook_approved_at and rules.sha256 == edition.rulebook_id:
            raise Refused(_("Edisi ini sudah memakai pedoman yang sama persis."), 409)
        pinned = pin(rulebook)
        params: dict[str, Any] = {"do": "pin", "rulebook": rulebook, "sha256": pinned.pk}
        proposal = propose(edition, "edition.set_rules", params, by=by, reason=reason)
        record("edition.set_rules", by=by, on=edition, edition=edition.pk, reason=reason, data=params)
    return proposal


def checked(name: str) -> Rulebook:
    """The shipped rulebook, or Refused when there is none or the linter finds mistakes."""
    try:
        return load_rulebook(read_files(name))
    except FileNotFoundError:
        raise Refused(_("Pedoman ini tidak ada."), 404) from None
    except RulebookError as error:
        sentence = _("Pedoman ini punya %(count)s kesalahan; perbaiki dulu.")
        raise Refused(sentence % {"count": len(error.problems)}, 409) from error
