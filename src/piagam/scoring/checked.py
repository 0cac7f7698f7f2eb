"""Levels by the region's own check, as mentoring keeps them."""

from piagam.mentoring.queries import checked_levels

__all__ = ["checked_levels"]
