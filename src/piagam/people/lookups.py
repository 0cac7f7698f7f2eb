"""Regions, departments and editions as far as an account names them.

This slice stands below theirs: it asks for them through its own foreign keys and never imports them.
"""

from typing import Any

from django.db.models import Model, QuerySet

from piagam.people.models import Membership


def _behind(field: str) -> type[Model]:
    found = Membership._meta.get_field(field).related_model
    assert isinstance(found, type)
    assert issubclass(found, Model)
    return found


def all_regions() -> QuerySet[Any]:
    """Every region with a government of its own, by code."""
    return _behind("region")._default_manager.filter(is_autonomous=True).order_by("code")


def provinces() -> dict[str, str]:
    """The names of the provinces by their code."""
    found = _behind("region")._default_manager.filter(kind="provinsi").order_by("province_code")
    return dict(found.values_list("province_code", "name"))


def region_named(code: str) -> Any | None:
    """The region of a code, or None."""
    return _behind("region")._default_manager.filter(pk=code).first()


def departments_in(region_code: str) -> QuerySet[Any]:
    """The departments of a region that are in use, by name."""
    found = _behind("department")._default_manager.filter(region_id=region_code, is_active=True)
    return found.order_by("name")


def every_department_in(region_code: str) -> QuerySet[Any]:
    """Those that are closed or merged too, each with what it merged into."""
    found = _behind("department")._default_manager.filter(region_id=region_code)
    return found.select_related("merged_into", "region").order_by("name")


def all_editions() -> QuerySet[Any]:
    """Every edition, newest first."""
    return _behind("edition")._default_manager.order_by("-year", "-created_at")
