"""What was written for a choice → its code: by the words of either language, or the code itself."""

from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _

from piagam.exchange.sheets.layout import LANGUAGES, SEVERAL, choices_name, in_language, plain
from tallybook import Option

SHOWN = 6  # choices named in a sentence


class Choices:
    """The options of one field, in every language."""

    def __init__(self, options: Callable[[], Iterable[Option]]) -> None:
        """`options` is asked once in each language: some rulebook texts are made when they are read."""
        self.codes: dict[str, str] = {}
        self.words = [one.words for one in options()]
        for language in LANGUAGES:
            with in_language(language):
                for one in options():
                    self.codes.setdefault(plain(one.words), one.code)
                    self.codes.setdefault(plain(one.code), one.code)

    def one(self, text: str) -> str:
        """The code; what is no choice stays as it was written, for the form to refuse."""
        return self.codes.get(plain(text), text.strip())

    def several(self, text: str) -> list[str]:
        """The codes of a list, each once, in the order of the options."""
        if plain(text) in self.codes:
            return [self.codes[plain(text)]]
        parts = [part for line in text.split("\n") for part in line.split(SEVERAL) if part.strip()]
        given = list(dict.fromkeys(self.one(part) for part in parts))
        order = list(dict.fromkeys(self.codes.values()))
        return sorted(given, key=lambda code: order.index(code) if code in order else len(order))

    @property
    def expected(self) -> str:
        """The choices, as a sentence says them."""
        return one_of(self.words)


def one_of(words: Sequence[str]) -> str:
    """The first of the choices, and where the others stand."""
    told = "; ".join(words[:SHOWN])
    if len(words) <= SHOWN:
        return _("Salah satu dari: %(choices)s") % {"choices": told}
    return _("Salah satu dari: %(choices)s; … (semuanya di lembar “%(sheet)s”)") % {
        "choices": told,
        "sheet": choices_name(),
    }
