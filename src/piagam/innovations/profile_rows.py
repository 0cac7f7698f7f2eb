"""The fields of a profile as a page shows them: the input, what is kept, what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format

from piagam.innovations.actions import Conflict
from piagam.innovations.models import Document, Innovation
from piagam.innovations.profile_form import ProfileForm
from piagam.innovations.queries import documents_by_id
from piagam.innovations.rules import APPLIED, FILE_KINDS, Rules, Standing, profile_of, standing_of
from piagam.innovations.values import EMPTY, day, stamp_of
from tallybook import ProfileField
from tallybook.language import either


@dataclass(frozen=True)
class ProfileRow:
    """One field of a profile."""

    field: ProfileField
    value: Any
    problems: Sequence[str] = ()
    document: Document | None = None
    input: forms.BoundField | None = None
    conflict: Conflict | None = None

    @property
    def code(self) -> str:
        return self.field.code

    @property
    def is_empty(self) -> bool:
        return self.value in EMPTY

    @property
    def is_missing(self) -> bool:
        """Asked for and not there yet."""
        return bool(self.field.required) and self.is_empty

    @property
    def advice(self) -> Sequence[str]:
        """What to mend in what is written; that an empty field is empty needs no sentence."""
        return () if self.is_empty else self.problems

    @property
    def version(self) -> int:
        return stamp_of(self.value)

    @property
    def is_document(self) -> bool:
        return self.field.kind in FILE_KINDS

    @property
    def help(self) -> str:
        return either(self.field.help, self.field.help_en)

    @property
    def optional(self) -> bool:
        return not self.field.required

    @property
    def is_many(self) -> bool:
        """So many boxes that they are folded away until they are asked for."""
        return self.field.kind == "multi_choice" and len(self.field.options) > 12

    @property
    def ticked(self) -> int:
        return len(self.value) if isinstance(self.value, list) else 0

    @property
    def decides(self) -> bool:
        """Is it the date beside which the verdict on eligibility stands?"""
        return self.field.code == APPLIED

    @property
    def shown(self) -> str:
        """The value as people read it."""
        return in_words(self.field, self.value)

    @property
    def theirs(self) -> str:
        """In a conflict: what is kept now, as people read it."""
        return in_words(self.field, self.conflict.theirs) if self.conflict else ""


def in_words(field: ProfileField, value: Any) -> str:
    """A stored value as people read it: labels for codes, a date in words."""
    if value in EMPTY:
        return ""
    if field.kind in {"choice", "multi_choice"}:
        labels = {option.code: option.words for option in field.options or ()}
        codes = value if isinstance(value, list) else [value]
        return "; ".join(str(labels.get(code, code)) for code in codes)
    if field.kind == "date":
        moment: date | None = day(value)
        return date_format(moment, "j F Y") if moment else str(value)
    return str(value)


def rows_of(
    rules: Rules,
    innovation: Innovation,
    *,
    form: ProfileForm | None = None,
    conflicts: Sequence[Conflict] = (),
    standing: Standing | None = None,
) -> list[ProfileRow]:
    """Every field of the rulebook with its value; one query for all attached documents."""
    profile = profile_of(innovation)
    known = standing or standing_of(rules, profile)
    documents = documents_by_id(document_ids(rules, profile))
    clashes = {conflict.field: conflict for conflict in conflicts}
    return [
        ProfileRow(
            field=field,
            value=profile.get(field.code),
            problems=known.problems.get(field.code, ()),
            document=documents.get(document_id(profile.get(field.code)) or 0),
            input=form[field.code] if form is not None and field.code in form.fields else None,
            conflict=clashes.get(field.code),
        )
        for field in rules.fields
    ]


def document_id(value: Any) -> int | None:
    """The key of an attached document."""
    found = value.get("document") if isinstance(value, Mapping) else None
    return found if isinstance(found, int) else None


def document_ids(rules: Rules, profile: Mapping[str, Any]) -> list[int]:
    """The keys of all attached documents."""
    found = (document_id(profile.get(field.code)) for field in rules.fields if field.kind in FILE_KINDS)
    return [pk for pk in found if pk is not None]
