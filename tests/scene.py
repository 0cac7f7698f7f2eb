"""One of everything in two places: at home (Kota Bengkulu) and at the neighbour's (Mukomuko)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.timezone import localdate

from piagam.conversations.models import Comment, Thread
from piagam.editions.models import Edition
from piagam.entries.manifest import manifest_of, sha256_of
from piagam.entries.models import Claim, Entry, EvidenceLink, Promise, Report, Submission
from piagam.exchange.models import SheetImport
from piagam.files.receiving import receive
from piagam.innovations.models import (
    Collaborator,
    Document,
    DocumentVersion,
    FieldChange,
    Innovation,
    SavedFilter,
)
from piagam.likeness.models import Pair
from piagam.mentoring.models import InternalCheck, Minutes
from piagam.mentoring.queries.review import data_of
from piagam.notices.telling import tell
from piagam.people.models import Announcement, Invitation, Membership, Proposal
from piagam.results.models import Certificate, Result
from piagam.scoring.models import RegionScore, Run, Scenario
from piagam.uploads.models import Upload
from piagam.verification.models import Assignment
from tests.cast import World

WHERE = {"home": ("oki", "17.71"), "neighbour": ("omar", "17.06")}


@dataclass
class Place:
    """The objects at one place."""

    region: str
    innovation: Innovation
    entry: Entry
    report: Report
    document: Document
    link: EvidenceLink
    assignment: Assignment
    change: FieldChange
    submission: Submission
    invitation: Invitation


@dataclass
class Scene:
    """Both places, and what the edition has once."""

    world: World
    places: dict[str, Place] = field(default_factory=dict)
    run: Run | None = None
    result: Result | None = None
    proposal: Proposal | None = None
    account: Proposal | None = None
    operator: dict[str, int] = field(default_factory=dict)
    scenarios: dict[str, int] = field(default_factory=dict)
    pair: dict[str, int] = field(default_factory=dict)
    upload: dict[str, Any] = field(default_factory=dict)
    notice: dict[str, int] = field(default_factory=dict)
    delegation: int = 0
    announced: dict[str, int] = field(default_factory=dict)
    announcing: Proposal | None = None
    promise: dict[str, int] = field(default_factory=dict)
    sheet: dict[str, int] = field(default_factory=dict)

    def reaches(self, phase: str) -> None:
        """What belongs to a phase: published means a published result over submitted reports."""
        if phase != "P" or self.result is None:
            return
        now = timezone.now()
        Result.objects.filter(pk=self.result.pk).update(
            approved_by=self.world.user("qori"),
            approved_at=now,
            published_by=self.world.user("ayu"),
            published_at=now,
        )
        Report.objects.update(state="submitted")
        Entry.objects.update(state="submitted", frozen={"title": "Inovasi", "profile": {}})

    def arguments(self, name: str, place: str) -> list[Any] | None:
        """The address's arguments at a place; [] for an address without any; None where it has no such place."""
        if name not in ARGUMENTS:
            return [] if place == "home" else None
        return ARGUMENTS[name](self, self.places[place])


def a_pdf() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def make_scene(world: World) -> Scene:
    """Everything that an address may name, made directly in the database."""
    scene = Scene(world)
    stored = receive(SimpleUploadedFile("sk.pdf", a_pdf()), allowed=["pdf"], max_bytes=2**20).stored_file
    edition: Edition = world.edition
    scene.run = Run.objects.create(
        edition=edition, line="verified", rulebook_sha256="0" * 64, claims_sha256="1" * 64, engine_version="0"
    )
    scene.result = Result.objects.create(edition=edition, run=scene.run, proposed_by=world.user("adi"))
    scene.proposal = Proposal.objects.create(
        action="edition.ask_next_phase", edition=edition, params={"to": "V"}, proposed_by=world.user("adi")
    )
    scene.account = Proposal.objects.create(
        action="regional_account.ask", proposed_by=world.user("adi"),
        params={"email": "baru@contoh.id", "role": "HEAD", "region": "17.71", "edition": None},
    )  # fmt: skip
    scene.announcing = Proposal.objects.create(action="announcement.send", proposed_by=world.user("adi"))
    Announcement.objects.create(
        subject="Bimtek",
        text="x",
        roles=["COR"],
        made_by=world.user("adi"),
        proposal=scene.announcing,
        key="0" * 32,
    )
    for place, (name, region) in WHERE.items():
        entry = world.entry(name, title=f"Inovasi {place}")
        report = entry.report
        document = Document.objects.create(region_id=region, department=entry.department, subject="SK")
        version = DocumentVersion.objects.create(document=document, file=stored, file_name="sk.pdf")
        claim = Claim.objects.create(report=report, entry=entry, indicator="sid-16", level=1)
        link = EvidenceLink.objects.create(claim=claim, document=document, version=version)
        Minutes.objects.create(report=report, position=1, number=f"BA-{region}", data=data_of(report, ""))
        thread = Thread.objects.create(
            region_id=region, department=entry.department, about=f"document:{document.pk}", url="/"
        )
        Comment.objects.create(thread=thread, by=world.user(name), role="OPD", text="Sudah benar?")
        InternalCheck.objects.create(
            claim=claim,
            claim_version=1,
            claimed=1,
            stated_sha256="",
            verdict="ask_back",
            note="Tahun berapa?",
        )
        assignment = Assignment.objects.create(
            claim=claim, verifier=world.user("vera" if place == "home" else "vino"), reason="x"
        )
        SavedFilter.objects.create(
            region_id=region, owner=world.user("otto" if place == "home" else "omar"), name="x", query="q=x"
        )
        Innovation.objects.create(region_id=region, department=entry.department, title="Kembar")
        invited = world.user("otto" if place == "home" else "omar")
        Collaborator.objects.create(innovation=entry.innovation, user=invited)
        change = FieldChange.objects.create(innovation=entry.innovation, field="tujuan", old="", new="x")
        text = manifest_of(report, [entry], number=f"N-{region}", submitted_at=timezone.now())
        submission = Submission.objects.create(
            report=report,
            number=f"N-{region}",
            manifest=text,
            sha256=sha256_of(text),
            submitted_at=timezone.now(),
        )
        invitation = Invitation.objects.create(
            email=f"{place}@contoh.id", role="OPD", region_id=region, department=entry.department,
            token_sha256=Invitation.hash_of(place), expires_at=timezone.now() + timedelta(days=7),
        )  # fmt: skip
        RegionScore.objects.create(
            run=scene.run, region_id=region, parts={}, index="0.00", index_exact="0/1", hundredths=0,
            claims={"code": region, "clusters": [], "claims": {}, "innovations": []},
        )  # fmt: skip
        Certificate.objects.create(
            result=scene.result,
            kind="predicate",
            number=f"C-{region}",
            region_id=region,
            recipient=region,
            wording={},
        )
        scene.places[place] = Place(
            region,
            entry.innovation,
            entry,
            report,
            document,
            link,
            assignment,
            change,
            submission,
            invitation,
        )
        scenario = Scenario.objects.create(
            report=report, name="Rencana", words=[], claims_sha256="0" * 64, made_by=world.user("citra")
        )
        scene.scenarios[region] = scenario.pk
        scene.operator[region] = world.memberships[name].pk
        scene.upload[region] = Upload.objects.create(
            owner=world.user(name), region_id=region, file_name="sk.pdf", length=9
        ).pk
        scene.notice[region] = tell(world.user(name), "Kabar", "/bank/", kind="mentor.assign").pk
        announced = Announcement.objects.create(
            subject="Rapat", text="x", roles=["OPD"], region_id=region, made_by=world.user("citra"),
            key=region.rjust(32, "0"), sent_at=timezone.now(),
        )  # fmt: skip
        told = f"/pengumuman/{announced.pk}/"
        tell(world.user(name), "Rapat", told, kind="announcement.sent")
        scene.announced[region] = announced.pk
        scene.promise[region] = Promise.objects.create(
            claim=claim, sha256="a" * 64, size=9, media_type="application/pdf", file_name="sk.pdf",
            promised_at=timezone.now(),
        ).pk  # fmt: skip
        scene.sheet[region] = SheetImport.objects.create(
            edition=edition, region_id=region, owner=world.user(name), file=stored, file_name="isian.xlsx"
        ).pk
        twin = world.innovation(name, title=f"Inovasi {place} juga")
        scene.pair[region] = Pair.objects.create(
            innovation=entry.innovation, other=twin, kinds=["near-title"], strength=60
        ).pk
    otto, oki = world.memberships["otto"], world.memberships["oki"]
    scene.delegation = Membership.objects.create(
        user=otto.user, role="OPD", region=oki.region, department=oki.department, delegated_by=oki.user,
        until=localdate(),
    ).pk  # fmt: skip
    return scene


def _edition(scene: Scene, place: Place) -> list[Any] | None:
    return [scene.world.edition.pk] if place.region == "17.71" else None


def _report(scene: Scene, place: Place) -> list[Any]:
    return [scene.world.edition.pk, place.region]


def _proposal(scene: Scene, place: Place) -> list[Any] | None:
    if scene.proposal is None or place.region != "17.71":
        return None
    return [scene.world.edition.pk, scene.proposal.pk]


ARGUMENTS: dict[str, Callable[[Scene, Place], list[Any] | None]] = {
    "entries:report": _report,
    "entries:enter": lambda s, p: [*_report(s, p), p.innovation.pk],
    "entries:region_answers": _report,
    "entries:save_regional_claim": lambda s, p: [*_report(s, p), "spd-01"],
    "entries:add_regional_evidence": lambda s, p: [*_report(s, p), "spd-01"],
    "entries:submit": _report,
    "entries:submit_now": _report,
    "entries:take_back": _report,
    "entries:statement": _report,
    "entries:sign_statement": _report,
    "entries:withdraw": _report,
    "entries:receipt_difference": lambda s, p: [p.submission.number],
    "entries:receipt": lambda s, p: [p.submission.number],
    "entries:receipt_pdf": lambda s, p: [p.submission.number],
    "entries:receipt_json": lambda s, p: [p.submission.number],
    "entries:entry": lambda s, p: [p.entry.pk],
    "entries:save_claim": lambda s, p: [p.entry.pk, "sid-17"],
    "entries:add_evidence": lambda s, p: [p.entry.pk, "sid-17"],
    "entries:remove_evidence": lambda s, p: [p.link.pk],
    "entries:developed": lambda s, p: [p.entry.pk],
    "entries:take_over": lambda s, p: [p.entry.pk],
    "verification:again": lambda s, p: [p.entry.pk],
    "verification:again_assigned": lambda s, p: [p.assignment.pk],
    "entries:drop": lambda s, p: [p.entry.pk],
    "entries:pact": lambda s, p: [p.entry.pk],
    "entries:pact_sheet": lambda s, p: [p.entry.pk],
    "entries:bring_pact": lambda s, p: [p.entry.pk],
    "entries:send": lambda s, p: [p.entry.pk],
    "entries:return": lambda s, p: [p.entry.pk],
    "entries:accept": lambda s, p: [p.entry.pk],
    "entries:last_year": _report,
    "entries:reuse": _report,
    "entries:this_year": _report,
    "entries:link_many": lambda s, p: [p.document.pk],
    "entries:use_newest_everywhere": lambda s, p: [p.document.pk],
    "entries:use_newest": lambda s, p: [p.link.pk],
    "innovations:view_pages": lambda s, p: [p.document.pk, 1],
    "innovations:version_page": lambda s, p: [p.document.pk, 1, 1],
    "innovations:retire_document": lambda s, p: [p.document.pk],
    "innovations:restore_document": lambda s, p: [p.document.pk],
    "innovations:page": lambda s, p: [p.innovation.pk],
    "innovations:sheet": lambda s, p: [p.innovation.pk],
    "innovations:edit": lambda s, p: [p.innovation.pk],
    "innovations:save_field": lambda s, p: [p.innovation.pk],
    "innovations:attach": lambda s, p: [p.innovation.pk, "anggaran"],
    "innovations:choose_document": lambda s, p: [p.innovation.pk, "anggaran"],
    "innovations:history": lambda s, p: [p.innovation.pk],
    "innovations:put_back": lambda s, p: [p.innovation.pk, p.change.pk],
    "innovations:collaborators": lambda s, p: [p.innovation.pk],
    "innovations:end_collaboration": lambda s, p: [
        p.innovation.pk,
        Collaborator.objects.get(innovation=p.innovation).pk,
    ],
    "innovations:here": lambda s, p: [p.innovation.pk],
    "innovations:merge": lambda s, p: [p.innovation.pk],
    "innovations:compare": lambda s, p: [
        p.innovation.pk,
        Innovation.objects.get(region=p.region, title="Kembar").pk,
    ],
    "innovations:delete": lambda s, p: [p.innovation.pk],
    "innovations:archive": lambda s, p: [p.innovation.pk],
    "innovations:unarchive": lambda s, p: [p.innovation.pk],
    "innovations:forget_filter": lambda s, p: [SavedFilter.objects.get(region=p.region).pk],
    "innovations:document": lambda s, p: [p.document.pk],
    "innovations:add_version": lambda s, p: [p.document.pk],
    "innovations:download": lambda s, p: [p.document.pk, 1],
    "innovations:page_image": lambda s, p: [p.document.pk, 1],
    "innovations:correct": lambda s, p: [p.document.pk],
    "innovations:field_talk": lambda s, p: [p.innovation.pk, "tujuan"],
    "innovations:document_talk": lambda s, p: [p.document.pk],
    "entries:row_talk": lambda s, p: [p.entry.pk, "sid-16"],
    "entries:region_row_talk": lambda s, p: [*_report(s, p), "spd-01"],
    "entries:entry_talk": lambda s, p: [p.entry.pk],
    "conversations:edit": lambda s, p: [Comment.objects.get(thread__region=p.region).pk],
    "conversations:hide": lambda s, p: [Comment.objects.get(thread__region=p.region).pk],
    "mentoring:checks": lambda s, p: [p.entry.pk],
    "mentoring:accept_many": lambda s, p: [p.entry.pk],
    "mentoring:check_row": lambda s, p: [p.entry.pk, "sid-16"],
    "mentoring:decide": lambda s, p: [p.entry.pk, "sid-16"],
    "mentoring:answer": lambda s, p: [InternalCheck.objects.get(claim__entry=p.entry).pk],
    "mentoring:minutes": lambda s, p: [Minutes.objects.get(report=p.report).pk],
    "mentoring:department": lambda s, p: [p.entry.department_id],
    "mentoring:set_deadline": lambda s, p: [p.entry.department_id],
    "mentoring:note": lambda s, p: [p.entry.department_id],
    "mentoring:sheet": lambda s, p: [p.link.pk, 1],
    "likeness:of": lambda s, p: [p.innovation.pk],
    "likeness:pair": lambda s, p: [s.pair[p.region]],
    "likeness:judge": lambda s, p: [s.pair[p.region]],
    "people:announcement": lambda s, p: [s.announced[p.region]],
    "people:decide_announcement": lambda s, p: (
        [s.announcing.pk] if s.announcing and p.region == "17.71" else None
    ),
    "people:open_notice": lambda s, p: [s.notice[p.region]],
    "uploads:upload": lambda s, p: [s.upload[p.region]],
    "uploads:call_off": lambda s, p: [s.upload[p.region]],
    "entries:promise": lambda s, p: [p.entry.pk, "sid-17"],
    "entries:promise_regional": lambda s, p: [*_report(s, p), "spd-01"],
    "entries:owed": _report,
    "entries:deliver": lambda s, p: [s.promise[p.region]],
    "entries:take_back_promise": lambda s, p: [s.promise[p.region]],
    "exchange:claims_xlsx": lambda s, p: [p.entry.pk],
    "exchange:claims_csv": lambda s, p: [p.entry.pk],
    "exchange:sheet": lambda s, p: [s.sheet[p.region]],
    "exchange:look_again": lambda s, p: [s.sheet[p.region]],
    "exchange:take_in_sheet": lambda s, p: [s.sheet[p.region]],
    "exchange:report_xlsx": _report,
    "exchange:report_csv": _report,
    "exchange:package": _report,
    "exchange:download_package": _report,
    "exchange:import_package": _report,
    "people:resend_invitation": lambda s, p: [p.invitation.pk],
    "people:revoke_invitation": lambda s, p: [p.invitation.pk],
    "people:change_operator": lambda s, p: [s.operator[p.region]],
    "people:end_operator_sessions": lambda s, p: [s.operator[p.region]],
    "people:operators_in": lambda s, p: [p.region],
    "people:invite_operator": lambda s, p: [p.region],
    "people:invite_many": lambda s, p: [p.region],
    "people:invitation_template": lambda s, p: [p.region],
    "people:delegation": lambda s, p: [s.operator[p.region]],
    "mentoring:hand_over": lambda s, p: [s.operator[p.region]],
    "people:end_delegation": lambda s, p: [s.delegation] if p.region == "17.71" else None,
    "people:ask_to_end": lambda s, p: [s.world.memberships["candra"].pk] if p.region == "17.71" else None,
    "people:decide_account": lambda s, p: [s.account.pk] if s.account and p.region == "17.71" else None,
    "regions:change_department": lambda s, p: [p.entry.department_id],
    "regions:merge_department": lambda s, p: [p.entry.department_id],
    "editions:rulebook": lambda s, p: ["iga-2026"] if p.region == "17.71" else None,
    "editions:manage": _edition,
    "editions:change_rules": _edition,
    "editions:calendar": _edition,
    "editions:ask_next_phase": _edition,
    "editions:decide": lambda s, p: (
        [s.world.edition.pk, s.proposal.pk] if s.proposal and p.region == "17.71" else None
    ),
    "editions:rules": _edition,
    "editions:download_rules": _edition,
    "verification:own_findings": _report,
    "verification:read": lambda s, p: [p.assignment.pk],
    "verification:decide": lambda s, p: [p.assignment.pk],
    "verification:evidence_file": lambda s, p: [p.assignment.pk, p.link.pk],
    "verification:evidence_page": lambda s, p: [p.assignment.pk, p.link.pk, 1],
    "scoring:estimate": _report,
    "scoring:shares": _report,
    "scoring:trend": _report,
    "scoring:peers": _report,
    "scoring:next_steps": _report,
    "scoring:simulator": _report,
    "scoring:keep_scenario": _report,
    "scoring:compare_scenarios": _report,
    "scoring:drop_scenario": lambda s, p: [s.scenarios[p.region]],
    "scoring:runs": _edition,
    "scoring:explanation": lambda s, p: [s.run.pk if s.run else 0, p.region],
    "results:manage": _edition,
    "results:propose": _edition,
    "results:approve": lambda s, p: [s.result.pk] if s.result and p.region == "17.71" else None,
    "results:publish": lambda s, p: [s.result.pk] if s.result and p.region == "17.71" else None,
    "showcase:ranking": _edition,
    "showcase:region": _report,
    "showcase:explanation": _report,
    "showcase:innovation": lambda s, p: [p.entry.pk],
    # At home its profile names nobody, so that there is no letter: the neighbour's shows that the door is shut.
    "showcase:letter": lambda s, p: [p.entry.pk] if p.region != "17.71" else None,
    "showcase:sheet": lambda s, p: [p.entry.pk],
}

# Addresses whose object is the person's own work: the scope "self" (and "assigned to me") holds wherever it lies.
SELF = {
    "desks:home",
    "exchange:send_sheet",
    "uploads:uploads",
    "innovations:keep_filter",
    "people:notices",
    "people:read_all",
    "people:choose_ways",
    "people:gateway",
    "people:try_gateway",
    "people:remove_gateway",
    "people:account",
    "people:password",
    "people:second_factor",
    "people:end_sessions",
    "people:step_up",
    "people:switch_role",
    "verification:queue",
    "verification:conflicts",
    "verification:lock_all",
}

# Addresses of things that belong to one person: at home to the operator oki.
OKIS = {
    "people:open_notice",
    "people:announcement",
    "people:delegation",
    "people:end_delegation",
    "uploads:upload",
    "uploads:call_off",
    "exchange:sheet",
    "exchange:look_again",
    "exchange:take_in_sheet",
}

# Addresses of things that are in a phase of their own, whatever the edition's is: a new edition is in preparation.
PHASE_AT = {"editions:create": "D"}

# Addresses of things that stay hidden until publication: the public scope does not hold before.
UNPUBLISHED = {"showcase:innovation", "showcase:sheet", "showcase:letter", "entries:entry", "entries:region_answers",
               "entries:report", "entries:receipt",
               "entries:receipt_pdf"}  # fmt: skip


def _reading(phase: str) -> str:
    return "entry.read" if phase == "P" else "entry.read_draft"


def _inviting(phase: str) -> str:
    del phase
    return "operator.invite"


# Where a view stands behind several actions, the one that applies to the scene's objects in a phase.
ACTION_AT: dict[str, Callable[[str], str]] = {
    "people:resend_invitation": _inviting,
    "people:revoke_invitation": _inviting,
    "people:ask_to_end": lambda _phase: "regional_account.ask",
    "entries:entry": _reading,
    "entries:region_answers": _reading,
    "verification:again": _reading,
}
