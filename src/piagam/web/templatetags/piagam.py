"""Tags and filters of every template; built in by settings, so no page loads them. Usage: ../components.md."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from piagam.web import instants, numbers, words
from piagam.web.fields import drawn
from piagam.web.states import tone_of
from piagam.web.terms import PHASES, ROLES
from piagam.web.trees import drawn_tree

register = template.Library()


@register.simple_tag(name="three_zones")
def three_zones_tag(instant: datetime | None) -> SafeString | str:
    """An instant in WIB, WITA and WIT."""
    if instant is None:
        return numbers.NOTHING
    text = instants.three_zones(instant)
    return format_html('<time class="zones" datetime="{}">{}</time>', instant.isoformat(), text)


@register.filter
def in_zone(instant: datetime | None, zone: str = "WIB") -> SafeString | str:
    """{{ entry.updated_at|in_zone:"WITA" }}: 21 Agu 2026 10.42 WITA."""
    if instant is None:
        return numbers.NOTHING
    text = instants.in_zone(instant, zone or "WIB")
    return format_html('<time datetime="{}">{}</time>', instant.isoformat(), text)


@register.filter
def clock(instant: datetime | None, zone: str = "WIB") -> str:
    """{{ claim.updated_at|clock }}: 10.42, for the save line."""
    return instants.clock(instant.astimezone(instants.ZONES[zone])) if instant else ""


@register.filter(name="decimal")
def decimal_filter(value: Any, places: int = 2) -> str:
    """{{ score.index|decimal:2 }}: 64,95."""
    return numbers.decimal_text(value, int(places))


@register.filter(name="signed")
def signed_filter(value: Any, places: int = 4) -> str:
    """{{ gain|signed:4 }}: +0,4200."""
    return numbers.signed_text(value, int(places))


@register.simple_tag(name="decimal")
def decimal_tag(value: Any, places: int = 2) -> str:
    """{% decimal score.index 2 %}: 64,95."""
    return numbers.decimal_text(value, int(places))


@register.filter
def word_count(text: str | None) -> int:
    """Words of a text, counted as word-counter.js counts them."""
    return words.count_words(text)


@register.filter
def percent_of(value: Any, maximum: Any) -> int:
    """Whole percent of a maximum, for bars; between 0 and 100."""
    try:
        return max(0, min(100, int(100 * float(value) / float(maximum))))
    except (TypeError, ValueError, ZeroDivisionError):
        return 0


@register.filter
def phase_name(code: str) -> str:
    """O → Penjaringan."""
    return str(PHASES.get(code, code))


@register.filter
def role_name(code: str) -> str:
    """OPD → Operator perangkat daerah."""
    return str(ROLES.get(code, code))


@register.simple_tag
def state_tag(thing: Any, label: Any = "") -> SafeString:
    """{% state_tag entry %} or {% state_tag "draft" "Disusun" %}: a tag whose shape and colour follow the code."""
    if isinstance(thing, str):
        code, text = thing, label or thing
    else:
        code = thing.state
        shown = getattr(thing, "get_state_display", None) or (lambda: getattr(thing, "state_label", code))
        text = label or shown()
    return format_html('<span class="tag tag--{}">{}</span>', tone_of(code), text)


@register.simple_tag(takes_context=True)
def query_with(context: Mapping[str, Any], **changed: Any) -> str:
    """The page's query with some parameters changed; None or "" takes one out: {% query_with halaman=2 %}."""
    query = context["request"].GET.copy()
    for name, value in changed.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    text = query.urlencode()
    return f"?{text}" if text else "?"


@register.inclusion_tag("web/components/pagination.html", takes_context=True)
def pagination(context: Mapping[str, Any], page: Page[Any], name: str = "halaman") -> dict[str, Any]:
    """{% pagination page %}: earlier, numbers, later; keeps the other parameters. Nothing for a single page."""
    steps = [
        {
            "label": number,
            "url": query_with(context, **{name: number}) if isinstance(number, int) else "",
            "is_here": number == page.number,
        }
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "page": page,
        "steps": steps,
        "earlier": query_with(context, **{name: page.number - 1}) if page.has_previous() else "",
        "later": query_with(context, **{name: page.number + 1}) if page.has_next() else "",
    }


@register.inclusion_tag("web/components/field.html")
def field(bound: BoundField, **options: Any) -> dict[str, Any]:
    """{% field form.title %}: label, help, error and input. Options: ../components.md."""
    return drawn(bound, **options)


@register.inclusion_tag("web/components/fields.html")
def fields(form: BaseForm, *names: str) -> dict[str, Any]:
    """{% fields form %} or {% fields form "title" "aim" %}: several fields and the hidden ones."""
    chosen = [form[name] for name in names] if names else list(form.visible_fields())
    return {"form": form, "chosen": chosen, "hidden": [] if names else form.hidden_fields()}


@register.inclusion_tag("web/components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """{% error_summary form %} above a form: every mistake with a link to its field."""
    found: list[dict[str, Any]] = []
    for form in forms:
        if not form.is_bound or not form.errors:
            continue
        found += [{"text": text, "target": ""} for text in form.non_field_errors()]
        for bound in form:
            target = drawn(bound)["target"]
            found += [
                {"text": text, "target": target, "label": str(bound.label).rstrip(".:")}
                for text in bound.errors
            ]
    return {"errors": found}


@register.inclusion_tag("web/components/phase_line.html")
def phase_line(phase: str, ends_at: datetime | None = None) -> dict[str, Any]:
    """{% phase_line edition.phase_now edition.closes_at %}: the eight phases, the present one marked."""
    codes = list(PHASES)
    here = codes.index(phase) if phase in codes else -1
    steps = [
        {"label": PHASES[code], "state": "done" if n < here else "here" if n == here else "next"}
        for n, code in enumerate(codes)
    ]
    return {"steps": steps, "ends_at": ends_at if phase == "O" else None}


@register.inclusion_tag("web/components/tree.html")
def tree(node: Any, open_to: int = 1) -> dict[str, Any]:
    """{% tree node %}: a number and everything it is made of, each line adding up to the one above."""
    return {"drawn": drawn_tree(node, open_to=int(open_to))}


@register.simple_tag
def of_pages(page: Page[Any]) -> str:
    """“1–50 dari 10.000”."""
    return _("%(first)s–%(last)s dari %(all)s") % {
        "first": numbers.decimal_text(page.start_index(), 0),
        "last": numbers.decimal_text(page.end_index(), 0),
        "all": numbers.decimal_text(page.paginator.count, 0),
    }
