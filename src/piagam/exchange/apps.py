from django.apps import AppConfig


class Exchange(AppConfig):
    """In and out: spreadsheets, sheets for printing, and the package of a region's whole season."""

    name = "piagam.exchange"
    label = "exchange"
