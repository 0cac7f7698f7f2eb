"""What a step costs those who take it: our own estimate, in small whole numbers, said openly wherever it sorts.

A rulebook may say low, medium or high for an indicator. Where it does not: a photo or a screenshot is little work,
a video or an issued document is medium, a measured change over years or proof for each event is much.
"""

from tallybook import Indicator

CLASSES = {"low": 1, "medium": 2, "high": 3}
STEPS = {"unsupported": 1, "unanswered": 2, "unfinished": 1, "level": 3}
QUICK = frozenset({"jpg", "jpeg", "png", "link"})
VIDEO = frozenset({"mp4", "mov"})


def class_of(row: Indicator) -> str:
    """low, medium or high."""
    if row.effort:
        return row.effort
    evidence = row.evidence
    if row.answer.kind == "band" or (evidence is not None and evidence.per_event):
        return "high"
    if evidence is not None and QUICK & set(evidence.formats) and not VIDEO & set(evidence.formats):
        return "low"
    return "medium"


def effort_of(row: Indicator, kind: str) -> int:
    """1 (a document that lies ready, quick to make) to 9 (another level of something measured over years)."""
    return CLASSES[class_of(row)] * STEPS[kind]
