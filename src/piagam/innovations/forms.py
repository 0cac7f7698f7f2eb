"""Forms of the bank."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from piagam.people.fields import DepartmentField
from piagam.regions.models import Department


class FilterForm(forms.Form):
    """Search and filters of a list; what makes no sense is left out, never an error."""

    q = forms.CharField(label=gettext_lazy("Cari"), required=False, max_length=200)
    perangkat = DepartmentField(
        label=gettext_lazy("Perangkat daerah"), queryset=Department.objects.none(), required=False,
        empty_label=gettext_lazy("Semua"),
    )  # fmt: skip

    def __init__(self, data: Any, departments: QuerySet[Department]) -> None:
        super().__init__(data, auto_id="saring-%s")
        field = self.fields["perangkat"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = departments
        self.is_valid()

    def chosen(self, name: str, default: Any = "") -> Any:
        """The value of a filter, or its default when it is empty or makes no sense."""
        return self.cleaned_data.get(name) or default


class NewInnovationForm(forms.Form):
    """The name; and whose it is, where there is a choice."""

    title = forms.CharField(
        label=gettext_lazy("Nama inovasi"), max_length=300,
        error_messages={"required": gettext_lazy("Inovasi perlu nama. Tuliskan namanya.")},
    )  # fmt: skip
    department = DepartmentField(
        label=gettext_lazy("Perangkat daerah"), queryset=Department.objects.none(),
        empty_label=gettext_lazy("Pilih perangkat daerah"),
        error_messages={"required": gettext_lazy("Pilih perangkat daerah yang memiliki inovasi ini.")},
    )  # fmt: skip

    def __init__(
        self,
        departments: QuerySet[Department],
        *,
        only: Department | None,
        first: int | None = None,
        data: Any = None,
    ) -> None:
        super().__init__(data, initial={"department": first})
        if only is not None:
            del self.fields["department"]
            self.only = only
            return
        field = self.fields["department"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = departments

    @property
    def owner(self) -> Department:
        """The department that the innovation will belong to."""
        found: Department = self.cleaned_data["department"] if "department" in self.fields else self.only
        return found
