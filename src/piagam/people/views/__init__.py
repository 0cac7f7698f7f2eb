"""Pages about accounts, by subject."""
