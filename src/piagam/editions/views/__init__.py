"""Pages about editions, by subject."""
