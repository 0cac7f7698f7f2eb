"""What differs between a submission and the one before it."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from piagam.entries.manifest_differences import Difference, differences
from piagam.entries.models import Submission
from piagam.entries.queries import earlier_submission, submission_itself
from piagam.people.guards import PiagamRequest, guarded

MOST = 500
ALWAYS = frozenset({"number", "submitted_at"})


@guarded("document.download", submission_itself, sees=("report.list",))
def between_submissions(request: PiagamRequest, submission: Submission) -> HttpResponse:
    """Place by place, the two texts beside each other."""
    earlier = earlier_submission(submission)
    after = json.loads(submission.manifest)
    before = json.loads(earlier.manifest) if earlier else after
    titles = {str(entry["innovation"]): entry["title"] for one in (before, after) for entry in one["entries"]}
    found = [one for one in differences(before, after) if one.path not in ALWAYS]
    context = {
        "submission": submission, "earlier": earlier, "report": submission.report,
        "rows": [in_words(one, titles) for one in found[:MOST]], "more": max(0, len(found) - MOST),
    }  # fmt: skip
    return render(request, "entries/receipt_difference.html", context)


def in_words(one: Difference, titles: dict[str, str]) -> dict[str, str]:
    """A difference with the innovation's title in place of its number."""
    parts = one.path.split(" › ")
    if parts[0] == "entries" and len(parts) > 1:
        parts = [titles.get(parts[1], parts[1]), *parts[2:]]
    return {"path": " › ".join(parts), "before": shown(one.before), "after": shown(one.after)}


def shown(value: Any) -> str:
    """A value for people: text as it is, an entry by its title, anything else as JSON, shortened."""
    if value is None:
        return "–"
    if isinstance(value, dict) and "title" in value:
        return str(value["title"])
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 400 else f"{text[:399]}…"
