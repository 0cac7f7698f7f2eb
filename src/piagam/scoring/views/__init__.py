"""Pages of scoring."""

from piagam.scoring.views.runs import edition_by_id

__all__ = ["edition_by_id"]
