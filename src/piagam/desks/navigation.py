"""The menu of each role: one table, filtered by the permission table."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from piagam.notices.queries import unread_for
from piagam.people.permissions import PERMISSIONS
from piagam.people.queries import memberships_of
from piagam.showcase.queries import shown_and_published


@dataclass(frozen=True)
class Item:
    """A line of the menu: shown to a role whose column of the table grants the action in the phase that counts.

    `of`: nothing, the shown edition, or the newest published one.
    """

    label: Any
    url_name: str
    action: str
    roles: tuple[str, ...] = ()  # narrower than the action, where the page is for fewer
    of: str = ""
    has_argument: bool = False

    def is_for(self, role: str, phase: str) -> bool:
        grant = PERMISSIONS[self.action].grants.get(role)
        return grant is not None and phase in grant.phases and (not self.roles or role in self.roles)


MENU = (
    Item(_("Meja kerja"), "desks:home", "account.use"),
    Item(_("Laporan daerah"), "entries:my_report", "report.list", ("OPD", "COR", "HEAD")),
    Item(_("Bank inovasi"), "innovations:list", "innovation.read"),
    Item(_("Dokumen"), "innovations:library", "innovation.read"),
    Item(_("Kemajuan"), "mentoring:departments", "check.read", ("COR", "HEAD")),
    Item(_("Percakapan"), "conversations:list", "conversation.read"),
    Item(_("Perangkat daerah"), "regions:departments", "department.manage"),
    Item(_("Operator"), "people:operators", "operator.invite", ("COR",)),
    Item(_("Pengumuman"), "people:announcements", "announcement.send", ("ADM",)),
    Item(_("Verifikasi"), "verification:queue", "finding.decide"),
    Item(_("Penugasan"), "verification:assignments", "assignment.make"),
    Item(_("Edisi"), "editions:list", "edition.manage"),
    Item(_("Akun"), "people:accounts", "account.list", ("ADM", "AUD")),
    Item(_("Sertifikat"), "results:own_certificates", "certificate.download", of="published"),
    Item(_("Catatan daerah"), "desks:region_record", "audit.read_own"),
    Item(_("Catatan audit"), "desks:audit", "audit.read_all"),
    Item(_("Kesehatan sistem"), "desks:health", "health.read"),
    Item(_("Hitungan"), "scoring:runs", "ranking.read", has_argument=True),
    Item(_("Hasil"), "results:manage", "result.propose", has_argument=True),
    Item(_("Hasil"), "results:manage", "result.approve", has_argument=True),
)
PUBLIC_MENU = (
    Item(_("Beranda"), "showcase:home", "result.read", of="nothing"),
    Item(_("Peringkat"), "showcase:ranking", "result.read", of="published", has_argument=True),
    Item(_("Pedoman"), "editions:rules", "edition.read_rules", has_argument=True),
    Item(_("Periksa piagam"), "showcase:check", "result.read", of="nothing"),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: `menu` (label, url, is_here), `memberships` to switch between, `shown_edition`."""
    actor = getattr(request, "actor", None)
    shown, published = shown_and_published()
    role = actor.role if actor is not None and actor.is_signed_in else "PUB"
    lines = []
    phase_shown = shown.phase_now if shown else "D"  # asks the database's clock, so once
    for item in PUBLIC_MENU if role == "PUB" else MENU:
        edition, phase = (
            (published, "P" if published else "D") if item.of == "published" else (shown, phase_shown)
        )
        if item.has_argument and edition is None:
            continue
        if item.of == "nothing" or item.is_for(role, phase):
            arguments = [edition.pk] if item.has_argument and edition else []
            lines.append((item.label, reverse(item.url_name, args=arguments)))
    return {
        "menu": [{"label": label, "url": url, "is_here": request.path == url} for label, url in lines],
        "actor": actor,
        "memberships": memberships_of(actor.user_id)
        if actor and getattr(request, "has_other_roles", False)
        else [],
        "unread": unread_for(actor.user_id).count() if actor and actor.user_id else 0,
        "shown_edition": shown,
    }
