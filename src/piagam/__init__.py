"""Piagam: runs a public-innovation award from the first report to the certificate."""

__version__ = "0.1.0"
