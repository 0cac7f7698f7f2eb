"""How a bound form field is drawn: which kind of input, with which attributes, tied to its help and its error."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

from piagam.web.widgets import as_widget, boxes

CLASSES = (  # the first that fits
    (forms.CheckboxInput, "checkbox"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
)
LOOKS = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
    "input": "govuk-input",
}


def kind_of(bound: BoundField) -> str:
    """checkbox, checkboxes, radios, select, textarea, file or input."""
    widget = bound.field.widget
    return next((name for kind, name in CLASSES if isinstance(widget, kind)), "input")


def drawn(
    bound: BoundField, *, label: Any = None, hint: Any = None, rules: dict[Any, str] | None = None,
    cards: bool = False, inline: bool = False, hide_label: bool = False, optional: bool | None = None,
    width: str = "", prefix: str = "", suffix: str = "", words: int | None = None, max_words: int | None = None,
    **attributes: Any,
) -> dict[str, Any]:  # fmt: skip
    """The context of web/components/field.html. `rules` gives a sentence to each choice (choice value → text)."""
    kind = kind_of(bound)
    base = bound.id_for_label or bound.auto_id or bound.html_name
    group = bound.auto_id or bound.html_name
    help_text = bound.help_text if hint is None else hint
    described = [f"{group}_help"] if help_text else []
    described += [f"{group}_error"] if bound.errors else []
    counted = words or max_words
    described += [f"{group}_words"] if counted else []
    extra = {name.replace("_", "-"): value for name, value in attributes.items()}
    asks_for_one = rules is not None or cards
    context: dict[str, Any] = {
        "field": bound,
        "kind": kind,
        "group": group,
        "target": f"{group}_0" if kind in {"radios", "checkboxes"} else base,
        "label": bound.label if label is None else label,
        "help": help_text,
        "errors": list(bound.errors),
        "described": " ".join(described),
        "cards": asks_for_one,
        "inline": inline,
        "hide_label": hide_label,
        "optional": (not bound.field.required) if optional is None else optional,
        "prefix": prefix,
        "suffix": suffix,
        "words": words,
        "max_words": max_words,
        "counted": counted,
        "value": bound.value() or "",
    }
    if kind in {"radios", "checkboxes"}:
        options = _options(bound, rules or {})
        context |= {"options": options} if asks_for_one else {"boxes": boxes(kind, options)}
    else:
        context["input"] = _input(bound, kind, described, width, counted is not None, words, max_words, extra)
    return context


def _options(bound: BoundField, rules: dict[Any, str]) -> list[dict[str, Any]]:
    options = []
    for one in bound.subwidgets:
        value = one.data["value"]
        options.append(
            {
                "id": one.data["attrs"].get("id", ""),
                "name": one.data["name"],
                "value": value,
                "label": one.choice_label,
                "rule": rules.get(value) or rules.get(str(value)) or "",
                "checked": one.data["selected"],
                "disabled": "disabled" in one.data["attrs"],
            }
        )
    return options


def _input(
    bound: BoundField, kind: str, described: list[str], width: str, counted: bool, words: int | None,
    max_words: int | None, extra: dict[str, Any],
) -> SafeString:  # fmt: skip
    look = "govuk-checkboxes__input" if kind == "checkbox" else LOOKS[kind]
    classes = [bound.field.widget.attrs.get("class", ""), look]
    classes += [f"{look}--error"] if bound.errors and kind != "checkbox" else []
    classes += [f"input--{width}"] if width else []
    attrs: dict[str, Any] = {**extra, "class": " ".join(filter(None, classes))}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if counted:
        attrs |= {"data-words": ""} | ({"data-words-min": words} if words else {})
        attrs |= {"data-words-max": max_words} if max_words else {}
    return as_widget(bound, attrs)
