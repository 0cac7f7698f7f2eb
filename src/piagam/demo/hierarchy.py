"""Kota Bengkulu's departments as they really hang together: a puskesmas under its office, and an office that merged."""

from datetime import date

from piagam.demo.accounts import DINKES, PUSKESMAS
from piagam.demo.bank_life import MARK, draft
from piagam.demo.plan import BENGKULU
from piagam.editions.models import Edition
from piagam.entries.actions import enter_innovation
from piagam.people.actor import Actor
from piagam.regions.actions import add_department, change_department
from piagam.regions.merging import merge_department
from piagam.regions.models import Department, Region

ARCHIVES, LIBRARY = "Kantor Arsip Daerah", "Dinas Perpustakaan dan Kearsipan"
AT_PUSKESMAS = ("Posyandu Malam untuk Ibu Bekerja", "Antar Obat Lansia dengan Sepeda")
AT_ARCHIVES = "Arsip Keluarga dalam Satu Kotak"


def grow_tree(edition: Edition, *, coordinator: Actor) -> None:
    """By the site's own actions; done once, however many editions are built."""
    region = Region.objects.get(pk=BENGKULU)
    if region.departments.filter(name=ARCHIVES).exists():
        return
    office, _made = Department.objects.get_or_create(region=region, name=DINKES)
    clinic = region.departments.get(name=PUSKESMAS)
    change_department(clinic, name=PUSKESMAS, short_name="", is_active=True, parent=office, by=coordinator)
    add_department(region, "Puskesmas Sawah Lebar", parent=office, by=coordinator)
    aim = {"tujuan": MARK + "Layanan datang pada jam yang sempat dipakai warga."}
    made = [draft(clinic, title, aim, by=coordinator) for title in AT_PUSKESMAS]
    enter_innovation(made[-1], edition, by=coordinator)
    archives = add_department(region, ARCHIVES, by=coordinator)
    draft(
        archives,
        AT_ARCHIVES,
        {"tujuan": MARK + "Surat penting keluarga tidak hilang saat banjir."},
        by=coordinator,
    )
    library, _made = Department.objects.get_or_create(region=region, name=LIBRARY)
    basis = "Perda tentang susunan perangkat daerah (data demo)"
    merge_department(archives, library, merged_on=date(2026, 1, 2), basis=basis, by=coordinator)
