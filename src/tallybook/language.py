"""The language of sentences for people: Indonesian, the source language, or English.

with language.use("en"):
    print(result.tree.as_text())
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

Language = Literal["id", "en"]
_current: ContextVar[Language] = ContextVar("tallybook_language", default="id")


def current() -> Language:
    """The language that sentences are made in now."""
    return _current.get()


def choose(code: str) -> None:
    """Takes a language for the rest of this context; anything that does not begin with "en" is Indonesian."""
    _current.set("en" if code.startswith("en") else "id")


@contextmanager
def use(code: str) -> Iterator[None]:
    """Takes a language inside a `with`."""
    token = _current.set("en" if code.startswith("en") else "id")
    try:
        yield
    finally:
        _current.reset(token)


def say(indonesian: str, english: str) -> str:
    """The text of the language in use."""
    return english if current() == "en" else indonesian


def either(text: str, text_en: str) -> str:
    """A rulebook's text in the language in use; Indonesian where no English one is given."""
    return text_en if current() == "en" and text_en else text
