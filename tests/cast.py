"""The known cast of every test: two neighbouring regions, one person a role, a tiny edition."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from piagam.editions.clock import database_now
from piagam.editions.models import Edition
from piagam.editions.rulebooks import pin
from piagam.entries.models import Entry, Report
from piagam.innovations.models import Innovation
from piagam.people.actor import Actor, actor_of
from piagam.people.models import Membership, User
from piagam.regions.models import ClusterFact, Department, Region

PASSWORD = "kata-sandi-panjang-sekali"

PEOPLE = {  # name: role, region, department
    "oki": ("OPD", "17.71", "Dinas Kependudukan dan Pencatatan Sipil"),
    "otto": ("OPD", "17.71", "Dinas Kesehatan"),
    "omar": ("OPD", "17.06", "Dinas Kesehatan"),
    "citra": ("COR", "17.71", None),
    "candra": ("COR", "17.06", None),
    "hana": ("HEAD", "17.71", None),
    "putri": ("PROV", "17", None),
    "vera": ("VER", None, None),
    "vino": ("VER", None, None),
    "qori": ("QC", None, None),
    "qamar": ("QC", None, None),
    "joko": ("JUR", None, None),
    "ayu": ("ADM", None, None),
    "adi": ("ADM", None, None),
    "audi": ("AUD", None, None),
}


@dataclass
class World:
    """What a test starts from."""

    edition: Edition
    regions: dict[str, Region]
    departments: dict[tuple[str, str], Department]
    memberships: dict[str, Membership] = field(default_factory=dict)

    def user(self, name: str) -> User:
        return self.memberships[name].user

    def actor(self, name: str, *, stepped_up: bool = True) -> Actor:
        return actor_of(self.memberships[name], stepped_up_at=timezone.now() if stepped_up else None)

    def sign_in(self, client: Client, name: str, *, stepped_up: bool = True) -> Client:
        client.force_login(self.user(name))
        if stepped_up:
            session = client.session
            session["stepped_up_at"] = timezone.now().isoformat()
            session.save()
        return client

    def client(self, name: str, *, stepped_up: bool = True) -> Client:
        return self.sign_in(Client(), name, stepped_up=stepped_up)

    def to_phase(self, phase: str) -> Edition:
        """Puts the edition into a phase without the two people; C by letting the clock pass the end."""
        now = database_now()
        self.edition.phase = "O" if phase == "C" else phase
        self.edition.opens_at = now - timedelta(days=30)
        self.edition.closes_at = now + timedelta(days=30) if phase in "DO" else now - timedelta(seconds=1)
        self.edition.save()
        return self.edition

    def report(self, region: str = "17.71") -> Report:
        return Report.objects.get_or_create(edition=self.edition, region=self.regions[region])[0]

    def innovation(self, name: str = "oki", *, title: str = "Antar Akta", **profile: Any) -> Innovation:
        membership = self.memberships[name]
        assert membership.region and membership.department
        return Innovation.objects.create(
            region=membership.region, department=membership.department, title=title, profile=profile
        )

    def entry(
        self, name: str = "oki", *, state: str = "draft", title: str = "Antar Akta", **profile: Any
    ) -> Entry:
        innovation = self.innovation(name, title=title, **profile)
        frozen = {"title": title, "profile": profile} if state == "submitted" else None
        return Entry.objects.create(
            report=self.report(innovation.region_id),
            innovation=innovation,
            department=innovation.department,
            state=state,
            frozen=frozen,
        )


def make_world(rulebook: str = "iga-2026", *, phase: str = "O") -> World:
    """A world with the cast in it, its edition in the given phase."""
    edition = Edition.objects.create(
        id="iga-2026",
        title="IGA 2026",
        year=2026,
        rulebook=pin(rulebook),
        rulebook_approved_at=timezone.now(),
    )
    regions = {
        "17": Region(code="17", name="Provinsi Bengkulu", short_name="Bengkulu", kind="provinsi", province_code="17"),
        "17.71": Region(code="17.71", name="Kota Bengkulu", short_name="Bengkulu", kind="kota", province_code="17"),
        "17.06": Region(code="17.06", name="Kabupaten Mukomuko", short_name="Mukomuko", kind="kabupaten",
                        province_code="17"),
    }  # fmt: skip
    Region.objects.bulk_create(regions.values(), ignore_conflicts=True)
    ClusterFact.objects.bulk_create(
        ClusterFact(edition=edition, region=region, cluster=region.kind) for region in regions.values()
    )
    world = World(edition, regions, {})
    for name, (role, region, department) in PEOPLE.items():
        unit = None
        if region and department:
            unit, _created = Department.objects.get_or_create(region=regions[region], name=department)
            world.departments[region, department] = unit
        user = User.objects.create(email=f"{name}@contoh.id", name=name.capitalize())
        world.memberships[name] = Membership.objects.create(
            user=user, role=role, region=regions[region] if region else None, department=unit
        )
    world.to_phase(phase)
    return world
