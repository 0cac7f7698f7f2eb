"""What a page of rows repeats twenty times, drawn without the template engine: lines, closed rows, lists of gaps.

A row that is closed costs a line; its form is drawn when somebody opens it.
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from piagam.entries.maturity import Gap, Maturity
from piagam.entries.models import Entry, Report
from piagam.entries.rows import Row
from piagam.web.numbers import decimal_text
from piagam.web.states import tone_of


def page_of_rows(holder: Entry | Report) -> str:
    """The address of the page that shows the holder's rows."""
    if isinstance(holder, Entry):
        return reverse("entries:entry", kwargs={"entry_id": holder.pk})
    return reverse("entries:region_answers", args=[holder.edition_id, holder.region_id])


def line(row: Row) -> SafeString:
    """The row in one line: number, question, level, number of documents, state."""
    level = ""
    if row.answered:
        told = _("Tingkat %(level)s dari %(top)s") % {"level": row.level, "top": row.top}
        level = f"<span>{conditional_escape(told)}</span>"
    number = len(row.evidence)
    papers = ngettext("%(number)s bukti", "%(number)s bukti", number) % {"number": number}
    must = ""
    if row.indicator.mandatory:
        must = f' <span class="quiet">({conditional_escape(_("wajib"))})</span>'
    return mark_safe(  # noqa: S308  every text below is escaped
        f'<span class="answer__line" id="{row.code}-line">'
        f'<span class="answer__number">{conditional_escape(row.indicator.number)}</span>'
        f'<span class="answer__label">{conditional_escape(row.indicator.words)}{must}</span>'
        f'<span class="answer__side">{level}<span>{conditional_escape(papers)}</span>'
        f'<span class="tag tag--{tone_of(row.state)}">{conditional_escape(row.state_label)}</span></span></span>'
    )


def closed(row: Row, page: str, badge: str = "") -> SafeString:
    """A closed row: its line as a link that opens it; rows.js opens it in place."""
    return mark_safe(  # noqa: S308  line() escapes; code and address are our own
        f'<div class="answer answer--closed" id="{row.code}">'
        f'<a class="answer__open" href="{page}?buka={row.code}#{row.code}" data-row="{row.code}">'
        f"{line(row)}{badge}</a></div>"
    )


def gap_lines(gaps: Iterable[Gap], page: str) -> SafeString:
    """Each gap as a line that leads to its row, with the points it would bring."""
    must = f'<span class="tasks__state"><span class="tag tag--care">{conditional_escape(_("wajib"))}</span></span>'
    lines = [
        f'<li><a href="{page}?buka={gap.row.code}#{gap.row.code}" data-row="{gap.row.code}">'
        f"{conditional_escape(gap.row.indicator.number)}. {conditional_escape(gap.row.indicator.words)}</a> "
        f'<span class="quiet">{conditional_escape(gap.sentence)}'
        f"{f' +{decimal_text(gap.gain, 2)}' if gap.gain else ''}</span>"
        f"{must if gap.is_mandatory and gap.kind != 'level' else ''}</li>"
        for gap in gaps
    ]
    return mark_safe("".join(lines))  # noqa: S308  every text above is escaped


def in_pairs(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Labels and texts as the lines of a summary list; the look keeps the line breaks."""
    return mark_safe(  # noqa: S308  both are escaped
        "".join(
            str(format_html('<div><dt>{}</dt><dd class="answers__text">{}</dd></div>', *one)) for one in pairs
        )
    )


def lists_of_gaps(maturity: Maturity, page: str) -> dict[str, SafeString]:
    """What is missing, and the chances to rise, as lines."""
    return {"missing": gap_lines(maturity.missing, page), "chances": gap_lines(maturity.chances, page)}
