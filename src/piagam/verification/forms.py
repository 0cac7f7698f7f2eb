"""Forms of verification."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from piagam.editions.models import Edition
from piagam.editions.rulebooks import rulebook_of
from piagam.entries.models import Claim
from piagam.people.models import Membership
from piagam.regions.models import Region
from piagam.verification.models import Finding
from piagam.verification.queries import verifiers


class AssignForm(forms.Form):
    """Who shall read what."""

    verifier = forms.ModelChoiceField(
        Membership.objects.none(), label=_("Verifikator"), empty_label=_("pilih verifikator")
    )
    indicator = forms.ChoiceField(label=_("Indikator"), required=False)
    region = forms.ModelChoiceField(
        Region.objects.none(), label=_("Daerah"), required=False, empty_label=_("semua daerah")
    )
    at_most = forms.IntegerField(
        label=_("Paling banyak berapa isian"), min_value=1, max_value=20_000, initial=100
    )
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
            (row.code, f"{row.number} {row.words}") for row in rows
        ]


class DecideForm(forms.Form):
    """A decision on a claim: each no asks for its reason and a sentence, a lowering for its level too."""

    decision = forms.ChoiceField(
        label=_("Putusan"), choices=Finding.Decision.choices, widget=forms.RadioSelect
    )
    level = forms.TypedChoiceField(
        label=_("Turunkan ke tingkat"), required=False, coerce=int, empty_value=None
    )
    reason_code = forms.ChoiceField(label=_("Alasan"), required=False)
    note = forms.CharField(
        label=_("Penjelasan untuk daerah"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, claim: Claim, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rulebook = rulebook_of(claim.report.edition)
        self.reasons = {reason.code: reason for reason in rulebook.reasons}
        rules = {level.level: level.words for level in rulebook.indicator(claim.indicator).levels}
        level, reason = self.fields["level"], self.fields["reason_code"]
        assert isinstance(level, forms.TypedChoiceField) and isinstance(reason, forms.ChoiceField)
        lower = range((claim.level or 0) - 1, 0, -1)
        level.choices = [("", _("pilih tingkat"))] + [
            (str(one), f"{one}. {rules.get(one, '')}"[:120]) for one in lower
        ]
        reason.choices = [("", _("pilih alasan"))] + [(one.code, one.words) for one in rulebook.reasons]

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        decision = found.get("decision")
        if decision not in {Finding.Decision.LOWER, Finding.Decision.REJECT}:
            return found
        if decision == Finding.Decision.LOWER and found.get("level") is None and "level" not in self.errors:
            self.add_error("level", _("Pilih tingkat yang didukung bukti."))
        reason = self.reasons.get(found.get("reason_code", ""))
        if reason is None:
            self.add_error("reason_code", _("Pilih alasan dari daftar."))
        elif decision not in reason.decisions:
            self.add_error("reason_code", _("Alasan ini bukan untuk putusan yang dipilih."))
        if not found.get("note", "").strip():
            self.add_error("note", _("Tulis satu kalimat penjelasan untuk daerah."))
        return found


class ConflictForm(forms.Form):
    """A region this person must not decide on."""

    region = forms.ModelChoiceField(
        Region.objects.filter(is_autonomous=True), label=_("Daerah"), empty_label=_("pilih daerah")
    )
    reason = forms.CharField(label=_("Alasan"), max_length=300)
