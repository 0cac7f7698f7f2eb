"""The demo's accounts: one a role, and the people that two-person steps need."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from piagam.people.models import Membership, User
from piagam.regions.models import Department, Region

DEMO_PASSWORD = "piagam-demo-2026"
DEMO_TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # shown on /demo/: a demo has no secrets


@dataclass(frozen=True)
class Account:
    """A demo account: who it is and what it can show."""

    email: str
    name: str
    role: str
    region: str = ""
    department: str = ""
    what: str = ""


DISDUKCAPIL = "Dinas Kependudukan dan Pencatatan Sipil"
DINKES, PUSKESMAS = "Dinas Kesehatan", "Puskesmas Anggut Atas"
ACCOUNTS = (
    Account("operator@demo.piagam.id", "Rina Marlina", "OPD", "17.71", DISDUKCAPIL,
            "Operator Disdukcapil Kota Bengkulu"),
    Account("operator2@demo.piagam.id", "Hendra Saputra", "OPD", "17.71", "Rumah Sakit Umum Daerah",
            "Operator RSUD Kota Bengkulu"),
    Account("dinkes@demo.piagam.id", "Nurhayati", "OPD", "17.71", DINKES,
            "Operator Dinas Kesehatan Kota Bengkulu, juga untuk puskesmasnya"),
    Account("puskesmas@demo.piagam.id", "Mega Oktavia", "OPD", "17.71", PUSKESMAS,
            "Operator satu puskesmas, sub-unit Dinas Kesehatan"),
    Account("kesbangpol@demo.piagam.id", "Lestari Handayani", "OPD", "17.71", "Badan Kesatuan Bangsa dan Politik",
            "Operator yang belum mulai"),
    Account("setwan@demo.piagam.id", "Dedi Kurniawan", "OPD", "17.71", "Sekretariat DPRD",
            "Operator yang belum mulai"),
    Account("koordinator@demo.piagam.id", "Yusuf Effendi", "COR", "17.71", "",
            "Koordinator (Bapperida) Kota Bengkulu"),
    Account("koordinator2@demo.piagam.id", "Ratna Dewi", "COR", "17.71", "",
            "Koordinator kedua Kota Bengkulu, pendamping separuh perangkat daerah"),
    Account("walikota@demo.piagam.id", "Kepala Daerah Demo", "HEAD", "17.71", "", "Kepala daerah Kota Bengkulu"),
    Account("provinsi@demo.piagam.id", "Pengawas Provinsi Demo", "PROV", "17", "", "Pengawas Provinsi Bengkulu"),
    Account("tetangga@demo.piagam.id", "Koordinator Tetangga", "COR", "17.08", "", "Koordinator Kabupaten Kepahiang"),
    Account("verifikator@demo.piagam.id", "Sari Wulandari", "VER", what="Verifikator pusat"),
    Account("verifikator2@demo.piagam.id", "Bayu Nugroho", "VER", what="Verifikator pusat"),
    Account("mutu@demo.piagam.id", "Dewi Anggraini", "QC", what="Pengawas mutu"),
    Account("mutu2@demo.piagam.id", "Agus Salim", "QC", what="Pengawas mutu kedua"),
    Account("juri@demo.piagam.id", "Prof. Juri Demo", "JUR", what="Juri"),
    Account("admin@demo.piagam.id", "Maya Lestari", "ADM", what="Administrator"),
    Account("admin2@demo.piagam.id", "Fajar Pratama", "ADM", what="Administrator kedua"),
    Account("auditor@demo.piagam.id", "Auditor Demo", "AUD", what="Auditor"),
)  # fmt: skip


def demo_accounts() -> tuple[Account, ...]:
    """All demo accounts, in the order of the roles."""
    return ACCOUNTS


def make_accounts() -> dict[str, User]:
    """Makes the accounts with password and second factor; departments are made where they lack. By e-mail."""
    users: dict[str, User] = {}
    hashed = make_password(DEMO_PASSWORD)  # once: a good hash is slow by design
    for account in ACCOUNTS:
        user = User(
            email=account.email, name=account.name, password=hashed, totp_secret=DEMO_TOTP_SECRET,
            totp_since=timezone.now(),
        )  # fmt: skip
        user.save()
        region = Region.objects.get(pk=account.region) if account.region else None
        department = None
        if region and account.department:
            department, _made = Department.objects.get_or_create(region=region, name=account.department)
        Membership.objects.create(user=user, role=account.role, region=region, department=department)
        users[account.email] = user
    return users
