"""The menu of each role: one table, filtered by the permission table."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from piagam.people.permissions import PERMISSIONS
from piagam.people.queries import memberships_of
from piagam.showcase.queries import shown_edition


@dataclass(frozen=True)
class Item:
    """A line of the menu: shown to those roles whose column of the table grants the action at all."""

    label: Any
    url_name: str
    action: str
    roles: tuple[str, ...] = ()  # narrower than the action, where the page is for fewer

    def is_for(self, role: str) -> bool:
        return role in PERMISSIONS[self.action].grants and (not self.roles or role in self.roles)


MENU = (
    Item(_("Meja kerja"), "desks:home", "account.use"),
    Item(_("Laporan daerah"), "entries:my_report", "report.list", ("OPD", "COR", "HEAD")),
    Item(_("Bank inovasi"), "innovations:list", "innovation.read"),
    Item(_("Dokumen"), "innovations:library", "document.add"),
    Item(_("Perangkat daerah"), "regions:departments", "department.manage"),
    Item(_("Operator"), "people:operators", "operator.invite", ("COR",)),
    Item(_("Verifikasi"), "verification:queue", "finding.decide"),
    Item(_("Penugasan"), "verification:assignments", "assignment.make"),
    Item(_("Edisi"), "editions:list", "edition.approve"),
    Item(_("Akun"), "people:accounts", "regional_account.ask"),
    Item(_("Sertifikat"), "results:own_certificates", "certificate.download"),
    Item(_("Catatan audit"), "desks:audit", "audit.read_all"),
)
EDITION_MENU = (
    Item(_("Hitungan"), "scoring:runs", "ranking.read"),
    Item(_("Hasil"), "results:manage", "result.propose"),
    Item(_("Hasil"), "results:manage", "result.approve"),
)
PUBLIC_MENU = (
    (_("Beranda"), "showcase:home", False),
    (_("Peringkat"), "showcase:ranking", True),
    (_("Pedoman"), "editions:rules", True),
    (_("Periksa piagam"), "showcase:check", False),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: `menu` (label, url, is_here), `roles` to switch between, `shown_edition`."""
    actor = getattr(request, "actor", None)
    edition = shown_edition()
    lines = []
    if actor is not None and actor.is_signed_in and actor.role != "PUB":
        lines = [(item.label, _address(item.url_name)) for item in MENU if item.is_for(actor.role)]
        if edition:
            lines += [
                (item.label, _address(item.url_name, edition.pk))
                for item in EDITION_MENU
                if item.is_for(actor.role)
            ]
    else:
        lines = [
            (label, _address(name, edition.pk) if needs and edition else _address(name))
            for label, name, needs in PUBLIC_MENU
            if edition or not needs
        ]
    return {
        "menu": [{"label": label, "url": url, "is_here": request.path == url} for label, url in lines if url],
        "actor": actor,
        "memberships": memberships_of(actor.user_id) if actor is not None and actor.user_id else [],
        "shown_edition": edition,
    }


def _address(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
