"""A form that was sent in: kept and looked at; then, when its person says so, done in one piece or not at all."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.audit.record import record
from piagam.editions.models import Edition
from piagam.entries.actions import enter_innovation, save_claim
from piagam.entries.models import Entry, Report
from piagam.exchange.models import SheetImport
from piagam.exchange.sheets.arriving import BadSheet, arrived
from piagam.exchange.sheets.plan import Answered, Plan
from piagam.exchange.sheets.planning_innovations import InnovationRows
from piagam.exchange.sheets.planning_rows import AnswerRows
from piagam.exchange.sheets.reaching import name_of
from piagam.files.models import StoredFile
from piagam.files.receiving import receive
from piagam.innovations.actions import create_innovation, save_fields
from piagam.innovations.models import Innovation
from piagam.innovations.queries import bank_of, region_of
from piagam.innovations.rules import Rules, rules_now
from piagam.innovations.values import stamp_of
from piagam.people.actor import Actor
from piagam.people.guards import require
from piagam.web.errors import Refused

MOST_BYTES = 10 * 2**20
MOST_CHANGES = 2_000  # written in one transaction, while other writers wait


def send_in(upload: UploadedFile, *, by: Actor) -> SheetImport:
    """Keeps a filled-in form and what it would do. Raises Refused with a sentence where it is none."""
    require(by, "sheet.import", bank_of(by))
    rules = rules_or_refuse()
    received = receive(upload, allowed=["xlsx", "csv"], max_bytes=MOST_BYTES)
    plan = plan_of(received.stored_file, rules, by)
    return SheetImport.objects.create(
        edition=rules.edition, region=region_of(by), owner_id=by.user_id or 0, file=received.stored_file,
        file_name=received.original_name, plan=plan.as_json(), digest=plan.digest,
    )  # fmt: skip


def rules_or_refuse() -> Rules:
    rules = rules_now()
    if rules is None:
        raise Refused(_("Belum ada edisi yang dibuka, jadi belum ada pedoman untuk templatnya."), 409)
    return rules


def plan_of(stored: StoredFile, rules: Rules, by: Actor) -> Plan:
    """What the file asks for, against what is kept now."""
    brought, plan = arrived(stored, rules), Plan()
    if brought.innovations is not None:
        InnovationRows(plan, brought.innovations, rules, by).read()
        plan.unknown += brought.innovations.unknown
    if brought.rows is not None:
        AnswerRows(plan, brought.rows, rules, by).read()
        plan.unknown += brought.rows.unknown
    if plan.is_empty and not (plan.problems or plan.same_innovations or plan.same_rows):
        raise BadSheet(_("Templat ini belum diisi: tidak ada baris yang dapat dibaca di bawah judul kolom."))
    if len(plan.made) + len(plan.changed) + len(plan.answered) > MOST_CHANGES:
        raise BadSheet(
            _("Terlalu banyak perubahan sekaligus: paling banyak %(number)s. Bagi menjadi beberapa berkas.")
            % {"number": f"{MOST_CHANGES:,}".replace(",", ".")}
        )
    return plan


def look_again(sheet: SheetImport, *, by: Actor) -> SheetImport:
    """The preview anew, against what is kept now."""
    require(by, "sheet.import", sheet)
    if sheet.is_applied:
        return sheet
    plan = plan_of(sheet.file, rules_or_refuse(), by)
    sheet.plan, sheet.digest = plan.as_json(), plan.digest
    sheet.save(update_fields=["plan", "digest"])
    return sheet


def take_in(sheet: SheetImport, *, digest: str, by: Actor) -> SheetImport:
    """Does what the preview of this digest showed, all of it or nothing.

    The file is read and judged once more; where that gives another plan, nothing is done and the new one is kept.
    """
    require(by, "sheet.import", sheet)
    plan = plan_of(sheet.file, rules_or_refuse(), by)
    if sheet.is_applied:
        raise Refused(_("Berkas ini sudah dimasukkan."), 409)
    if plan.digest != digest or plan.problems:
        SheetImport.objects.filter(pk=sheet.pk).update(plan=plan.as_json(), digest=plan.digest)
        raise Changed()
    with transaction.atomic():
        locked = (
            SheetImport.objects.select_for_update(of=("self",))
            .select_related("region", "edition")
            .get(pk=sheet.pk)
        )
        if locked.is_applied:
            raise Refused(_("Berkas ini sudah dimasukkan."), 409)
        require(by, "sheet.import", locked)
        carry_out(plan, locked.edition, by)
        locked.applied_at = timezone.now()
        locked.plan = plan.as_json()
        locked.save(update_fields=["applied_at", "plan"])
        record(
            "sheet.import", by=by, on=locked, region=locked.region_id, edition=locked.edition_id,
            data={"file": locked.file_id, "made": len(plan.made), "changed": len(plan.changed),
                  "answered": len(plan.answered), "entered": len(plan.entered)},
        )  # fmt: skip
    return locked


class Changed(Refused):
    """What the form would do is no longer what was shown."""

    def __init__(self) -> None:
        super().__init__(
            _("Isi Piagam berubah sejak pratinjau ini dibuat. Periksa sekali lagi, lalu simpan."), 409
        )


def carry_out(plan: Plan, edition: Edition, by: Actor) -> None:
    """Everything through the actions of the pages, each asking its own permission again."""
    fresh: dict[int, Innovation] = {}
    for made in plan.made:
        innovation = create_innovation(made.department, title=made.title, by=by)
        rest = {code: value for code, value in made.values.items() if value != innovation.profile.get(code)}
        if rest:
            save_fields(innovation, rest, versions=dict.fromkeys(rest, stamp_of(None)), by=by)
        fresh[made.row] = innovation
    for one in plan.changed:
        saved = save_fields(one.innovation, one.values, versions=one.versions, by=by)
        if saved.conflicts:
            raise Changed()
    holders: dict[str, Entry | Report] = {}
    for answer in plan.answered:
        name = name_of(answer.holder)
        if name not in holders:
            holders[name] = entered(answer, fresh, edition, by)
        holder = holders[name]
        save_claim(
            holder, answer.indicator, facts=answer.facts or None, level=answer.level, version=answer.version, by=by
        )  # fmt: skip


def entered(answer: Answered, fresh: dict[int, Innovation], edition: Edition, by: Actor) -> Entry | Report:
    """The entry whose row it is, begun where the innovation is not in the report yet; or the report itself."""
    holder = answer.holder
    if isinstance(holder, int):
        holder = fresh[holder]
    return enter_innovation(holder, edition, by=by) if isinstance(holder, Innovation) else holder
