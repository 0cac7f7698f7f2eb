"""Keeps the summaries of innovations in step: with what was written, and with the rulebook that judges it."""

from django.db.models import F, Q, QuerySet

from piagam.innovations.models import Innovation, Summary
from piagam.innovations.outlook import outlook_of
from piagam.innovations.rules import Rules, profile_of, rules_now, standing_of
from tallybook import ProfileField

AT_ONCE = 500
WRITTEN = ["judged_by", "judged_version", "done", "asked", "outlook", "eligible_from", "choices", "texts"]


def bring_up(found: QuerySet[Innovation], rules: Rules | None = None) -> None:
    """Judges anew what was changed since, or was judged by another rulebook; usually nothing or a few rows."""
    known = rules or rules_now()
    if known is None:
        return
    mark = mark_of(known)
    other = Q(summary=None) | ~Q(summary__judged_by=mark) | ~Q(summary__judged_version=F("version"))
    stale = list(found.filter(other).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(stale), AT_ONCE):
        some = Innovation.objects.filter(pk__in=stale[start : start + AT_ONCE]).order_by("pk")
        Summary.objects.bulk_create(
            [summary_of(known, innovation) for innovation in some],
            update_conflicts=True,
            unique_fields=["innovation"],
            update_fields=WRITTEN,
        )


def mark_of(rules: Rules) -> str:
    """By which edition and which bytes of its rulebook something was judged."""
    return f"{rules.edition.pk[:40]}:{rules.rulebook.sha256[:16]}"


def summary_of(rules: Rules, innovation: Innovation) -> Summary:
    """What lists ask of an innovation. Not saved."""
    profile = profile_of(innovation)
    standing = standing_of(rules, profile)
    outlook = outlook_of(rules, profile, standing)
    chosen = {field.code: profile[field.code] for field in choice_fields(rules) if profile.get(field.code)}
    texts = [
        str(profile.get(field.code) or "") for field in rules.fields if field.kind in {"text", "long_text"}
    ]
    return Summary(
        innovation=innovation,
        judged_by=mark_of(rules),
        judged_version=innovation.version,
        done=standing.done,
        asked=standing.required,
        outlook=outlook.code,
        eligible_from=outlook.first_date,
        choices=chosen,
        texts=" ".join(" ".join(texts).lower().split()),
    )


def choice_fields(rules: Rules) -> tuple[ProfileField, ...]:
    """The fields with one answer out of a list: by these the bank is filtered and counted."""
    return tuple(field for field in rules.fields if field.kind == "choice")
