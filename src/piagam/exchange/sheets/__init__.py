"""Spreadsheets: what a person sees as rows to take along, a form to fill in elsewhere, and taking it back in."""
