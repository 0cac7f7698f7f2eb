"""Reading the region's own gate."""

from piagam.mentoring.queries.checks import checked_levels, live_checks
from piagam.mentoring.queries.reviewing import checked_rows, tallies_of

__all__ = ["checked_levels", "checked_rows", "live_checks", "tallies_of"]
