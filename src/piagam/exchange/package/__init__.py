"""A region's whole season as one file: writing, reading, taking in. The format: `docs/reference/package.md`."""
