"""Rows as plain JSON and back: every field of a model that is not said to stay at home."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

# What of each model does not travel, and why. A test holds every other field against what is written.
STAYS_AT_HOME: dict[str, dict[str, str]] = {
    "regions.Department": {"id": "keys differ", "region": "said once, in the manifest"},
    "innovations.Innovation": {
        "id": "keys differ", "region": "said once", "created_by": "an account there", "version": "counts there",
        "is_shared": "collaborators are accounts there", "updated_at": "follows from the history",
    },
    "innovations.FieldChange": {"id": "keys differ", "innovation": "stands around it", "by": "written as a name"},
    "innovations.Document": {"id": "keys differ", "region": "said once"},
    "innovations.DocumentVersion": {
        "id": "keys differ", "document": "stands around it", "file": "written as its SHA-256",
        "added_by": "written as a name",
    },
    "entries.Entry": {"id": "keys differ", "report": "said once", "frozen": "made anew by the submission there"},
    "entries.Claim": {
        "id": "keys differ", "report": "said once", "entry": "stands around it", "updated_by": "written as a name",
        "version": "counts there",
    },
    "entries.EvidenceLink": {"id": "keys differ", "claim": "stands around it", "version": "written as its position"},
    "mentoring.InternalCheck": {
        "id": "keys differ", "claim": "stands around it", "by": "written as a name", "answered_by": "written as a name",
        "claim_version": "counts there",
    },
}  # fmt: skip


def fields_of(model: type[models.Model]) -> list[Any]:
    """The fields that travel as they are: no relations, nothing that stays at home."""
    stays = STAYS_AT_HOME[model._meta.label]
    return [
        field for field in model._meta.concrete_fields if not field.is_relation and field.name not in stays
    ]


def plain(row: models.Model) -> dict[str, Any]:
    """A row's own fields as JSON."""
    return {field.name: as_json(getattr(row, field.attname)) for field in fields_of(type(row))}


def as_json(value: Any) -> Any:
    """Dates and exact numbers as text; everything else as it is."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def values_for(model: type[models.Model], data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a row read back. Fields that the data does not have keep the model's default."""
    return {field.name: field.to_python(data[field.name]) for field in fields_of(model) if field.name in data}


def changed(row: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Sets the values; the names of those that were others before."""
    names = [name for name, value in values.items() if getattr(row, name) != value]
    for name in names:
        setattr(row, name, values[name])
    return names


def name_of(person: Any) -> str:
    """A person's name, for the history; empty for nobody."""
    return str(person.name) if person is not None else ""


def without_names(value: Any) -> Any:
    """The same without who did it: names of people are no part of what a thing says."""
    if isinstance(value, dict):
        return {key: without_names(one) for key, one in value.items() if key not in NAMES}
    return [without_names(one) for one in value] if isinstance(value, list) else value


NAMES: Iterable[str] = frozenset({"by", "answered_by", "updated_at"})
