"""docs/reference/tables.md: what the database holds, slice by slice."""

import inspect

from django.apps import apps
from django.db import models

from tools.reference.markdown import table

INTRODUCTION = """# Tables

What the database holds, slice by slice in order of dependence. Times are stored in UTC. Constraints are kept by the
database itself, not by the forms alone.
"""


def first_sentence(model: type[models.Model]) -> str:
    return (inspect.getdoc(model) or "").split("\n\n")[0].replace("\n", " ")


def kind(field: models.Field) -> str:
    """A column's kind in a word or two."""
    name = field.get_internal_type().removesuffix("Field")
    if isinstance(field, models.ForeignKey):
        name = f"→ {field.related_model._meta.label_lower}"
    elif field.max_length:
        name = f"{name} ({field.max_length})"
    return (
        name
        + (", may be empty" if field.null else "")
        + (", unique" if field.unique and not field.primary_key else "")
    )


def described(model: type[models.Model]) -> str:
    meta = model._meta
    rows = [
        [f"`{field.column}`" + (" (key)" if field.primary_key else ""), kind(field)]
        for field in meta.concrete_fields
    ]
    promises = [constraint.name.replace("_", " ") for constraint in meta.constraints]
    kept = f"\n\nKept by the database: {'; '.join(promises)}." if promises else ""
    return f"### `{meta.db_table}`\n\n{first_sentence(model)}\n\n{table(['column', 'kind'], rows)}{kept}"


def page() -> str:
    parts = [INTRODUCTION.strip()]
    for slice_ in apps.get_app_configs():
        found = [model for model in slice_.get_models() if slice_.name.startswith("piagam.")]
        if found:
            parts += [f"## {slice_.label}", *(described(model) for model in found)]
    return "\n\n".join(parts)
