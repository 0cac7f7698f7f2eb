"""What waits for a coordinator today: entries, answers, rows that changed, conversations, departments behind."""

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from piagam.conversations.models import Thread
from piagam.desks.parts import Task
from piagam.editions.models import Edition
from piagam.entries.models import Entry
from piagam.mentoring.models import InternalCheck
from piagam.mentoring.queries.progress import Progress
from piagam.people.actor import Actor

ENTRIES, ROWS = 8, 5


def waiting_for(actor: Actor, edition: Edition, progress: list[Progress]) -> list[Task]:
    """The list, the own departments' things first, the oldest first; each leads to where it is done."""
    mine = {one.department.pk for one in progress if one.mentor_id == actor.user_id}
    return [
        *_sent(actor, edition, mine),
        *_answers(actor, edition),
        *_changed(actor, edition),
        *_talks(actor),
        *_behind(progress),
    ]


def _sent(actor: Actor, edition: Edition, mine: set[int]) -> list[Task]:
    found = Entry.objects.filter(report__edition=edition, report__region=actor.region_code, state="sent")
    entries = sorted(
        found.select_related("innovation", "department").defer("innovation__profile"),
        key=lambda one: (one.department_id not in mine, one.state_since),
    )
    text = _("Periksa “%(title)s” dari %(department)s")
    tasks = [
        Task(text % {"title": one.title, "department": one.department.name},
             reverse("mentoring:checks", args=[one.pk]))
        for one in entries[:ENTRIES]
    ]  # fmt: skip
    if (more := len(entries) - ENTRIES) > 0:
        words = ngettext("%(n)d lagi menunggu diperiksa", "%(n)d lagi menunggu diperiksa", more)
        url = reverse("entries:report", args=[edition.pk, actor.region_code])
        tasks.append(Task(words % {"n": more}, f"{url}?status=sent"))
    return tasks


def _answers(actor: Actor, edition: Edition) -> list[Task]:
    newer = InternalCheck.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"))
    found = InternalCheck.objects.filter(
        ~Exists(newer), verdict="ask_back", answered_at__isnull=False, claim__report__edition=edition,
        claim__report__region=actor.region_code, claim__entry__isnull=False,
    ).order_by("answered_at")  # fmt: skip
    text = _("Baca jawaban tentang “%(title)s”")
    return [
        Task(text % {"title": one.claim.entry.title},
             reverse("mentoring:check_row", args=[one.claim.entry_id, one.claim.indicator]))
        for one in found.select_related("claim__entry__innovation")[:ROWS] if one.claim.entry
    ]  # fmt: skip


def _changed(actor: Actor, edition: Edition) -> list[Task]:
    newer = InternalCheck.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"))
    found = InternalCheck.objects.filter(
        ~Exists(newer), claim__report__edition=edition, claim__report__region=actor.region_code,
        claim__entry__isnull=False, claim__version__gt=F("claim_version"),
    ).order_by("claim__updated_at")  # fmt: skip
    entries = {
        one.claim.entry for one in found.select_related("claim__entry__innovation")[:50] if one.claim.entry
    }
    text = _("Periksa ulang “%(title)s”: isiannya berubah")
    return [
        Task(text % {"title": one.title}, reverse("mentoring:checks", args=[one.pk]))
        for one in sorted(entries, key=lambda one: one.pk)[:ROWS]
    ]


def _talks(actor: Actor) -> list[Task]:
    count = Thread.objects.filter(region=actor.region_code, resolved_at=None, last_role="OPD").count()
    if not count:
        return []
    text = ngettext("%(n)d percakapan menunggu jawaban", "%(n)d percakapan menunggu jawaban", count)
    return [Task(text % {"n": count}, f"{reverse('conversations:list')}?tampil=waiting")]


def _behind(progress: list[Progress]) -> list[Task]:
    url, tasks = reverse("mentoring:departments"), []
    if late := sum(one.state == "late" for one in progress):
        text = ngettext("%(n)d perangkat daerah lewat tenggat", "%(n)d perangkat daerah lewat tenggat", late)
        tasks.append(Task(text % {"n": late}, f"{url}?status=late"))
    if silent := sum(one.state == "silent" for one in progress):
        text = ngettext("Ingatkan %(n)d perangkat daerah yang belum mulai",
                        "Ingatkan %(n)d perangkat daerah yang belum mulai", silent)  # fmt: skip
        tasks.append(Task(text % {"n": silent}, reverse("mentoring:nudge")))
    return tasks
