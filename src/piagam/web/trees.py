"""The explanation of a number as nested lines: each opens to what it is made of."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from piagam.web.numbers import NOTHING, decimal_text

# The engine's units say what a number is, which the label beside it says already.
WHOLE = {"count", "level"}
SILENT = {"", "points", "mark", "index", *WHOLE}


def value_of(node: Any) -> str:
    """A node's value with its unit, in the reader's language."""
    if given := getattr(node, "value_text", None):
        return str(given)
    value = getattr(node, "value", None)
    if value is None:
        return NOTHING
    unit = getattr(node, "unit", "") or ""
    if unit in WHOLE and Fraction(value).denominator == 1:
        return decimal_text(value, 0)
    text = decimal_text(value, places_of(Fraction(value)))
    return text if unit in SILENT else f"{text} {unit}"


def places_of(value: Fraction) -> int:
    """Two decimals, or three or four where only they are exact."""
    return next((places for places in (2, 3, 4) if (value * 10**places).denominator == 1), 2)


def drawn_tree(node: Any, *, open_to: int = 1) -> SafeString:
    """The whole tree as HTML; lines above depth `open_to` stand open. Plain strings: a region has thousands."""
    parts: list[str] = []
    _draw(node, 0, open_to, _("Sumber:"), parts)
    return mark_safe("".join(parts))  # noqa: S308  every text below is escaped


def _draw(node: Any, depth: int, open_to: int, source_word: str, parts: list[str]) -> None:
    children: Iterable[Any] = getattr(node, "children", ())
    label = escape(node.label)
    if url := getattr(node, "url", ""):
        label = mark_safe(f'<a href="{escape(url)}">{label}</a>')  # noqa: S308  both are escaped
    row = (
        f'<span class="tree__label">{label}</span> <span class="tree__value">{escape(value_of(node))}</span>'
    )
    about = "".join(
        f'<p class="tree__{name}">{escape(word)}{escape(text)}</p>'
        for name, word, text in (
            ("sentence", "", getattr(node, "sentence", "")),
            ("source", f"{source_word} ", sources_of(node)),
        )
        if text
    )
    if not children:
        parts.append(f'<div class="tree__leaf"><p class="tree__row">{row}</p>{about}</div>')
        return
    opened = " open" if depth < open_to else ""
    parts.append(f'<details class="tree__node"{opened}><summary class="tree__row">{row}</summary>')
    parts.append(f'<div class="tree__body">{about}')
    for child in children:
        _draw(child, depth + 1, open_to, source_word, parts)
    parts.append("</div></details>")


def sources_of(node: Any) -> str:
    """A node's source, or its sources with commas."""
    source = getattr(node, "source", "")
    return ", ".join(map(str, source)) if isinstance(source, list | tuple) else str(source or "")
