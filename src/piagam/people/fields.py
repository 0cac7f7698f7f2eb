"""A department to choose, shown as the tree it stands in."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue

from piagam.people.tree import outline

INDENT = "\u2003"  # a wide space: an option of a select takes no style


def indented(level: int, name: str) -> str:
    """A name as it stands in a list at a level of the tree."""
    return f"{INDENT * level}– {name}" if level else name


class InTree(ModelChoiceIterator):
    """The choices, each department followed by its sub-units."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        if self.field.empty_label is not None:
            yield "", str(self.field.empty_label)
        for level, one in outline(self.queryset):
            value = ModelChoiceIteratorValue(self.field.prepare_value(one), one)
            yield value, indented(level, self.field.label_from_instance(one))


class DepartmentField(forms.ModelChoiceField[Any]):
    """One department of those in the queryset."""

    iterator = InTree
