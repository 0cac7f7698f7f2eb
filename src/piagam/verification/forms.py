"""Forms of verification."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.people.models import Membership
from piagam.regions.models import Region
from piagam.verification.models import Finding
from piagam.verification.queries import verifiers


class AssignForm(forms.Form):
    """Who shall read what."""

    verifier = forms.ModelChoiceField(Membership.objects.none(), label=_("Verifikator"))
    indicator = forms.ChoiceField(label=_("Indikator"), required=False)
    region = forms.ModelChoiceField(Region.objects.none(), label=_("Daerah"), required=False)
    at_most = forms.IntegerField(label=_("Paling banyak"), min_value=1, max_value=20_000, initial=100)
    reason = forms.CharField(label=_("Alasan"), max_length=300)

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [membership.pk for membership in verifiers(edition)]
        who = self.fields["verifier"]
        assert isinstance(who, forms.ModelChoiceField)
        who.queryset = Membership.objects.filter(pk__in=keys).select_related("user")
        who.label_from_instance = lambda obj: str(obj.user.name)  # type: ignore[method-assign,assignment,unused-ignore]
        where = self.fields["region"]
        assert isinstance(where, forms.ModelChoiceField)
        where.queryset = Region.objects.filter(reports__edition=edition, reports__state="submitted")
        what = self.fields["indicator"]
        assert isinstance(what, forms.ChoiceField)
        rows = [
            indicator for indicator in rulebook_of(edition).indicators if indicator.answer.kind != "automatic"
        ]
        what.choices = [("", _("semua indikator"))] + [
            (row.code, f"{row.number} {row.label}") for row in rows
        ]


class DecideForm(forms.Form):
    """A decision on a claim."""

    decision = forms.ChoiceField(
        label=_("Putusan"), choices=Finding.Decision.choices, widget=forms.RadioSelect
    )
    level = forms.TypedChoiceField(
        label=_("Level terverifikasi"), required=False, coerce=int, empty_value=None
    )
    reason_code = forms.ChoiceField(label=_("Alasan"), required=False)
    note = forms.CharField(
        label=_("Penjelasan untuk daerah"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, edition: Edition, claimed: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        level = self.fields["level"]
        reason = self.fields["reason_code"]
        assert isinstance(level, forms.TypedChoiceField) and isinstance(reason, forms.ChoiceField)
        level.choices = [("", _("tetap"))] + [(str(one), str(one)) for one in range(claimed - 1, 0, -1)]
        reason.choices = [("", _("tanpa alasan"))] + [
            (one.code, one.label) for one in rulebook_of(edition).reasons
        ]


class ConflictForm(forms.Form):
    """A region this person must not decide on."""

    region = forms.ModelChoiceField(Region.objects.filter(is_autonomous=True), label=_("Daerah"))
    reason = forms.CharField(label=_("Alasan"), max_length=300)
