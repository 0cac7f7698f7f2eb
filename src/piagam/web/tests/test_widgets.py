"""Inputs drawn without templates are the inputs that Django draws."""

import pytest
from django import forms
from django.test.html import parse_html

from piagam.web.widgets import as_widget

CHOICES = [("", "Pilih"), ("a", "<b>A</b>"), ("b", "B & C"), ("Kelompok", [("c", "C"), ("d", "D")])]


class Every(forms.Form):
    text = forms.CharField(max_length=40, required=False)
    number = forms.IntegerField(min_value=1, initial=0)
    mail = forms.EmailField(disabled=True)
    link = forms.URLField(widget=forms.URLInput(attrs={"inputmode": "url"}), assume_scheme="https")
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    secret = forms.CharField(widget=forms.PasswordInput)
    long = forms.CharField(widget=forms.Textarea(attrs={"rows": 7}), help_text="bantuan")
    one = forms.ChoiceField(choices=CHOICES)
    many = forms.MultipleChoiceField(choices=CHOICES)
    yes = forms.BooleanField(required=False)
    file = forms.FileField()
    hidden = forms.CharField(widget=forms.HiddenInput(attrs={"id": "sendiri"}))


FILLED = {
    "text": 'Kata "dalam" <kutip>', "number": "7", "link": "https://contoh.id/?a=1&b=2", "day": "2025-12-31",
    "long": "\nBaris satu\n<script>", "one": "a", "many": ["b", "d"], "yes": "on", "secret": "rahasia",
}  # fmt: skip


@pytest.mark.parametrize("data", [None, {}, FILLED])
@pytest.mark.parametrize("name", list(Every.base_fields))
def test_an_input_is_what_django_draws(name: str, data: dict[str, object] | None) -> None:
    bound = Every(data, initial={"day": "2024-02-29", "many": ["c"]}, auto_id="f-%s")[name]
    attrs = {"class": "govuk-input", "aria-describedby": "x", "data-words": "", "data-x": 3}
    ours, theirs = as_widget(bound, dict(attrs)), bound.as_widget(attrs=dict(attrs))
    assert parse_html(ours) == parse_html(theirs)
    assert ours.count("<script>") == 0
