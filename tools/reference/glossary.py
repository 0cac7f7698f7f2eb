"""docs/reference/glossary.md: each official word once."""

from django.utils import translation

from piagam.web.terms import TERMS
from tools.reference.markdown import table

INTRODUCTION = """# Glossary

Each word once: what the code calls it, what an officer reads, what it means. Pages use the official word.
"""


def page() -> str:
    with translation.override("id"):
        rows = [[f"`{term.code}`", term.indonesian, term.english, term.meaning] for term in TERMS]
    return INTRODUCTION + "\n" + table(["in the code", "Indonesian", "English", "meaning"], rows)
