"""Forms about being told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from piagam.notices.categories import ALWAYS_MAILED, Category, Way, way_for
from piagam.notices.models import Choice

ZONES = (
    ("Asia/Jakarta", _("WIB, Indonesia Barat")),
    ("Asia/Makassar", _("WITA, Indonesia Tengah")),
    ("Asia/Jayapura", _("WIT, Indonesia Timur")),
)
HOURS = [(hour, f"{hour:02}.00") for hour in range(24)]


def hour_field(label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=HOURS, coerce=int, help_text=help_text)


class ChoiceForm(forms.Form):
    """A way for each category, the hour of the digest, the quiet hours, and the clock they are read by."""

    digest_hour = hour_field(_("Ringkasan harian dikirim pukul"))
    quiet_from = hour_field(
        _("Jam tenang mulai"), _("Selama jam tenang tidak ada surel, kecuali tentang akun Anda.")
    )
    quiet_until = hour_field(_("Jam tenang sampai"), _("Sama dengan jam mulainya berarti tanpa jam tenang."))
    zone = forms.ChoiceField(label=_("Menurut jam"), choices=ZONES)

    def __init__(self, choice: Choice, data: Any = None) -> None:
        names = ("digest_hour", "quiet_from", "quiet_until", "zone")
        super().__init__(data, initial={name: getattr(choice, name) for name in names})
        for category in Category:
            if category in ALWAYS_MAILED:
                continue
            self.fields[f"way-{category.value}"] = forms.ChoiceField(
                label=category.label, choices=Way.choices, initial=way_for(category, choice.ways)
            )

    @property
    def ways(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("way-")]

    def chosen(self) -> dict[str, Any]:
        """What is kept."""
        given = self.cleaned_data
        ways = {name.removeprefix("way-"): value for name, value in given.items() if name.startswith("way-")}
        return {"ways": ways} | {name: given[name] for name in given if not name.startswith("way-")}


class GatewayForm(forms.Form):
    """The address of an incoming webhook."""

    address = forms.CharField(
        label=_("Alamat webhook"),
        max_length=500,
        help_text=_("Dari ruang obrolan Anda (Slack, Mattermost, Rocket.Chat, atau gerbang WhatsApp). "
                    "Diawali https://."),
        widget=forms.URLInput(attrs={"autocomplete": "off", "placeholder": "https://"}),
    )  # fmt: skip
