"""Fields, lists and trees are drawn as components.md says."""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from piagam.web.trees import drawn_tree

STATIC = Path(__file__).parents[1] / "static" / "web"


@dataclass
class Node:
    label: str
    value: Fraction
    unit: str = ""
    sentence: str = ""
    source: tuple[str, ...] = ()
    children: tuple["Node", ...] = field(default=())


class Profile(forms.Form):
    title = forms.CharField(label="Nama", help_text="Tanpa singkatan.")
    level = forms.ChoiceField(
        label="Tingkat", choices=[("1", "Satu"), ("2", "Dua")], widget=forms.RadioSelect
    )
    aim = forms.CharField(label="Tujuan", required=False, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput)


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def drawn(text: str, **context: object) -> str:
    request = RequestFactory().get("/", {"cari": "air"})
    return Template(text).render(Context({"request": request, **context}))


def test_a_field_ties_its_help_and_its_error_to_the_input() -> None:
    html = drawn("{% field form.title %}", form=Profile({"title": ""}))
    assert 'aria-describedby="id_title_help id_title_error"' in html
    assert 'id="id_title_help"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label for="id_title">' in html


def test_a_choice_shows_the_rule_of_each_level() -> None:
    html = drawn("{% field form.level rules=rules %}", form=Profile(), rules={"2": "Mulai 101 orang."})
    assert html.count("choice--card") == 2
    assert "<small>Mulai 101 orang.</small>" in html
    assert "<legend>Tingkat</legend>" in html


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "(opsional)" in drawn("{% field form.aim %}", form=Profile())


def test_a_counted_text_names_its_counter() -> None:
    html = drawn("{% field form.aim words=300 %}", form=Profile({"aim": "satu dua tiga"}))
    assert 'data-words-min="300"' in html
    assert 'id="id_aim_words"' in html
    assert "3 kata" in html


def test_a_mistake_in_the_summary_leads_to_its_input() -> None:
    html = drawn("{% error_summary form %}", form=Profile({}))
    assert 'href="#id_title"' in html
    assert 'href="#id_level_0"' in html
    assert drawn("{% error_summary form %}", form=Profile()).strip() == ""


def test_a_whole_form_is_drawn_with_its_hidden_fields() -> None:
    html = drawn("{{ form }}", form=Profile({}, initial={"version": 3}))
    assert 'type="hidden" name="version"' in html
    assert html.count('class="field') >= 3
    assert "error-summary" in html


def test_pages_keep_the_other_parameters() -> None:
    html = drawn("{% pagination page %}", page=Paginator(range(10_000), 50).get_page(7))
    assert 'href="?cari=air&amp;halaman=8"' in html
    assert 'aria-current="page"' in html
    assert "301–350 dari 10.000" in html
    assert html.count("<li>") < 12


def test_a_single_page_has_no_page_links() -> None:
    assert drawn("{% pagination page %}", page=Paginator([1, 2], 50).get_page(1)).strip() == ""


def test_a_tree_shows_every_number_and_lets_no_markup_through() -> None:
    leaf = Node("<i>Antar Akta</i>", Fraction("103.5"), "points", "20 indikator.", ("Lampiran I",))
    html = drawn_tree(Node("Indeks", Fraction("64.95"), children=(leaf,)), open_to=1)
    assert "<details" in html
    assert " open>" in html
    assert "64,95" in html
    assert "103,50" in html
    assert "&lt;i&gt;Antar Akta&lt;/i&gt;" in html
    assert "Sumber: Lampiran I" in html


@pytest.mark.parametrize(
    "value, unit, text",
    [("64.95", "index", "64,95"), ("69", "count", "69"), ("0.375", "points", "0,375"), ("1/3", "points", "0,33"),
     ("3", "level", "3"), ("12", "orang", "12,00 orang"), ("1234.5", "", "1.234,50")],
)  # fmt: skip
def test_a_line_of_a_tree_shows_its_number_as_exactly_as_four_decimals_can(
    value: str, unit: str, text: str
) -> None:
    node = Node("Baris", Fraction(value))
    node.unit = unit
    assert f'<span class="tree__value">{text}</span>' in drawn_tree(node)


def test_the_look_is_light_and_asks_no_foreign_host() -> None:
    import gzip

    css = (STATIC / "site.css").read_bytes()
    assert len(gzip.compress(css)) < 12_500
    assert b"http://" not in css.replace(b"http://www.w3.org/2000/svg", b"")
    assert b"https://" not in css
    assert b"GDS Transport" not in css
    assert b"@import" not in css


def test_vendored_files_have_their_licences_beside_them() -> None:
    assert "Permission to use" in (STATIC / "vendor" / "htmx.LICENSE.txt").read_text()
    assert "MIT License" in (STATIC / "site.LICENSE.txt").read_text()
