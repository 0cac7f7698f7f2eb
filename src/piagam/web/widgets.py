"""Inputs as Django draws them, without a template for each option: a form of thirty fields is drawn in a third."""

from typing import Any

from django.forms import BoundField
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

TEXTAREA, SELECT, OPTION = (
    "django/forms/widgets/textarea.html",
    "django/forms/widgets/select.html",
    "django/forms/widgets/select_option.html",
)
PLAIN = {
    f"django/forms/widgets/{kind}.html"
    for kind in ("input", "text", "number", "email", "url", "date", "password")
}


def as_widget(bound: BoundField, attrs: dict[str, Any]) -> SafeString:
    """The input of a field: what `bound.as_widget` gives."""
    widget = bound.field.widget
    template = widget.template_name
    if template not in PLAIN | {TEXTAREA, SELECT}:
        return bound.as_widget(attrs=attrs)
    whole = bound.build_widget_attrs(attrs, widget)
    if bound.auto_id and "id" not in widget.attrs:
        whole.setdefault("id", bound.auto_id)
    drawn = widget.get_context(bound.html_name, bound.value(), whole)["widget"]
    name, value, written = drawn["name"], drawn["value"], flatatt(drawn["attrs"])
    if template == TEXTAREA:
        return format_html('<textarea name="{}"{}>\n{}</textarea>', name, written, value or "")
    if template == SELECT:
        return format_html('<select name="{}"{}>{}</select>', name, written, options_in(drawn["optgroups"]))
    if value is None:
        return format_html('<input type="{}" name="{}"{}>', drawn["type"], name, written)
    return format_html('<input type="{}" name="{}" value="{}"{}>', drawn["type"], name, value, written)


def options_in(groups: list[Any]) -> SafeString:
    """The options of a select, in their groups."""
    parts = []
    for label, choices, _index in groups:
        options = format_html_join(
            "", '<option value="{}"{}>{}</option>',
            ((one["value"], flatatt(one["attrs"]), one["label"]) for one in choices),
        )  # fmt: skip
        parts.append(format_html('<optgroup label="{}">{}</optgroup>', label, options) if label else options)
    return SafeString("".join(parts))


def boxes(kind: str, options: list[dict[str, Any]]) -> SafeString:
    """Radios or checkboxes, one below the other."""
    look, sort = f"govuk-{kind}", "radio" if kind == "radios" else "checkbox"
    lines = (
        (look, look, sort, one["name"], one["value"], one["id"],
         flatatt({"checked": one["checked"], "disabled": one["disabled"]}), look, one["id"], one["label"])
        for one in options
    )  # fmt: skip
    return format_html_join(
        "\n",
        '<div class="{}__item"><input class="{}__input" type="{}" name="{}" value="{}" id="{}"{}>'
        '<label class="govuk-label {}__label" for="{}">{}</label></div>',
        lines,
    )
