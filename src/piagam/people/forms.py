"""Forms about accounts. What may be done is decided by the actions; a form only reads."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from piagam.people import lookups
from piagam.people.fields import DepartmentField
from piagam.people.invitation_list import MOST_BYTES, decoded
from piagam.people.models import Invitation, Membership, Role, User
from piagam.people.queries import operators_of
from piagam.people.roles import REGIONAL, STAFF


def password_field(label: Any, *, autocomplete: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, max_length=200, help_text=help_text)


def one_line(text: str) -> str:
    return " ".join(text.split())


class SignInForm(forms.Form):
    """Address and password."""

    email = forms.EmailField(
        label=_("Surel"), widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = password_field(_("Kata sandi"), autocomplete="current-password")


class NameForm(forms.Form):
    """The name that others read."""

    name = forms.CharField(
        label=_("Nama"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class TwoPasswords(forms.Form):
    """A new password, typed twice, held to the validators."""

    user: User
    new = password_field(
        _("Kata sandi baru"), autocomplete="new-password",
        help_text=_("Paling sedikit 15 karakter. Beberapa kata yang mudah Anda ingat lebih baik daripada simbol."),
    )  # fmt: skip
    again = password_field(_("Ulangi kata sandi baru"), autocomplete="new-password")

    def clean_new(self) -> str:
        password: str = self.cleaned_data["new"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        typed = self["new"].value()  # also when the validators refused it: each mistake has its sentence
        if typed and given.get("again") and typed != given["again"]:
            self.add_error("again", ValidationError(_("Kedua kata sandi tidak sama.")))
        return given


class PasswordForm(TwoPasswords):
    """Changing one's own password."""

    old = password_field(_("Kata sandi sekarang"), autocomplete="current-password")
    field_order = ("old", "new", "again")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)


class ForgottenPasswordForm(forms.Form):
    """Whose password was forgotten."""

    email = forms.EmailField(
        label=_("Surel"), max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )  # fmt: skip


class ResetPasswordForm(TwoPasswords):
    """A new password for whoever holds the link to choose one."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)


class CodeForm(forms.Form):
    """A one-time code of six figures."""

    code = forms.CharField(
        label=_("Kode 6 angka"), max_length=12,
        widget=forms.TextInput(attrs={
            "inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True, "pattern": "[0-9 ]*",
        }),
    )  # fmt: skip


class NewPersonForm(TwoPasswords):
    """What somebody without an account writes when accepting an invitation."""

    name = forms.CharField(
        label=_("Nama lengkap"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ("name", "new", "again")

    def __init__(self, invitation: Invitation, *args: Any, **kwargs: Any) -> None:
        self.user = User(email=invitation.email)
        super().__init__(*args, **kwargs)

    def clean_name(self) -> str:
        self.user.name = one_line(self.cleaned_data["name"])
        return self.user.name


class KnownPersonForm(forms.Form):
    """Somebody who has an account proves it."""

    new = password_field(_("Kata sandi akun Anda"), autocomplete="current-password")


class ReasonForm(forms.Form):
    """Why; asked for where the permission table says so."""

    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = required


class InviteOperatorForm(forms.Form):
    """Whom to invite, for which department."""

    email = forms.EmailField(
        label=_("Surel operator"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    department = DepartmentField(label=_("Perangkat daerah"), queryset=None, empty_label=_("Pilih …"))
    reason = forms.CharField(label=_("Alasan"), max_length=500, required=False)

    def __init__(self, region_code: str, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = self.fields["department"]
        assert isinstance(departments, forms.ModelChoiceField)
        departments.queryset = lookups.departments_in(region_code).select_related("region")
        if needs_reason:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]


class InviteManyForm(forms.Form):
    """A list of addresses and departments, pasted or as a file."""

    text = forms.CharField(
        label=_("Daftar operator"),
        max_length=MOST_BYTES,
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_(
            "Satu orang per baris: surel dan nama perangkat daerah, dipisah titik koma, koma, atau tab. "
            "Bisa ditempel langsung dari Excel."
        ),
    )
    file = forms.FileField(
        label=_("Atau berkas CSV"), required=False, widget=forms.FileInput(attrs={"accept": ".csv,.txt"})
    )
    reason = forms.CharField(label=_("Alasan"), max_length=500, required=False)

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs_reason:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file = given.get("file")
        if file is not None and file.size > MOST_BYTES:
            raise ValidationError(
                _("Berkas ini terlalu besar untuk sebuah daftar; simpan hanya dua kolomnya.")
            )
        if file is not None:
            given["text"] = decoded(file.read())
        if not (given.get("text") or "").strip():
            raise ValidationError(_("Tempel daftarnya, atau pilih berkas CSV."))
        return given


class ColleagueField(forms.ModelChoiceField[Membership]):
    """An operator, with the department that tells two of a name apart."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user.name} · {obj.department}"


class DelegateForm(forms.Form):
    """Which colleague fills in, and until when."""

    colleague = ColleagueField(
        label=_("Wakilnya"),
        queryset=None,
        empty_label=_("Pilih …"),
        help_text=_("Operator lain di daerah ini. Ia masuk dengan akunnya sendiri lalu mengganti peran."),
    )
    until = forms.DateField(
        label=_("Sampai dan termasuk hari"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = self.fields["colleague"]
        assert isinstance(colleagues, forms.ModelChoiceField)
        own = operators_of(membership.region_id or "").filter(delegated_by=None)
        colleagues.queryset = own.exclude(user=membership.user_id).exclude(
            department=membership.department_id
        )


class RegionForm(forms.Form):
    """Which region's operators an administrator wants to see."""

    region: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Daerah"), queryset=None, empty_label=_("Pilih daerah …")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = self.fields["region"]
        assert isinstance(regions, forms.ModelChoiceField)
        regions.queryset = lookups.all_regions()


class AskAccountForm(forms.Form):
    """An account that takes two administrators."""

    email = forms.EmailField(label=_("Surel"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(
        label=_("Peran"),
        choices=[("", _("Pilih …")), *((code, Role(code).label) for code in (*REGIONAL, *STAFF))],
    )
    region: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Daerah"), queryset=None, required=False, empty_label=_("Tidak terikat daerah"),
        help_text=_("Hanya untuk koordinator, kepala daerah, dan pengawas provinsi."),
    )  # fmt: skip
    edition: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Edisi"), queryset=None, required=False, empty_label=_("Semua edisi, sampai diakhiri"),
    )  # fmt: skip
    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (("region", lookups.all_regions()), ("edition", lookups.all_editions())):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        role, region = given.get("role"), given.get("region")
        if role in REGIONAL and region is None:
            self.add_error("region", _("Pilih daerahnya."))
        if role in STAFF and region is not None:
            self.add_error("region", _("Peran kementerian tidak terikat daerah; kosongkan."))
        if role == Role.PROV and region is not None and region.kind != "provinsi":
            self.add_error("region", _("Pilih provinsinya."))
        return given


class DecideForm(forms.Form):
    """A second person's answer to a proposal."""

    decision = forms.ChoiceField(
        label=_("Putusan"),
        widget=forms.RadioSelect,
        choices=[("approve", _("Setujui")), ("refuse", _("Tolak"))],
    )
    reason = forms.CharField(
        label=_("Alasan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wajib bila menolak; pengusul akan membacanya."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("decision") == "refuse" and not (given.get("reason") or "").strip():
            self.add_error("reason", _("Tulis alasan penolakan."))
        return given


class FilterForm(forms.Form):
    """Which accounts to show."""

    words = forms.CharField(label=_("Cari nama, surel, atau daerah"), max_length=100, required=False)
    role = forms.ChoiceField(
        label=_("Peran"), required=False,
        choices=[("", _("Semua peran")), *((code, label) for code, label in Role.choices if code != "PUB")],
    )  # fmt: skip
