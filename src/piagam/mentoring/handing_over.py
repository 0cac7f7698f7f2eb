"""An operator leaves: what goes into whose hands. Innovations stay with their department."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.models import Phase
from piagam.entries.models import Entry, Promise
from piagam.entries.promises import live_promises
from piagam.entries.queries import current_edition
from piagam.innovations.actions.bank import lock_innovation
from piagam.innovations.models import Collaborator, FieldChange, Innovation, SavedFilter
from piagam.mentoring.deadlines import Due, deadlines_of
from piagam.mentoring.models import InternalCheck
from piagam.mentoring.queries.checks import open_questions_of
from piagam.notices.telling import tell
from piagam.people.actor import Actor, actor_of
from piagam.people.deciding import works_there
from piagam.people.guards import require
from piagam.people.models import Membership
from piagam.people.places import HeldRole
from piagam.people.queries import in_force
from piagam.people.tree import tree_of
from piagam.uploads.models import Upload
from piagam.uploads.queries import unfinished_of
from piagam.web.errors import Refused

LONGEST_NOTE = 1000


@dataclass(frozen=True)
class Holding:
    """What an operator holds, and what the department has open."""

    collaborations: list[Collaborator]  # go over
    filters: list[SavedFilter]  # go over
    uploads: list[Upload]  # only the person's own browser can finish them
    innovations: list[Innovation]  # stay with the department: begun or edited by this person
    entries: list[Entry]  # stay with the department: being written, or returned
    questions: list[InternalCheck]
    promises: list[Promise]
    due: Due | None  # by when the department hands in

    @property
    def moves(self) -> int:
        return len(self.collaborations) + len(self.filters)


def holding_of(membership: Membership) -> Holding:
    """Everything, the oldest first."""
    region, user = membership.region_id or "", membership.user_id
    department = membership.department_id or 0
    units = tree_of(region).below(department) | {department}
    entries = Entry.objects.filter(
        department__in=units,
        state__in=(Entry.State.DRAFT, Entry.State.RETURNED),
        report__edition__phase=Phase.OPEN,
    )
    promises = live_promises().filter(claim__entry__department__in=units)
    return Holding(
        list(Collaborator.objects.filter(user=user, innovation__region=region).select_related("innovation")),
        list(SavedFilter.objects.filter(owner=user, region=region)),
        list(unfinished_of(actor_of(membership)).filter(region=region)),
        list(written_by(user, units)),
        list(entries.select_related("innovation", "report__edition").order_by("pk")),
        list(open_questions_of(units)),
        list(promises.select_related("claim__entry__innovation")),
        _due_of(membership),
    )


def written_by(user_id: int, departments: Collection[int]) -> QuerySet[Innovation]:
    """The departments' innovations that a person began or edited: about these the successor asks them."""
    edited = FieldChange.objects.filter(innovation=OuterRef("pk"), by=user_id)
    found = Innovation.objects.filter(department__in=departments, archived_at=None)
    return found.filter(Q(created_by=user_id) | Exists(edited)).order_by("title", "pk")


def _due_of(membership: Membership) -> Due | None:
    edition = current_edition(actor_of(membership))
    if edition is None or membership.department_id is None:
        return None
    region = membership.region_id or ""
    above = tree_of(region).above(membership.department_id)
    return deadlines_of(region, edition.pk).of(membership.department_id, above)


def successors_of(membership: Membership) -> list[Membership]:
    """Who may take over: the other operators of the region, the same department's first."""
    found = Membership.objects.filter(in_force(), role="OPD", region=membership.region_id, delegated_by=None)
    others = list(found.exclude(user=membership.user_id).select_related("user", "department"))
    return sorted(others, key=lambda one: (one.department_id != membership.department_id, one.user.name))


def hand_over(membership: Membership, successor: Membership, *, note: str, by: Actor) -> Holding:
    """Puts what the one holds into the other's hands, all of it or nothing. Gives what was moved."""
    with transaction.atomic():
        membership, successor = _locked(membership, successor)
        require(by, "role.delegate", HeldRole(membership))
        note = note.strip()
        if len(note) > LONGEST_NOTE:
            raise Refused(_("Pesan ini terlalu panjang: paling banyak 1.000 huruf."), 422)
        if successor.pk not in {one.pk for one in successors_of(membership)}:
            raise Refused(_("Pilih operator lain di daerah ini sebagai penerus."), 422)
        holding = holding_of(membership)
        for one in holding.collaborations:
            _give(one, successor)
        for kept in holding.filters:
            kept.owner_id, kept.name = successor.user_id, _free_name(kept, successor)
            kept.save(update_fields=["owner", "name"])
        words = {"name": membership.user.name, "unit": membership.department}
        text = _("%(name)s (%(unit)s) menyerahkan pekerjaannya kepada Anda.") % words
        tell(
            successor.user, f"{text} {note}".strip(), reverse("innovations:list"), kind="account.handed_over"
        )
        record(
            "operator.hand_over", by=by, on=membership, region=membership.region_id, reason=note,
            data={"to": successor.user_id, "collaborations": [one.innovation_id for one in holding.collaborations],
                  "filters": len(holding.filters)},
        )  # fmt: skip
    return holding


def _locked(*asked: Membership) -> list[Membership]:
    """The roles as they are now, always locked in the same order; Refused when one has ended meanwhile."""
    keys = [one.pk for one in asked]
    list(Membership.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    held = Membership.objects.filter(in_force(), pk__in=keys, user__is_active=True)
    fresh = {one.pk: one for one in held.select_related("user", "region", "department")}
    if len(fresh) != len(asked):
        raise Refused(_("Salah satu akun sudah tidak aktif. Pilih penerus yang lain."), 409)
    return [fresh[key] for key in keys]


def _give(one: Collaborator, successor: Membership) -> None:
    """The successor writes at that innovation instead; unless they do so already."""
    innovation = lock_innovation(one.innovation_id)
    theirs = works_there(actor_of(successor), innovation.place())
    if theirs or innovation.collaborators.filter(user=successor.user_id).exists():
        one.delete()
        innovation.is_shared = innovation.collaborators.exists()
        innovation.save(update_fields=["is_shared"])
        return
    one.user_id = successor.user_id
    one.save(update_fields=["user"])


def _free_name(kept: SavedFilter, successor: Membership) -> str:
    """The name of a filter, with a number where the successor has one of that name."""
    taken = set(
        SavedFilter.objects.filter(owner=successor.user_id, region=kept.region_id).values_list(
            "name", flat=True
        )
    )
    names = [kept.name, *(f"{kept.name[:75]} ({number})" for number in range(2, 99))]
    return next(name for name in names if name not in taken)
