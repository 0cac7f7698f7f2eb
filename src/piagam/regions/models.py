"""Regions with a government of their own, their departments, and the clusters they compete in."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from piagam.people.deciding import Place


class Region(models.Model):
    """A province, regency or city, by its Kemendagri code ("17.71")."""

    class Kind(models.TextChoices):
        PROVINCE = "provinsi", _("Provinsi")
        REGENCY = "kabupaten", _("Kabupaten")
        CITY = "kota", _("Kota")

    code = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    province_code = models.CharField(max_length=2, db_index=True)
    is_autonomous = models.BooleanField(default=True)
    is_disadvantaged = models.BooleanField(default=False)
    is_border = models.BooleanField(default=False)
    is_papua = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")
    capital = models.CharField(max_length=120, blank=True)
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name

    def place(self) -> Place:
        return Place(region=self.code, province=self.province_code)


class Department(models.Model):
    """A department of a region (perangkat daerah), or a sub-unit of one."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="departments")
    name = models.CharField(_("nama perangkat daerah"), max_length=200)
    short_name = models.CharField(_("nama pendek"), max_length=60, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="units")
    is_active = models.BooleanField(default=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed"
    )
    merged_on = models.DateField(null=True, blank=True)
    merged_basis = models.CharField(max_length=300, blank=True)  # the regulation by which it merged
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "name"], name="one_department_of_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="a_department_has_a_name"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")), name="a_department_is_not_its_own_unit"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None)
                | Q(is_active=False, merged_on__isnull=False) & ~Q(merged_into=F("pk")),
                name="a_merged_department_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def place(self) -> Place:
        return Place(region=self.region_id, province=self.region.province_code, department=self.pk)


class ClusterFact(models.Model):
    """That a region competes in a cluster in one edition; fixed when the edition opens."""

    edition = models.ForeignKey("editions.Edition", on_delete=models.PROTECT, related_name="cluster_facts")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="cluster_facts")
    cluster = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "region", "cluster"], name="a_cluster_once"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.cluster}"
