"""The form of a word to many."""

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from piagam.people import lookups
from piagam.people.actions.announcing import ROLES_OF_A_REGION
from piagam.people.actor import Actor
from piagam.people.audience import Audience
from piagam.people.models import Role

TO_ALL = tuple(role for role in Role if role != Role.PUB)


class AnnouncementForm(forms.Form):
    """What is said and to whom; a coordinator chooses among the people of the own region."""

    subject = forms.CharField(
        label=_("Judul"), max_length=150,
        help_text=_("Satu kalimat. Inilah yang muncul di daftar kabar, di surel, dan di obrolan."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Isi"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Teks biasa; baris kosong memisahkan alinea. Tautan dapat ditekan."),
    )  # fmt: skip
    roles = forms.MultipleChoiceField(label=_("Kepada"), widget=forms.CheckboxSelectMultiple)
    province = forms.ChoiceField(label=_("Provinsi"), required=False)
    edition: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Edisi"), queryset=None, required=False, empty_label=_("Semua edisi")
    )
    key = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, actor: Actor, data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid4().hex})
        self.region_code = actor.region_code or ""
        allowed = ROLES_OF_A_REGION if self.region_code else TO_ALL
        fields: dict[str, Any] = self.fields
        fields["roles"].choices = [(role.value, role.label) for role in allowed]
        if self.region_code:
            del fields["province"], fields["edition"]
            return
        fields["province"].choices = [("", _("Semua provinsi")), *lookups.provinces().items()]
        fields["province"].help_text = _("Peran kementerian tidak terikat provinsi.")
        fields["edition"].queryset = lookups.all_editions()

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if not re.fullmatch(r"[0-9a-f]{32}", key):
            raise ValidationError(_("Formulir ini rusak. Muat ulang halaman, lalu tulis lagi."))
        return key

    def audience(self) -> Audience:
        """To whom it goes."""
        given = self.cleaned_data
        edition = given.get("edition")
        return Audience(
            tuple(given["roles"]), self.region_code, given.get("province", ""), edition.pk if edition else ""
        )
