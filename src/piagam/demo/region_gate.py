"""Kota Bengkulu at work before its deadline: mentors, dates, internal checks, conversations, departments that wait."""

from datetime import timedelta

from piagam.conversations.actions import say
from piagam.demo.accounts import DISDUKCAPIL
from piagam.demo.plan import BENGKULU
from piagam.editions.clock import database_now
from piagam.editions.models import Edition
from piagam.entries.models import Claim, Entry
from piagam.entries.topics import entry_topic, row_topic
from piagam.innovations.topics import field_topic
from piagam.mentoring.actions import (
    accept_many,
    answer_check,
    assign_mentor,
    check_claim,
    note_coaching,
    set_deadline,
)
from piagam.mentoring.queries.places import RegionGate
from piagam.people.actor import Actor
from piagam.regions.models import Department, Region

NOBODY_YET = (
    "Kecamatan Sungai Serut"  # two more departments have an operator who never signed in: accounts.py
)


def open_gate(edition: Edition, *, operator: Actor, coordinator: Actor, second: Actor) -> None:
    """Everything a coordinator, an operator and the head find on their desks in the open edition."""
    region = Region.objects.get(pk=BENGKULU)
    Department.objects.get_or_create(region=region, name=NOBODY_YET)
    gate = RegionGate(region, edition)
    units = list(Department.objects.filter(region=region, is_active=True, parent=None).order_by("name"))
    own = next(one for one in units if one.name == DISDUKCAPIL)
    for actor, some in ((coordinator, units[::2]), (second, units[1:-1:2])):
        assign_mentor(gate, [one.pk for one in some], user_id=actor.user_id, by=coordinator)
    assign_mentor(gate, [own.pk], user_id=coordinator.user_id, by=coordinator)
    today = database_now().date()
    set_deadline(region, edition, department=None, day=today + timedelta(days=9), by=coordinator)
    set_deadline(region, edition, department=units[2], day=today + timedelta(days=12), by=coordinator)
    note_coaching(
        own, text="Sudah paham bukti per tingkat; SK inovasi lama belum diperbarui.", by=coordinator
    )
    check_some(edition, own, operator, coordinator)
    talk(edition, own, operator, coordinator, second)


def check_some(edition: Edition, own: Department, operator: Actor, coordinator: Actor) -> None:
    """Accepts most of what twelve innovations state; lowers and asks back a few rows of the operator's own."""
    entries = Entry.objects.filter(report__edition=edition, report__region=BENGKULU)
    entries = entries.select_related("report__edition", "report__region", "innovation", "department")
    mine = list(entries.filter(department=own).order_by("-state", "pk")[:4])
    for entry in [*entries.exclude(department=own).order_by("pk")[:8], *mine]:
        claims = Claim.objects.filter(entry=entry, level__isnull=False).order_by("indicator")
        keys = list(claims.values_list("pk", flat=True))
        accept_many(entry, keys[: len(keys) * 4 // 5] if entry in mine else keys, by=coordinator)
    for entry in mine[:2]:
        high = list(Claim.objects.filter(entry=entry, level__gt=1).order_by("pk")[:3])
        for number, claim in enumerate(high):
            if number == 0:
                check_claim(claim, verdict="lower", level=(claim.level or 2) - 1, by=coordinator,
                            note="Dokumen hanya mendukung tingkat di bawahnya.")  # fmt: skip
                continue
            asked = check_claim(claim, verdict="ask_back", by=coordinator,
                                note="Halaman mana yang memuat nama inovasi ini?")  # fmt: skip
            if number == 1:
                answer_check(asked, text="Lampiran halaman 2, baris ketujuh.", by=operator)


def talk(edition: Edition, own: Department, operator: Actor, coordinator: Actor, second: Actor) -> None:
    """Three conversations with several people; one waits for the coordinator."""
    entry = Entry.objects.filter(report__edition=edition, department=own).order_by("pk").first()
    if entry is None:
        return
    row = row_topic(operator, entry.pk, "sid-16")
    say(row, text="SK tahun lalu masih berlaku. Apakah boleh dipakai lagi?", by=operator)
    say(row, text="Boleh selama belum dicabut. Cantumkan halamannya.", by=coordinator)
    say(row, text=f"@{coordinator.name} sudah saya tautkan, halaman 2.", by=operator)
    aim = field_topic(operator, entry.innovation_id, "tujuan")
    say(aim, text="Tujuan perlu angka sasaran, misalnya lama pelayanan sebelum dan sesudah.", by=second)
    say(entry_topic(operator, entry.pk), text="Kami lengkapi videonya minggu ini.", by=operator)
