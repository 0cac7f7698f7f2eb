"""Naming a way of looking at the bank, and forgetting it again."""

from django.db import transaction
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.innovations.models import SavedFilter
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.web.errors import Refused

AT_MOST = 50
LONGEST_NAME, LONGEST_QUERY = 80, 1000


@transaction.atomic
def keep_filter(name: str, *, query: str, shared: bool, by: Actor) -> SavedFilter:
    """Keeps the filters of an address under a name; the same name again puts the new ones in place of the old."""
    name = " ".join(name.split())
    kept = SavedFilter(region_id=by.region_code or "", owner_id=by.user_id or 0, name=name)
    require(by, "bank_filter.keep", kept)
    if not name or len(name) > LONGEST_NAME:
        raise Refused(_("Beri nama saringan ini, paling panjang 80 huruf."), 422)
    if not query:
        raise Refused(_("Belum ada yang disaring. Pilih saringan dulu, lalu simpan."), 422)
    if len(query) > LONGEST_QUERY:
        raise Refused(_("Saringan ini terlalu panjang untuk disimpan."), 422)
    mine = SavedFilter.objects.filter(region=kept.region_id, owner=kept.owner_id)
    if not mine.filter(name=name).exists() and mine.count() >= AT_MOST:
        raise Refused(_("Sudah ada 50 saringan tersimpan. Hapus salah satu dulu."), 409)
    kept, _created = SavedFilter.objects.update_or_create(
        region_id=kept.region_id, owner_id=kept.owner_id, name=name,
        defaults={"query": query, "is_shared": shared},
    )  # fmt: skip
    record("bank_filter.keep", by=by, on=kept, region=kept.region_id, data={"name": name, "shared": shared})
    return kept


@transaction.atomic
def forget_filter(kept: SavedFilter, *, by: Actor) -> None:
    """Forgets a saved filter of one's own."""
    require(by, "bank_filter.keep", kept)
    record("bank_filter.forget", by=by, on=kept, region=kept.region_id, data={"name": kept.name})
    kept.delete()
